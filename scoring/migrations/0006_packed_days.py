"""The days of a month in two integers each, and one look a statement at what is closed."""

from django.db import migrations

import scoring.models.days

TABLES = ("scoring_individualscore", "scoring_organizationscore", "scoring_achievement")

# A city's nightly scores change by the ten thousand: what a statement changes is looked at once.
GUARD = """
DROP TRIGGER revision_locked ON {table};
CREATE TRIGGER revision_locked_update AFTER UPDATE ON {table} REFERENCING OLD TABLE AS changed_from
    NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION scoring_keep_revision_update();
CREATE TRIGGER revision_locked_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS changed_from
    FOR EACH STATEMENT EXECUTE FUNCTION scoring_keep_revision_delete();
"""
LOOK = """
CREATE FUNCTION scoring_keep_revision_{verb}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM scoring_revision r WHERE r.state IN ('locked', 'superseded') AND r.id IN ({changed})) THEN
        RAISE EXCEPTION 'The figures of a closed month do not change.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_locked';
    END IF;
    RETURN NULL;
END $$;
"""
OLD = "SELECT DISTINCT revision_id FROM changed_from"
NEW = "SELECT DISTINCT revision_id FROM changed_to"
STATEMENTS = [
    LOOK.format(verb="update", changed=f"{OLD} UNION {NEW}"),
    LOOK.format(verb="delete", changed=OLD),
    *(GUARD.format(table=table) for table in TABLES),
    "DROP FUNCTION scoring_keep_revision()",
]


class Migration(migrations.Migration):
    """Days of revisions that exist are made anew by the next scoring."""

    dependencies = [("scoring", "0005_days_default")]

    operations = [
        migrations.RemoveField("individualscore", "days"),
        migrations.AddField(
            "individualscore", "days", scoring.models.days.DaysField(default=list, verbose_name="hari")
        ),
        migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop),
    ]
