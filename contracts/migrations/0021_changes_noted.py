"""Changes of what was promised and of the plan are noted, so that a region's sums are taken anew only after one."""

from django.db import migrations

TABLES = ("agreement", "target", "version", "line", "indicator", "objective")
NOTE = "".join(f"SELECT kinerja_note('contracts_{table}');" for table in TABLES)
FORGET = "".join(f"DROP TRIGGER change_noted ON contracts_{table};" for table in TABLES)


class Migration(migrations.Migration):
    """What was asked before this counts as changed."""

    dependencies = [("contracts", "0020_events_watched"), ("kinerja", "0006_change")]

    operations = [migrations.RunSQL(NOTE, FORGET)]
