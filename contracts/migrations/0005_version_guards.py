"""No state is skipped, no signed word changes, and only what all parties signed reaches a sealed agreement."""

from importlib import import_module

from django.db import migrations

before = import_module("contracts.migrations.0002_guards")

REFUSE = """
CREATE FUNCTION contracts_refuse(sentence text, name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', sentence USING ERRCODE = 'check_violation', CONSTRAINT = name;
END $$;

CREATE FUNCTION contracts_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM contracts_refuse(TG_TABLE_NAME || ' is append-only.', TG_ARGV[0]);
    RETURN NULL;
END $$;
"""

# The same table stands in contracts/rules/states.py; contracts/tests/actions/test_version_guards.py holds the two together.
STATES = """
CREATE FUNCTION contracts_state_follows(before text, after text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (before, after) IN (
        ('draft', 'presented'), ('draft', 'cancelled'),
        ('presented', 'returned'), ('presented', 'agreed'), ('presented', 'cancelled'),
        ('returned', 'presented'), ('returned', 'cancelled'),
        ('agreed', 'returned'), ('agreed', 'signed_first'), ('agreed', 'in_force'), ('agreed', 'refused'),
        ('agreed', 'cancelled'),
        ('signed_first', 'in_force'), ('signed_first', 'refused'),
        ('in_force', 'amended'), ('in_force', 'ended')
    )
$$;

CREATE FUNCTION contracts_found_fit(version bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM contracts_line l WHERE l.version_id = version)
       AND NOT EXISTS (
        SELECT FROM contracts_line l
        LEFT JOIN LATERAL (
            SELECT bool_and(last.fitness = 'fit') AS fit FROM (
                SELECT DISTINCT ON (v.reviewer_id) v.fitness FROM contracts_verdict v
                WHERE v.line_id = l.id AND v.presentation_id = (
                    SELECT p.id FROM contracts_presentation p WHERE p.version_id = version
                    ORDER BY p.number DESC LIMIT 1)
                ORDER BY v.reviewer_id, v.at DESC, v.id DESC
            ) last
        ) judged ON true
        WHERE l.version_id = version AND judged.fit IS NOT TRUE)
$$;

CREATE FUNCTION contracts_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' OR NEW.frozen IS NOT NULL THEN
            PERFORM contracts_refuse('A version begins as a draft.', 'version_begins_as_draft');
        END IF;
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            PERFORM contracts_refuse('Only a draft can be thrown away.', 'version_kept');
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.state <> OLD.state AND NOT contracts_state_follows(OLD.state, NEW.state) THEN
        PERFORM contracts_refuse('A version does not go from ' || OLD.state || ' to ' || NEW.state || '.',
                                 'version_state_order');
    END IF;
    IF OLD.state NOT IN ('draft', 'returned') AND NOT (OLD.state = 'presented' AND NEW.state = 'agreed')
       AND (to_jsonb(NEW) - '{state,frozen,frozen_sha256,document_id,document_number,applied_at,changed_at}'::text[])
           IS DISTINCT FROM
           (to_jsonb(OLD) - '{state,frozen,frozen_sha256,document_id,document_number,applied_at,changed_at}'::text[])
    THEN
        PERFORM contracts_refuse('A version under review or signature does not change.', 'version_content_kept');
    END IF;
    IF NEW.state = 'agreed' AND OLD.state = 'presented' THEN
        IF NEW.frozen IS NULL OR NEW.document_id IS NULL THEN
            PERFORM contracts_refuse('What is agreed is frozen first.', 'version_frozen_first');
        END IF;
        IF NOT contracts_found_fit(NEW.id) THEN
            PERFORM contracts_refuse('Not every line was found fit.', 'version_found_fit');
        END IF;
        IF (SELECT sum(weight) FROM contracts_line WHERE version_id = NEW.id) IS DISTINCT FROM 100 THEN
            PERFORM contracts_refuse('The weights are not 100.', 'version_weights');
        END IF;
    ELSIF OLD.state = 'agreed' AND NEW.state IN ('returned', 'cancelled') THEN
        IF NEW.frozen IS NOT NULL THEN
            PERFORM contracts_refuse('What is returned is thawed.', 'version_thawed');
        END IF;
    ELSIF NEW.frozen IS DISTINCT FROM OLD.frozen OR NEW.frozen_sha256 <> OLD.frozen_sha256
          OR NEW.document_number <> OLD.document_number THEN
        PERFORM contracts_refuse('What is frozen does not change.', 'version_frozen_kept');
    ELSIF NEW.document_id IS DISTINCT FROM OLD.document_id AND NOT EXISTS (
        SELECT FROM contracts_signature s WHERE s.version_id = NEW.id AND s.result_id = NEW.document_id
        AND s.shown_id = OLD.document_id AND NEW.state <> OLD.state) THEN
        PERFORM contracts_refuse('The paper changes by a signature only.', 'version_frozen_kept');
    END IF;
    IF NEW.state = 'signed_first' AND OLD.state <> 'signed_first' AND NOT EXISTS (
        SELECT FROM contracts_signature s WHERE s.version_id = NEW.id AND s.role = 'first') THEN
        PERFORM contracts_refuse('The first party has not signed.', 'version_signed');
    END IF;
    IF NEW.state = 'in_force' AND OLD.state <> 'in_force' AND NOT (
        EXISTS (SELECT FROM contracts_signature s WHERE s.version_id = NEW.id AND s.role = 'first')
        AND (NEW.superior_id IS NULL
             OR EXISTS (SELECT FROM contracts_signature s WHERE s.version_id = NEW.id AND s.role = 'second'))) THEN
        PERFORM contracts_refuse('Not all parties have signed.', 'version_signed');
    END IF;
    IF NEW.applied_at IS DISTINCT FROM OLD.applied_at AND NOT (NEW.state = 'in_force' AND OLD.applied_at IS NULL) THEN
        PERFORM contracts_refuse('A version is put in force once.', 'version_applied_once');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER version_kept BEFORE INSERT OR UPDATE OR DELETE ON contracts_version
    FOR EACH ROW EXECUTE FUNCTION contracts_keep_version();

CREATE FUNCTION contracts_keep_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    line contracts_line := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - 'target_id') IS NOT DISTINCT FROM (to_jsonb(OLD) - 'target_id') THEN
        RETURN NEW;
    END IF;
    -- A shared lock: whoever presents or agrees at this moment holds the row, and the lines wait for the new state.
    PERFORM FROM contracts_version v WHERE v.id = line.version_id FOR SHARE;
    IF EXISTS (SELECT FROM contracts_version v WHERE v.id = line.version_id AND v.state NOT IN ('draft', 'returned')) THEN
        PERFORM contracts_refuse('The lines of a version change only while it is drafted.', 'version_content_kept');
    END IF;
    RETURN line;
END $$;

CREATE TRIGGER line_kept BEFORE INSERT OR UPDATE OR DELETE ON contracts_line
    FOR EACH ROW EXECUTE FUNCTION contracts_keep_lines();

CREATE FUNCTION contracts_admit_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM contracts_presentation p JOIN contracts_version v ON v.id = p.version_id
        JOIN contracts_line l ON l.version_id = v.id AND l.id = NEW.line_id
        WHERE p.id = NEW.presentation_id AND v.state = 'presented'
          AND p.number = (SELECT max(number) FROM contracts_presentation WHERE version_id = v.id)) THEN
        PERFORM contracts_refuse('A verdict is about a line of the presentation under review.', 'verdict_in_time');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER verdict_in_time BEFORE INSERT ON contracts_verdict
    FOR EACH ROW EXECUTE FUNCTION contracts_admit_verdict();
CREATE TRIGGER verdict_kept BEFORE UPDATE ON contracts_verdict
    FOR EACH STATEMENT EXECUTE FUNCTION contracts_append_only('verdict_kept');
CREATE TRIGGER event_kept BEFORE UPDATE ON contracts_event
    FOR EACH STATEMENT EXECUTE FUNCTION contracts_append_only('event_kept');
CREATE TRIGGER stored_file_kept BEFORE UPDATE OR DELETE ON contracts_storedfile
    FOR EACH STATEMENT EXECUTE FUNCTION contracts_append_only('stored_file_kept');
CREATE TRIGGER signature_kept BEFORE UPDATE OR DELETE ON contracts_signature
    FOR EACH STATEMENT EXECUTE FUNCTION contracts_append_only('signature_kept');

CREATE FUNCTION contracts_admit_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM contracts_version v JOIN contracts_agreement a ON a.id = v.agreement_id
        WHERE v.id = NEW.version_id AND v.document_id = NEW.shown_id
          AND v.state = CASE WHEN NEW.role = 'second' AND NEW.method <> 'wet' THEN 'signed_first' ELSE 'agreed' END
          AND NEW.signer_id = CASE NEW.role WHEN 'first' THEN a.holder_id ELSE v.superior_id END) THEN
        PERFORM contracts_refuse('A signature is by the party whose turn it is, over the paper that is shown.',
                                 'signature_in_turn');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER signature_in_turn BEFORE INSERT ON contracts_signature
    FOR EACH ROW EXECUTE FUNCTION contracts_admit_signature();

CREATE FUNCTION contracts_keep_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - '{revoked_at,revoked_reason}'::text[])
       IS DISTINCT FROM (to_jsonb(OLD) - '{revoked_at,revoked_reason}'::text[]) OR OLD.revoked_at IS NOT NULL THEN
        PERFORM contracts_refuse('A certificate can only be revoked, once.', 'certificate_kept');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER certificate_kept BEFORE UPDATE ON contracts_certificate
    FOR EACH ROW EXECUTE FUNCTION contracts_keep_certificate();
CREATE TRIGGER certificate_never_deleted BEFORE DELETE ON contracts_certificate
    FOR EACH STATEMENT EXECUTE FUNCTION contracts_append_only('certificate_kept');
"""

