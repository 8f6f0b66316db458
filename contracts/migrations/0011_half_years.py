"""A half-year's agreement knows its last day from the start; a transfer may bring the end forward, nothing delays it."""

from importlib import import_module

from django.db import migrations

before = import_module("contracts.migrations.0005_version_guards")

KEEP = before.SEALED[before.SEALED.index("CREATE OR REPLACE FUNCTION contracts_keep_agreement") :]
KEEP = KEEP[: KEEP.index("CREATE OR REPLACE FUNCTION contracts_keep_targets")]
EARLIER = KEEP.replace(
    "OLD.ended_on IS NULL\n", "(OLD.ended_on IS NULL OR NEW.ended_on < OLD.ended_on)\n", 1
)


class Migration(migrations.Migration):
    """The guard of sealed agreements lets an end come earlier."""

    dependencies = [("contracts", "0010_volumes")]

    operations = [migrations.RunSQL(EARLIER, KEEP)]
