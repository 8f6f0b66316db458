"""A line says why it has no programme or money of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contracts", "0013_round_calls")]

    operations = [
        migrations.AddField(
            model_name="line",
            name="unfunded_reason",
            field=models.TextField(blank=True, default="", verbose_name="alasan tanpa program/anggaran tersendiri"),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("unfunded_reason", ""), ("budget__isnull", True), ("budget", 0), _connector="OR"),
                name="line_unfunded_has_no_money",
                violation_error_message="Indikator tanpa anggaran tersendiri tidak boleh menyebut anggaran.",
            ),
        ),
    ]
