"""Which transactions changed a table, for answers that are kept until then (kinerja/unchanged.py)."""

from django.db import migrations

# One row for each transaction and table, which no other transaction waits for.
NOTE = """
CREATE TABLE kinerja_change (
    table_name text NOT NULL,
    xid xid8 NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (table_name, xid)
);
-- Who changes a table need not be able to write here.
CREATE FUNCTION kinerja_note_change() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO kinerja_change (table_name, xid) VALUES (TG_TABLE_NAME, pg_current_xact_id()) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
-- Changes of other columns than those named do not count; none named: all count.
CREATE FUNCTION kinerja_note(noted regclass, VARIADIC columns text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER change_noted AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE %s ON %s '
        'FOR EACH STATEMENT EXECUTE FUNCTION kinerja_note_change()',
        CASE WHEN columns = '{}' THEN '' ELSE
            'OF ' || (SELECT string_agg(quote_ident(name), ', ') FROM unnest(columns) name) END,
        noted);
END $$;
"""
UNDO = """
DROP FUNCTION kinerja_note(regclass, text[]);
DROP FUNCTION kinerja_note_change();
DROP TABLE kinerja_change;
"""


class Migration(migrations.Migration):
    """Rows older than two days go at night."""

    dependencies = [("kinerja", "0005_history_seal")]

    operations = [migrations.RunSQL(NOTE, UNDO)]
