"""Corrections of mistyped NIPs: kept for good, because sources still name the old number."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE FUNCTION organization_keep_nip_corrections() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Corrections of NIPs are append-only.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'nip_correction_append_only';
END $$;
CREATE TRIGGER nip_correction_append_only BEFORE UPDATE OR DELETE ON organization_nipcorrection
    FOR EACH STATEMENT EXECUTE FUNCTION organization_keep_nip_corrections();
"""
UNDO = """
DROP TRIGGER nip_correction_append_only ON organization_nipcorrection;
DROP FUNCTION organization_keep_nip_corrections();
"""


class Migration(migrations.Migration):
    """A row for each correction."""

    dependencies = [("organization", "0013_withdrawals_watched")]

    operations = [
        migrations.CreateModel(
            name="NipCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old_nip", models.CharField(max_length=18, verbose_name="NIP semula")),
                ("new_nip", models.CharField(max_length=18, verbose_name="NIP yang benar")),
                ("reason", models.CharField(max_length=200, verbose_name="alasan")),
                ("letter", models.CharField(max_length=120, verbose_name="surat dasar")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="pada"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dibetulkan oleh",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nip_corrections",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "pembetulan NIP",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["old_nip", "-id"], name="nip_correction_by_old")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("old_nip", models.F("new_nip")), _negated=True),
                        name="nip_correction_changes",
                        violation_error_message="NIP yang baru sama dengan yang sekarang.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("employee", models.F("by")), _negated=True),
                        name="nip_correction_not_by_oneself",
                        violation_error_message="NIP sendiri dibetulkan oleh rekan.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
