"""Changes of budgets and letterheads are noted as well, for the pages that show them."""

from django.db import migrations

TABLES = ("programmebudget", "letterhead")
NOTE = "".join(f"SELECT kinerja_note('contracts_{table}');" for table in TABLES)
FORGET = "".join(f"DROP TRIGGER change_noted ON contracts_{table};" for table in TABLES)


class Migration(migrations.Migration):
    """What was asked before this counts as changed."""

    dependencies = [("contracts", "0021_changes_noted")]

    operations = [migrations.RunSQL(NOTE, FORGET)]
