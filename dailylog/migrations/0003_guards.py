"""Decisions bind to the version that was seen; what was approved does not change; photographs stay."""

from django.db import migrations

GUARDS = """
-- What an entry says. Photographs raise the version by themselves (dailylog_show_evidence).
CREATE FUNCTION dailylog_content(a dailylog_activity) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object('employee', a.employee_id, 'date', a.date, 'start', a.start, 'end', a."end",
        'description', a.description, 'output', a.output, 'outcome', a.outcome, 'quantity', a.quantity,
        'unit_of_measure', a.unit_of_measure, 'place', a.place, 'target', a.target_id)
$$;

CREATE FUNCTION dailylog_keep_activity() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said boolean := dailylog_content(OLD) IS DISTINCT FROM dailylog_content(NEW);
    -- Sent again after a return: a new version even if not a word changed, for each version is decided once.
    again boolean := OLD.status = 'returned' AND NEW.status = 'submitted';
BEGIN
    -- Entries approved elsewhere came in by table, without a decision here: later tables may correct them.
    IF OLD.status = 'approved' AND (said OR NEW.status <> OLD.status OR NEW.version <> OLD.version) AND EXISTS (
        SELECT FROM dailylog_decision d WHERE d.activity_id = OLD.id AND d.version = OLD.version AND d.verdict = 'approve'
    ) THEN
        RAISE EXCEPTION 'An approved entry does not change.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'activity_decided';
    END IF;
    IF NEW.version <= OLD.version THEN
        NEW.version := OLD.version + (said OR again)::int;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER activity_decided BEFORE UPDATE ON dailylog_activity
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION dailylog_keep_activity();

CREATE FUNCTION dailylog_check_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry dailylog_activity;
BEGIN
    -- The lock makes an edit and a decision take turns: whoever comes second sees what the first did.
    SELECT * INTO entry FROM dailylog_activity WHERE id = NEW.activity_id FOR UPDATE;
    IF entry.employee_id = NEW.decided_by_id THEN
        RAISE EXCEPTION 'Nobody decides on himself.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_not_own';
    END IF;
    IF NOT EXISTS (SELECT FROM organization_assignment p
                   WHERE p.id = NEW.assignment_id AND p.employee_id = NEW.decided_by_id) THEN
        RAISE EXCEPTION 'One decides by a post of one''s own.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_own_post';
    END IF;
    IF entry.version <> NEW.version THEN
        RAISE EXCEPTION 'The entry has changed since it was seen.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_of_current_version';
    END IF;
    IF entry.status <> 'submitted' THEN
        RAISE EXCEPTION 'The entry waits for no decision.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_of_waiting_entry';
    END IF;
    IF NEW.verdict = 'return' THEN
        NEW.returned := dailylog_content(entry);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_checked BEFORE INSERT ON dailylog_decision
    FOR EACH ROW EXECUTE FUNCTION dailylog_check_decision();

CREATE FUNCTION dailylog_apply_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE dailylog_activity a
    SET status = CASE d.verdict WHEN 'approve' THEN 'approved' ELSE 'returned' END
    FROM decided d WHERE a.id = d.activity_id;
    RETURN NULL;
END $$;
CREATE TRIGGER decision_applied AFTER INSERT ON dailylog_decision REFERENCING NEW TABLE AS decided
    FOR EACH STATEMENT EXECUTE FUNCTION dailylog_apply_decisions();

CREATE FUNCTION dailylog_keep_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Decisions are append-only.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_append_only';
END $$;
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON dailylog_decision
    FOR EACH STATEMENT EXECUTE FUNCTION dailylog_keep_decisions();

CREATE FUNCTION dailylog_keep_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM dailylog_decision d WHERE d.activity_id = OLD.activity_id) THEN
        RAISE EXCEPTION 'The photographs of a decided entry stay.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_kept';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER evidence_kept BEFORE UPDATE OR DELETE ON dailylog_evidence
    FOR EACH ROW EXECUTE FUNCTION dailylog_keep_evidence();

-- Who decides must have seen the photographs as well: one that comes or goes makes a new version.
CREATE FUNCTION dailylog_show_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE dailylog_activity SET version = version + 1
    WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.activity_id ELSE NEW.activity_id END;
    RETURN NULL;
END $$;
CREATE TRIGGER evidence_shown AFTER INSERT OR DELETE ON dailylog_evidence
    FOR EACH ROW EXECUTE FUNCTION dailylog_show_evidence();

SELECT kinerja_watch(t) FROM unnest(ARRAY[
    'dailylog_finding', 'dailylog_leaverequest', 'dailylog_overtime', 'dailylog_overtimeorder',
    'dailylog_presencecorrection', 'dailylog_disturbance'
]::regclass[]) t;
"""

UNDO = """
DO $$
DECLARE
    watched text;
    way text;
BEGIN
    FOREACH watched IN ARRAY ARRAY['finding', 'leaverequest', 'overtime', 'overtimeorder', 'presencecorrection', 'disturbance']
    LOOP
        FOREACH way IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
            EXECUTE format('DROP TRIGGER history_%s ON dailylog_%s', way, watched);
        END LOOP;
    END LOOP;
END $$;
DROP TRIGGER evidence_shown ON dailylog_evidence;
DROP TRIGGER evidence_kept ON dailylog_evidence;
DROP TRIGGER decision_append_only ON dailylog_decision;
DROP TRIGGER decision_applied ON dailylog_decision;
DROP TRIGGER decision_checked ON dailylog_decision;
DROP TRIGGER activity_decided ON dailylog_activity;
DROP FUNCTION dailylog_show_evidence();
DROP FUNCTION dailylog_keep_evidence();
DROP FUNCTION dailylog_keep_decisions();
DROP FUNCTION dailylog_apply_decisions();
DROP FUNCTION dailylog_check_decision();
DROP FUNCTION dailylog_keep_activity();
DROP FUNCTION dailylog_content(dailylog_activity);
"""


class Migration(migrations.Migration):
    """Whatever writes, a page, a task or bare SQL, keeps to this."""

    dependencies = [("dailylog", "0002_day_log"), ("kinerja", "0002_history_triggers")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
