"""The history keeps which units an outage was of."""

from django.db import migrations

WATCH = "SELECT kinerja_watch('dailylog_disturbance_units'::regclass);"
UNWATCH = """
DROP TRIGGER history_insert ON dailylog_disturbance_units;
DROP TRIGGER history_update ON dailylog_disturbance_units;
DROP TRIGGER history_delete ON dailylog_disturbance_units;
"""


class Migration(migrations.Migration):
    """A unit taken from an outage costs its people time: it is on record who did that."""

    dependencies = [("dailylog", "0005_finding_review"), ("kinerja", "0002_history_triggers")]

    operations = [migrations.RunSQL(WATCH, UNWATCH)]
