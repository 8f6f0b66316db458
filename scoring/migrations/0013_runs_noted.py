"""Changes of months and jobs are noted: the operator's page is read anew only after one."""

from django.db import migrations

NOTE = "SELECT kinerja_note('scoring_month'), kinerja_note('scoring_job');"
FORGET = "DROP TRIGGER change_noted ON scoring_month; DROP TRIGGER change_noted ON scoring_job;"


class Migration(migrations.Migration):
    """What was asked before this counts as changed."""

    dependencies = [("scoring", "0012_figures_noted"), ("kinerja", "0006_change")]

    operations = [migrations.RunSQL(NOTE, FORGET)]
