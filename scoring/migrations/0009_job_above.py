"""What the first part of a month finds out about the units above the OPDs serves the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A place for it in the row of the month's job."""

    dependencies = [("scoring", "0008_loose_results")]

    operations = [
        migrations.AddField(
            "job", "above", models.JSONField(default=dict, editable=False, verbose_name="unit di atas OPD")
        )
    ]
