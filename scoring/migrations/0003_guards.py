"""Nothing of a closed month changes (rules §11); what decides about people is in the history."""

from django.db import migrations

LOCKS = """
CREATE FUNCTION scoring_locked_days() RETURNS datemultirange LANGUAGE sql STABLE AS $$
    SELECT coalesce(range_agg(daterange(month, (month + interval '1 month')::date)), '{}'::datemultirange)
    FROM scoring_month WHERE locked_at IS NOT NULL
$$;

-- TG_ARGV[0] is an SQL expression over the row c that gives the days (a datemultirange) on which the row matters.
CREATE FUNCTION scoring_keep_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    locked datemultirange := scoring_locked_days();
    source text := CASE TG_OP WHEN 'INSERT' THEN 'changed_to' ELSE 'changed_from' END;
    hit boolean;
BEGIN
    IF isempty(locked) THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM %s c WHERE %s && $1)', source, TG_ARGV[0]) INTO hit USING locked;
    IF NOT hit AND TG_OP = 'UPDATE' THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM changed_to c WHERE %s && $1)', TG_ARGV[0]) INTO hit USING locked;
    END IF;
    IF hit THEN
        RAISE EXCEPTION 'Nothing of a closed month changes.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'month_closed';
    END IF;
    RETURN NULL;
END $$;

-- A dated stretch may be shortened or prolonged outside closed months: only days that come or go are looked at.
CREATE FUNCTION scoring_keep_locked_stretch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    locked datemultirange := scoring_locked_days();
    before datemultirange := '{}';
    after datemultirange := '{}';
BEGIN
    IF isempty(locked) THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        before := datemultirange(daterange(OLD.start, OLD."end", '[]'));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := datemultirange(daterange(NEW.start, NEW."end", '[]'));
    END IF;
    IF TG_OP = 'UPDATE' AND (to_jsonb(OLD) - 'start' - 'end') IS NOT DISTINCT FROM (to_jsonb(NEW) - 'start' - 'end') THEN
        IF ((before - after) + (after - before)) && locked THEN
            RAISE EXCEPTION 'Nothing of a closed month changes.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'month_closed';
        END IF;
    ELSIF (before + after) && locked THEN
        RAISE EXCEPTION 'Nothing of a closed month changes.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'month_closed';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION scoring_lock_table(guarded regclass, days text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER month_closed_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS changed_to '
                   'FOR EACH STATEMENT EXECUTE FUNCTION scoring_keep_locked(%L)', guarded, days);
    EXECUTE format('CREATE TRIGGER month_closed_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS changed_from '
                   'NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION scoring_keep_locked(%L)', guarded, days);
    EXECUTE format('CREATE TRIGGER month_closed_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS changed_from '
                   'FOR EACH STATEMENT EXECUTE FUNCTION scoring_keep_locked(%L)', guarded, days);
END $$;

CREATE FUNCTION scoring_lock_stretch(guarded regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER month_closed AFTER INSERT OR UPDATE OR DELETE ON %s '
                   'FOR EACH ROW EXECUTE FUNCTION scoring_keep_locked_stretch()', guarded);
END $$;

SELECT scoring_lock_table(t, 'datemultirange(daterange(c.date, c.date, ''[]''))')
FROM unnest(ARRAY['dailylog_attendance', 'dailylog_activity', 'dailylog_overtime', 'organization_holiday']::regclass[]) t;
SELECT scoring_lock_table(t, 'datemultirange(daterange(c.month, c.month, ''[]''))')
FROM unnest(ARRAY['scoring_reading', 'scoring_justification', 'scoring_behaviourrating']::regclass[]) t;
-- An open case is judged by its deadline, a closed one by the moment of closing.
SELECT scoring_lock_table('scoring_case', 'CASE WHEN c.closed_at IS NULL THEN ''{}''::datemultirange ELSE '
    'datemultirange(daterange(c.closed_at::date, c.closed_at::date, ''[]'')) END');
SELECT scoring_lock_stretch(t)
FROM unnest(ARRAY['dailylog_leave', 'scoring_sanction', 'organization_assignment']::regclass[]) t;

CREATE FUNCTION scoring_keep_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    revisions bigint[];
BEGIN
    revisions := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.revision_id] WHEN 'DELETE' THEN ARRAY[OLD.revision_id]
                 ELSE ARRAY[OLD.revision_id, NEW.revision_id] END;
    IF EXISTS (SELECT FROM scoring_revision r WHERE r.id = ANY (revisions) AND r.state IN ('locked', 'superseded')) THEN
        RAISE EXCEPTION 'The figures of a closed month do not change.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_locked';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER revision_locked BEFORE UPDATE OR DELETE ON scoring_individualscore
    FOR EACH ROW EXECUTE FUNCTION scoring_keep_revision();
CREATE TRIGGER revision_locked BEFORE UPDATE OR DELETE ON scoring_organizationscore
    FOR EACH ROW EXECUTE FUNCTION scoring_keep_revision();
CREATE TRIGGER revision_locked BEFORE UPDATE OR DELETE ON scoring_achievement
    FOR EACH ROW EXECUTE FUNCTION scoring_keep_revision();

-- Inserts come by the ten thousand: one look a statement.
CREATE FUNCTION scoring_keep_revision_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM scoring_revision r WHERE r.state IN ('locked', 'superseded')
               AND r.id IN (SELECT DISTINCT revision_id FROM changed_to)) THEN
        RAISE EXCEPTION 'The figures of a closed month do not change.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_locked';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER revision_locked_insert AFTER INSERT ON scoring_individualscore REFERENCING NEW TABLE AS changed_to
    FOR EACH STATEMENT EXECUTE FUNCTION scoring_keep_revision_insert();
CREATE TRIGGER revision_locked_insert AFTER INSERT ON scoring_organizationscore REFERENCING NEW TABLE AS changed_to
    FOR EACH STATEMENT EXECUTE FUNCTION scoring_keep_revision_insert();
CREATE TRIGGER revision_locked_insert AFTER INSERT ON scoring_achievement REFERENCING NEW TABLE AS changed_to
    FOR EACH STATEMENT EXECUTE FUNCTION scoring_keep_revision_insert();

CREATE FUNCTION scoring_keep_locked_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('locked', 'superseded') AND (
        TG_OP = 'DELETE' OR NOT (OLD.state = 'locked' AND NEW.state = 'superseded'
            AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state')
    ) THEN
        RAISE EXCEPTION 'A locked revision does not change.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_locked';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER revision_locked BEFORE UPDATE OR DELETE ON scoring_revision
    FOR EACH ROW EXECUTE FUNCTION scoring_keep_locked_revision();

SELECT kinerja_watch(t) FROM unnest(ARRAY[
    'organization_employee', 'organization_assignment', 'organization_position', 'organization_unit',
    'organization_rolegrant', 'organization_holiday', 'organization_schedulehours', 'dailylog_leave', 'scoring_reading',
    'scoring_justification', 'scoring_behaviourrating', 'scoring_sanction', 'scoring_scoringpolicy', 'scoring_revision'
]::regclass[]) t;
"""


class Migration(migrations.Migration):
    """The last floor guards what all floors below hold."""

    dependencies = [
        ("scoring", "0002_achievement_months"),
        ("contracts", "0002_guards"),
        ("dailylog", "0001_initial"),
        ("organization", "0001_initial"),
        ("kinerja", "0002_history_triggers"),
    ]

    operations = [migrations.RunSQL(LOCKS, migrations.RunSQL.noop)]
