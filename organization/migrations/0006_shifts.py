"""Shifts, and the roster of each person; both are in the history."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WATCH = "SELECT kinerja_watch('organization_shift'); SELECT kinerja_watch('organization_rosterday');"
UNWATCH = """
DROP TRIGGER history_insert ON organization_rosterday;
DROP TRIGGER history_update ON organization_rosterday;
DROP TRIGGER history_delete ON organization_rosterday;
DROP TRIGGER history_insert ON organization_shift;
DROP TRIGGER history_update ON organization_shift;
DROP TRIGGER history_delete ON organization_shift;
"""


class Migration(migrations.Migration):
    """Work by a roster, also across midnight."""

    dependencies = [("organization", "0005_reaching"), ("kinerja", "0002_history_triggers")]

    operations = [
        migrations.CreateModel(
            name="Shift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="kode")),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                ("start", models.TimeField(verbose_name="mulai")),
                ("end", models.TimeField(verbose_name="selesai")),
                ("break_minutes", models.PositiveSmallIntegerField(verbose_name="istirahat (menit)")),
            ],
            options={
                "verbose_name": "giliran kerja",
                "ordering": ["start", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(code__regex=r"^[A-Za-z0-9]+$") & ~models.Q(code="L"),
                        name="shift_code_plain",
                        violation_error_message="Kode giliran terdiri atas huruf dan angka saja, dan bukan L (libur).",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(end__gt=models.F("start")) | models.Q(end__lte=datetime.time(10)),
                        name="shift_end_by_ten",
                        violation_error_message="Giliran berakhir paling lambat pukul 10.00 keesokan harinya.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(verbose_name="tanggal")),
                (
                    "employee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pegawai",
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="organization.shift",
                        verbose_name="giliran",
                    ),
                ),
            ],
            options={
                "verbose_name": "hari giliran",
                "ordering": ["employee", "date"],
                "indexes": [models.Index(fields=["date"], name="rosterday_by_date")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["employee", "date"],
                        name="rosterday_natural_key",
                        violation_error_message="Giliran pegawai ini pada tanggal itu sudah ada.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WATCH, UNWATCH),
    ]
