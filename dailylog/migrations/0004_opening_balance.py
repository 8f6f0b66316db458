"""What BKPSDM enters of the annual leave of earlier years; its history is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WATCH = "SELECT kinerja_watch('dailylog_openingbalance'::regclass)"
UNWATCH = """
DROP TRIGGER history_insert ON dailylog_openingbalance;
DROP TRIGGER history_update ON dailylog_openingbalance;
DROP TRIGGER history_delete ON dailylog_openingbalance;
"""


class Migration(migrations.Migration):
    """A row a person and year."""

    dependencies = [
        ("dailylog", "0003_guards"),
        ("kinerja", "0002_history_triggers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OpeningBalance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("carried", models.PositiveSmallIntegerField(verbose_name="sisa dari tahun sebelumnya")),
                (
                    "served_since",
                    models.DateField(blank=True, null=True, verbose_name="bekerja terus-menerus sejak"),
                ),
                ("note", models.CharField(blank=True, default="", max_length=300, verbose_name="keterangan")),
                (
                    "employee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opening_balances",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "saldo awal cuti tahunan",
                "ordering": ["employee", "year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("employee", "year"),
                        name="openingbalance_natural_key",
                        violation_error_message="Saldo awal tahun ini sudah tercatat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("carried__lte", 12)),
                        name="openingbalance_at_most_12",
                        violation_error_message="Sisa dari tahun sebelumnya paling banyak 12 hari.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (2000, 2200))), name="openingbalance_year"
                    ),
                ],
            },
        ),
        migrations.RunSQL(WATCH, UNWATCH),
    ]
