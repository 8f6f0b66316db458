"""The function that records history, and the guard that keeps it append-only."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION kinerja_record_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    actor text := coalesce(current_setting('kinerja.actor', true), '');
    reason text := coalesce(current_setting('kinerja.reason', true), '');
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO kinerja_history (at, actor, reason, table_name, "row", operation, before, after)
        SELECT clock_timestamp(), actor, reason, TG_TABLE_NAME, n.id::text, TG_OP, NULL, to_jsonb(n) - 'password'
        FROM changed_to n;
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO kinerja_history (at, actor, reason, table_name, "row", operation, before, after)
        SELECT clock_timestamp(), actor, reason, TG_TABLE_NAME, n.id::text, TG_OP,
               to_jsonb(o) - 'password', to_jsonb(n) - 'password'
        FROM changed_to n JOIN changed_from o USING (id)
        WHERE to_jsonb(o) - 'last_login' IS DISTINCT FROM to_jsonb(n) - 'last_login';
    ELSE
        INSERT INTO kinerja_history (at, actor, reason, table_name, "row", operation, before, after)
        SELECT clock_timestamp(), actor, reason, TG_TABLE_NAME, o.id::text, TG_OP, to_jsonb(o) - 'password', NULL
        FROM changed_from o;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION kinerja_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history is append-only.' USING ERRCODE = 'check_violation', CONSTRAINT = 'history_append_only';
END $$;

CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE ON kinerja_history
    FOR EACH STATEMENT EXECUTE FUNCTION kinerja_keep_history();

CREATE FUNCTION kinerja_watch(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER history_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS changed_to '
                   'FOR EACH STATEMENT EXECUTE FUNCTION kinerja_record_history()', watched);
    EXECUTE format('CREATE TRIGGER history_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS changed_from '
                   'NEW TABLE AS changed_to FOR EACH STATEMENT EXECUTE FUNCTION kinerja_record_history()', watched);
    EXECUTE format('CREATE TRIGGER history_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS changed_from '
                   'FOR EACH STATEMENT EXECUTE FUNCTION kinerja_record_history()', watched);
END $$;
"""

UNDO = """
DROP FUNCTION kinerja_watch(regclass);
DROP TRIGGER history_append_only ON kinerja_history;
DROP FUNCTION kinerja_keep_history();
DROP FUNCTION kinerja_record_history();
"""


class Migration(migrations.Migration):
    """Triggers see every change, bulk and raw SQL included."""

    dependencies = [("kinerja", "0001_history")]

    operations = [migrations.RunSQL(FUNCTIONS, UNDO)]
