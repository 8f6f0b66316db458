"""Changes of figures are noted, so that pages of a whole region are read anew only after one."""

from django.db import migrations

TABLES = ("revision", "achievement", "organizationscore", "individualscore")
NOTE = "".join(f"SELECT kinerja_note('scoring_{table}');" for table in TABLES)
FORGET = "".join(f"DROP TRIGGER change_noted ON scoring_{table};" for table in TABLES)


class Migration(migrations.Migration):
    """A scoring notes each table once."""

    dependencies = [("scoring", "0011_figures_of_a_unit"), ("kinerja", "0006_change")]

    operations = [migrations.RunSQL(NOTE, FORGET)]
