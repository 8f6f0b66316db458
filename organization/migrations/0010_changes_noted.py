"""Changes of the structure are noted, so that sums over a whole region are taken anew only after one."""

from django.db import migrations

# A login changes a person as well, but nothing that a list of people says.
NOTE = """
SELECT kinerja_note('organization_unit'), kinerja_note('organization_position'),
       kinerja_note('organization_assignment'),
       kinerja_note('organization_employee', 'nip', 'name', 'is_active');
"""
FORGET = "".join(
    f"DROP TRIGGER change_noted ON organization_{table};" for table in ("unit", "position", "assignment", "employee")
)


class Migration(migrations.Migration):
    """What was asked before this counts as changed."""

    dependencies = [("organization", "0009_second_factor_by_owner"), ("kinerja", "0006_change")]

    operations = [migrations.RunSQL(NOTE, FORGET)]
