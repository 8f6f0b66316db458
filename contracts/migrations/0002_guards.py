"""A sealed agreement does not change, nor do its targets; every change of a draft is in the history."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION contracts_keep_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.sealed_at IS NOT NULL AND (TG_OP = 'DELETE' OR to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD)) THEN
        RAISE EXCEPTION 'A signed agreement does not change.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_sealed';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER agreement_sealed BEFORE UPDATE OR DELETE ON contracts_agreement
    FOR EACH ROW EXECUTE FUNCTION contracts_keep_agreement();

CREATE FUNCTION contracts_keep_targets() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    agreements bigint[];
BEGIN
    agreements := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.agreement_id] WHEN 'DELETE' THEN ARRAY[OLD.agreement_id]
                  ELSE ARRAY[OLD.agreement_id, NEW.agreement_id] END;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) IS NOT DISTINCT FROM to_jsonb(OLD) THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM contracts_agreement a WHERE a.id = ANY (agreements) AND a.sealed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'The targets of a signed agreement do not change.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_sealed';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER target_sealed BEFORE INSERT OR UPDATE OR DELETE ON contracts_target
    FOR EACH ROW EXECUTE FUNCTION contracts_keep_targets();

SELECT kinerja_watch('contracts_agreement');
SELECT kinerja_watch('contracts_target');
"""

UNDO = """
DROP TRIGGER history_insert ON contracts_target;
DROP TRIGGER history_update ON contracts_target;
DROP TRIGGER history_delete ON contracts_target;
DROP TRIGGER history_insert ON contracts_agreement;
DROP TRIGGER history_update ON contracts_agreement;
DROP TRIGGER history_delete ON contracts_agreement;
DROP TRIGGER target_sealed ON contracts_target;
DROP FUNCTION contracts_keep_targets();
DROP TRIGGER agreement_sealed ON contracts_agreement;
DROP FUNCTION contracts_keep_agreement();
"""


class Migration(migrations.Migration):
    """States and immutability are the database's business, not the programmer's memory."""

    dependencies = [("contracts", "0001_initial"), ("kinerja", "0002_history_triggers")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
