"""A case belongs to the month of its closing in the region's civil time, not in that of the database session."""

from django.conf import settings
from django.db import migrations

TRIGGERS = """
DROP TRIGGER month_closed_insert ON scoring_case;
DROP TRIGGER month_closed_update ON scoring_case;
DROP TRIGGER month_closed_delete ON scoring_case;
SELECT scoring_lock_table('scoring_case', format(
    'CASE WHEN c.closed_at IS NULL THEN ''{}''::datemultirange ELSE datemultirange(daterange('
    '(c.closed_at AT TIME ZONE %L)::date, (c.closed_at AT TIME ZONE %L)::date, ''[]'')) END', ZONE, ZONE));
"""


class Migration(migrations.Migration):
    """An open case is judged by its deadline, a closed one by the moment of closing."""

    dependencies = [("scoring", "0006_packed_days")]

    operations = [
        migrations.RunSQL(
            TRIGGERS.replace("ZONE, ZONE", f"'{settings.TIME_ZONE}', '{settings.TIME_ZONE}'"), migrations.RunSQL.noop
        )
    ]
