"""History of the second step is written with the rights of the tables' owner, as all history is."""

from django.db import migrations

FUNCTION = "ALTER FUNCTION organization_record_second_factor()"


class Migration(migrations.Migration):
    """The role of the web server may read history, and not write it."""

    dependencies = [("organization", "0008_second_factor"), ("kinerja", "0004_never_emptied")]

    operations = [
        migrations.RunSQL(
            f"{FUNCTION} SECURITY DEFINER SET search_path = public, pg_temp;",
            f"{FUNCTION} SECURITY INVOKER RESET search_path;",
        )
    ]
