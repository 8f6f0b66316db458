"""What the figures refer to is checked once a statement; row by row it took a tenth of a city's scoring."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Whoever writes figures holds the lock in common, whoever deletes what figures may refer to holds it alone: between
# the look and the commit neither can slip past the other. A trigger's statements see what was committed meanwhile.
FUNCTIONS = """
CREATE FUNCTION scoring_refer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    missing bigint;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('kinerja.figures'));
    FOR at IN 0 .. TG_NARGS - 1 BY 2 LOOP
        EXECUTE format('SELECT c.id FROM (SELECT DISTINCT %1$I AS id FROM changed_to) c WHERE c.id IS NOT NULL'
                       ' AND NOT EXISTS (SELECT FROM %2$I r WHERE r.id = c.id) LIMIT 1', TG_ARGV[at], TG_ARGV[at + 1])
            INTO missing;
        IF missing IS NOT NULL THEN
            RAISE EXCEPTION '%.% refers to % %, which does not exist.',
                TG_TABLE_NAME, TG_ARGV[at], TG_ARGV[at + 1], missing
                USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'figures_refer';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE FUNCTION scoring_keep_referred() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    used bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM changed_from) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('kinerja.figures'));
    FOR at IN 0 .. TG_NARGS - 1 BY 2 LOOP
        EXECUTE format('SELECT d.id FROM changed_from d WHERE EXISTS (SELECT FROM %1$I s WHERE s.%2$I = d.id) LIMIT 1',
                       TG_ARGV[at], TG_ARGV[at + 1]) INTO used;
        IF used IS NOT NULL THEN
            RAISE EXCEPTION '% % is still referred to by %.', TG_TABLE_NAME, used, TG_ARGV[at]
                USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'figures_refer';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE FUNCTION scoring_keep_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The id of % does not change: figures refer to it.', TG_TABLE_NAME
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'figures_refer';
END $$;
"""
DROP = "DROP FUNCTION scoring_refer() CASCADE; DROP FUNCTION scoring_keep_referred() CASCADE;" + (
    "DROP FUNCTION scoring_keep_id() CASCADE;"
)

REFER = """
CREATE TRIGGER figures_refer_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS changed_to
    FOR EACH STATEMENT EXECUTE FUNCTION scoring_refer({arguments});
CREATE TRIGGER figures_refer_update AFTER UPDATE ON {table} REFERENCING NEW TABLE AS changed_to
    FOR EACH STATEMENT EXECUTE FUNCTION scoring_refer({arguments});
"""
REFERRED = """
CREATE TRIGGER figures_referred AFTER DELETE ON {table} REFERENCING OLD TABLE AS changed_from
    FOR EACH STATEMENT EXECUTE FUNCTION scoring_keep_referred({arguments});
CREATE TRIGGER figures_referred_id BEFORE UPDATE OF id ON {table} FOR EACH ROW WHEN (OLD.id <> NEW.id)
    EXECUTE FUNCTION scoring_keep_id();
"""
REVISION, EMPLOYEE, UNIT = "scoring_revision", "organization_employee", "organization_unit"
AGREEMENT, TARGET = "contracts_agreement", "contracts_target"
REFERENCES = {
    "scoring_achievement": {"revision_id": REVISION, "target_id": TARGET},
    "scoring_organizationscore": {
        "revision_id": REVISION,
        "unit_id": UNIT,
        "head_id": EMPLOYEE,
        "agreement_id": AGREEMENT,
    },
    "scoring_individualscore": {"revision_id": REVISION, "employee_id": EMPLOYEE, "unit_id": UNIT, "opd_id": UNIT},
}


def _arguments(pairs):
    return ", ".join(f"'{first}', '{second}'" for first, second in pairs)


def _users(referred):
    return [(table, column) for table, columns in REFERENCES.items() for column, to in columns.items() if to == referred]


STATEMENTS = [
    FUNCTIONS,
    *(REFER.format(table=table, arguments=_arguments(columns.items())) for table, columns in REFERENCES.items()),
    *(
        REFERRED.format(table=table, arguments=_arguments(_users(table)))
        for table in (REVISION, EMPLOYEE, UNIT, AGREEMENT, TARGET)
    ),
]


def _loose(model, field, to, on_delete, related_name, **options):
    key = models.ForeignKey(to=to, on_delete=on_delete, related_name=related_name, db_constraint=False, **options)
    return migrations.AlterField(model, field, key)


CASCADE, PROTECT = django.db.models.deletion.CASCADE, django.db.models.deletion.PROTECT
USER = settings.AUTH_USER_MODEL


class Migration(migrations.Migration):
    """Foreign keys without constraint, and the triggers in their place."""

    dependencies = [
        ("contracts", "0009_second_attempts"),
        ("scoring", "0007_case_lock_local_day"),
        migrations.swappable_dependency(USER),
    ]

    operations = [
        _loose("achievement", "revision", "scoring.revision", CASCADE, "achievements", db_index=False),
        _loose("achievement", "target", "contracts.target", PROTECT, "achievements"),
        _loose("organizationscore", "revision", "scoring.revision", CASCADE, "organization_scores", db_index=False),
        _loose("organizationscore", "unit", "organization.unit", PROTECT, "scores"),
        _loose("organizationscore", "head", USER, PROTECT, "+", null=True),
        _loose("organizationscore", "agreement", "contracts.agreement", PROTECT, "+", null=True),
        _loose("individualscore", "revision", "scoring.revision", CASCADE, "individual_scores", db_index=False),
        _loose("individualscore", "employee", USER, PROTECT, "scores"),
        _loose("individualscore", "unit", "organization.unit", PROTECT, "+"),
        _loose("individualscore", "opd", "organization.unit", PROTECT, "+", null=True),
        migrations.RunSQL(STATEMENTS, DROP),
    ]
