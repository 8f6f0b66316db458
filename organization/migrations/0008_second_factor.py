"""The second step at the door; history keeps that it came and went, never its secrets."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RECORD = """
CREATE FUNCTION organization_record_second_factor() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_row jsonb;
    new_row jsonb;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        old_row := jsonb_build_object('employee_id', OLD.employee_id, 'confirmed_at', OLD.confirmed_at,
                                      'recovery_left', cardinality(OLD.recovery));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        new_row := jsonb_build_object('employee_id', NEW.employee_id, 'confirmed_at', NEW.confirmed_at,
                                      'recovery_left', cardinality(NEW.recovery));
    END IF;
    -- A code that was used changes the last step alone: that is no news.
    IF old_row IS DISTINCT FROM new_row THEN
        INSERT INTO kinerja_history (at, actor, reason, table_name, "row", operation, before, after)
        VALUES (clock_timestamp(), coalesce(current_setting('kinerja.actor', true), ''),
                coalesce(current_setting('kinerja.reason', true), ''), TG_TABLE_NAME,
                coalesce(NEW.id, OLD.id)::text, TG_OP, old_row, new_row);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER second_factor_recorded AFTER INSERT OR UPDATE OR DELETE ON organization_secondfactor
    FOR EACH ROW EXECUTE FUNCTION organization_record_second_factor();
"""
FORGET = """
DROP TRIGGER second_factor_recorded ON organization_secondfactor;
DROP FUNCTION organization_record_second_factor();
"""


class Migration(migrations.Migration):
    """Nobody has one until he sets it up."""

    dependencies = [("organization", "0007_push_failure"), ("kinerja", "0002_history_triggers")]

    operations = [
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.TextField(editable=False, verbose_name="kunci")),
                ("last_step", models.BigIntegerField(default=0, verbose_name="langkah terakhir")),
                (
                    "recovery",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kode cadangan",
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="dimulai pada")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="berlaku sejak")),
                (
                    "employee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_factor",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pegawai",
                    ),
                ),
            ],
            options={"verbose_name": "langkah kedua"},
        ),
        migrations.RunSQL(RECORD, FORGET),
    ]