# A sealed agreement takes what a version says that all parties signed, between its coming into force and applied_at.
SEALED = """
CREATE FUNCTION contracts_being_applied(agreement bigint) RETURNS smallint LANGUAGE sql STABLE AS $$
    SELECT effective_month::smallint FROM contracts_version
    WHERE agreement_id = agreement AND state = 'in_force' AND applied_at IS NULL AND number > 1
$$;

CREATE OR REPLACE FUNCTION contracts_keep_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.sealed_at IS NOT NULL AND (TG_OP = 'DELETE' OR to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD)) THEN
        IF TG_OP = 'UPDATE' AND OLD.ended_on IS NULL
           AND to_jsonb(NEW) - 'ended_on' IS NOT DISTINCT FROM to_jsonb(OLD) - 'ended_on' THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' AND contracts_being_applied(OLD.id) IS NOT NULL
           AND to_jsonb(NEW) - '{superior_id,position_id}'::text[]
               IS NOT DISTINCT FROM to_jsonb(OLD) - '{superior_id,position_id}'::text[] THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'A signed agreement does not change.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_sealed';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE FUNCTION contracts_keep_targets() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    agreements bigint[];
    effective smallint;
BEGIN
    agreements := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.agreement_id] WHEN 'DELETE' THEN ARRAY[OLD.agreement_id]
                  ELSE ARRAY[OLD.agreement_id, NEW.agreement_id] END;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) IS NOT DISTINCT FROM to_jsonb(OLD) THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM contracts_agreement a WHERE a.id = ANY (agreements) AND a.sealed_at IS NOT NULL) THEN
        effective := contracts_being_applied(agreements[1]);
        -- The months before the amendment stay as they were: nobody rewrites what results were measured against.
        IF effective IS NOT NULL AND (
            (TG_OP = 'INSERT' AND array_remove(NEW.monthly[1:effective - 1], NULL) = '{}')
            OR (TG_OP = 'UPDATE' AND NEW.agreement_id = OLD.agreement_id
                AND NEW.monthly[1:effective - 1] IS NOT DISTINCT FROM OLD.monthly[1:effective - 1])) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'The targets of a signed agreement do not change.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_sealed';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

WATCHED = (
    "objective", "programmebudget", "indicator", "round", "letterhead", "version", "line", "presentation", "verdict",
    "signature",
)
WATCH = "".join(f"SELECT kinerja_watch('contracts_{table}');" for table in WATCHED)

UNDO = """
DROP TRIGGER version_kept ON contracts_version;
DROP TRIGGER line_kept ON contracts_line;
DROP TRIGGER verdict_in_time ON contracts_verdict;
DROP TRIGGER verdict_kept ON contracts_verdict;
DROP TRIGGER event_kept ON contracts_event;
DROP TRIGGER stored_file_kept ON contracts_storedfile;
DROP TRIGGER signature_kept ON contracts_signature;
DROP TRIGGER signature_in_turn ON contracts_signature;
DROP TRIGGER certificate_kept ON contracts_certificate;
DROP TRIGGER certificate_never_deleted ON contracts_certificate;
DROP FUNCTION contracts_keep_version(), contracts_keep_lines(), contracts_admit_verdict(),
    contracts_admit_signature(), contracts_keep_certificate(), contracts_found_fit(bigint),
    contracts_state_follows(text, text), contracts_append_only();
""" + "".join(
    f"DROP TRIGGER history_{event} ON contracts_{table};"
    for table in WATCHED
    for event in ("insert", "update", "delete")
)
FUNCTIONS_BEFORE = before.GUARDS.split("CREATE TRIGGER")
KEEP_AGREEMENT = FUNCTIONS_BEFORE[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
KEEP_TARGETS = FUNCTIONS_BEFORE[1].partition(";")[2].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
LAST = "DROP FUNCTION contracts_being_applied(bigint), contracts_refuse(text, text);"


class Migration(migrations.Migration):
    """States and immutability are the database's business, not the programmer's memory."""

    dependencies = [("contracts", "0004_versions"), ("kinerja", "0002_history_triggers")]

    operations = [
        migrations.RunSQL(REFUSE + STATES, UNDO),
        migrations.RunSQL(SEALED, KEEP_AGREEMENT + KEEP_TARGETS + LAST),
        migrations.RunSQL(WATCH, migrations.RunSQL.noop),
    ]
