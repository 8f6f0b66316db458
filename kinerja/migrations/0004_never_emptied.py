"""TRUNCATE is refused where a trigger keeps or records something; guards also hold for replication roles."""

from django.db import migrations

# TRUNCATE fires no trigger of rows: it would empty what is kept, and leave no line in the history.
REFUSE = """
CREATE FUNCTION kinerja_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A table that is kept is never emptied: %.', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = 'never_emptied';
END $$;
"""

# An ordinary trigger sleeps while session_replication_role is "replica"; one that is enabled always does not.
# What somebody has disabled on purpose stays disabled: verify_history tells of it.
HARDEN = """
CREATE FUNCTION kinerja_harden() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    guarded record;
    changed integer := 0;
BEGIN
    FOR guarded IN
        SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
          AND EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal)
          AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname = 'never_emptied')
    LOOP
        EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %s '
                       'FOR EACH STATEMENT EXECUTE FUNCTION kinerja_refuse_truncate()', guarded.name);
        changed := changed + 1;
    END LOOP;
    FOR guarded IN
        SELECT c.oid::regclass AS name, g.tgname AS guard FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND NOT g.tgisinternal AND g.tgenabled = 'O'
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', guarded.name, guarded.guard);
        changed := changed + 1;
    END LOOP;
    RETURN changed;
END $$;
"""

# Who changes a watched table need not be able to write history: the function writes it with its owner's rights.
RECORD = "ALTER FUNCTION kinerja_record_history() SECURITY DEFINER SET search_path = public, pg_temp;"

UNDO = """
DO $$
DECLARE
    guarded record;
BEGIN
    FOR guarded IN SELECT tgrelid::regclass AS name FROM pg_trigger WHERE tgname = 'never_emptied' LOOP
        EXECUTE format('DROP TRIGGER never_emptied ON %s', guarded.name);
    END LOOP;
END $$;
DROP FUNCTION kinerja_harden();
DROP FUNCTION kinerja_refuse_truncate();
ALTER FUNCTION kinerja_record_history() SECURITY INVOKER RESET search_path;
"""


class Migration(migrations.Migration):
    """``kinerja_harden`` is called after every ``migrate`` (kinerja/guards.py), so that later triggers hold as well."""

    dependencies = [("kinerja", "0003_history_names")]

    operations = [migrations.RunSQL(REFUSE + HARDEN + RECORD, UNDO)]
