"""A second step is stored once it is in use; what waits for its first code is kept by the session."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Whoever was in the middle of it begins anew."""

    dependencies = [("organization", "0010_changes_noted")]

    operations = [
        migrations.RunSQL(
            "DELETE FROM organization_secondfactor WHERE confirmed_at IS NULL", migrations.RunSQL.noop, elidable=True
        ),
        migrations.AlterField("secondfactor", "confirmed_at", models.DateTimeField(verbose_name="berlaku sejak")),
        migrations.RemoveField("secondfactor", "started_at"),
    ]
