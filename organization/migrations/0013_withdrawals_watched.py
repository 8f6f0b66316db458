"""Withdrawn holidays are in history: their decree says why a day counts, and an operator may mend it."""

from django.db import migrations

UNDO = "".join(
    f"DROP TRIGGER history_{verb} ON organization_withdrawnholiday;" for verb in ("insert", "update", "delete")
)


class Migration(migrations.Migration):
    """Rows from before are left alone by the check of rows against history."""

    dependencies = [("organization", "0012_calendars_noted")]

    operations = [migrations.RunSQL("SELECT kinerja_watch('organization_withdrawnholiday'::regclass)", UNDO)]
