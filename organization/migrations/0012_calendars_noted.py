"""Changes of working hours and holidays are noted: their pages are read anew only after one."""

from django.db import migrations

TABLES = ("schedule", "schedulehours", "holiday", "withdrawnholiday")
NOTE = "".join(f"SELECT kinerja_note('organization_{table}');" for table in TABLES)
FORGET = "".join(f"DROP TRIGGER change_noted ON organization_{table};" for table in TABLES)


class Migration(migrations.Migration):
    """What was asked before this counts as changed."""

    dependencies = [("organization", "0011_second_factor_in_use"), ("kinerja", "0006_change")]

    operations = [migrations.RunSQL(NOTE, FORGET)]
