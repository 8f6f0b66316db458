"""Verdicts of the inspectorate on findings: append-only, and never about oneself."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARDS = """
CREATE FUNCTION dailylog_keep_finding_reviews() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Reviews of findings are append-only.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_review_append_only';
END $$;
CREATE TRIGGER finding_review_append_only BEFORE UPDATE OR DELETE ON dailylog_findingreview
    FOR EACH STATEMENT EXECUTE FUNCTION dailylog_keep_finding_reviews();

CREATE FUNCTION dailylog_check_finding_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM dailylog_finding f WHERE f.id = NEW.finding_id AND f.employee_id = NEW.reviewer_id) THEN
        RAISE EXCEPTION 'Nobody reviews a finding about himself.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_review_not_own';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER finding_review_checked BEFORE INSERT ON dailylog_findingreview
    FOR EACH ROW EXECUTE FUNCTION dailylog_check_finding_review();
"""
UNDO = """
DROP TRIGGER finding_review_checked ON dailylog_findingreview;
DROP TRIGGER finding_review_append_only ON dailylog_findingreview;
DROP FUNCTION dailylog_check_finding_review();
DROP FUNCTION dailylog_keep_finding_reviews();
"""


class Migration(migrations.Migration):
    """A row for each verdict of the inspectorate."""

    dependencies = [
        ("dailylog", "0004_opening_balance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FindingReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="pada")),
                ("upheld", models.BooleanField(verbose_name="terbukti")),
                ("text", models.TextField(verbose_name="alasan")),
                (
                    "replaced",
                    models.JSONField(blank=True, editable=False, null=True, verbose_name="putusan sebelumnya"),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="dailylog.finding",
                        verbose_name="temuan",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finding_reviews",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ditinjau oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "tinjauan temuan",
                "ordering": ["finding", "at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="finding_review_has_reason"
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
