"""History of tables that have a column called like a variable of the function that records it."""

from django.db import migrations

# Such a name means the variable: what a row says of itself is in its whole row.
RECORD = """
CREATE OR REPLACE FUNCTION kinerja_record_history() RETURNS trigger LANGUAGE plpgsql AS $$
#variable_conflict use_variable
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
        FROM changed_to n JOIN changed_from o ON o.id = n.id
        WHERE to_jsonb(o) - 'last_login' IS DISTINCT FROM to_jsonb(n) - 'last_login';
    ELSE
        INSERT INTO kinerja_history (at, actor, reason, table_name, "row", operation, before, after)
        SELECT clock_timestamp(), actor, reason, TG_TABLE_NAME, o.id::text, TG_OP, to_jsonb(o) - 'password', NULL
        FROM changed_from o;
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """The same records as before, whatever the columns are called."""

    dependencies = [("kinerja", "0002_history_triggers")]

    operations = [migrations.RunSQL(RECORD, migrations.RunSQL.noop)]
