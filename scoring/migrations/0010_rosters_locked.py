"""In a closed month neither rosters nor the hours of the shifts in them change (rules §11)."""

from django.db import migrations

LOCKS = """
SELECT scoring_lock_table('organization_rosterday', 'datemultirange(daterange(c.date, c.date, ''[]''))');
SELECT scoring_lock_table('organization_shift', 'coalesce((SELECT range_agg(daterange(r.date, r.date, ''[]''))'
    ' FROM organization_rosterday r WHERE r.shift_id = c.id), ''{}''::datemultirange)');
"""

UNDO = "".join(
    f"DROP TRIGGER month_closed_{way} ON organization_{table};"
    for table in ("rosterday", "shift")
    for way in ("insert", "update", "delete")
)


class Migration(migrations.Migration):
    """The last floor guards what all floors below hold."""

    dependencies = [("scoring", "0009_job_above"), ("organization", "0006_shifts")]

    operations = [migrations.RunSQL(LOCKS, UNDO)]
