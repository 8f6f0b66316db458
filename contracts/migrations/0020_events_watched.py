"""Events of versions leave history: they go with a draft that is thrown away, and that is to be seen."""

from django.db import migrations

UNDO = "".join(f"DROP TRIGGER history_{way} ON contracts_event;" for way in ("insert", "update", "delete"))


class Migration(migrations.Migration):
    """The other tables of agreements have been watched from the start."""

    dependencies = [("contracts", "0019_two_kinds"), ("kinerja", "0004_never_emptied")]

    operations = [migrations.RunSQL("SELECT kinerja_watch('contracts_event');", UNDO)]
