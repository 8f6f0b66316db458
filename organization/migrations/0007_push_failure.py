"""The kind of the last failure beside a browser, for the operator's page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Empty for browsers that failed before: the next failure fills it."""

    dependencies = [("organization", "0006_shifts")]

    operations = [
        migrations.AddField(
            model_name="pushsubscription",
            name="failure",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
    ]
