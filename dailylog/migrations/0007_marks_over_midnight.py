"""Going may precede coming on the clock where the roster has a shift that ends the next morning."""

from django.db import migrations

ORDER = """
CREATE FUNCTION dailylog_keep_marks_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM changed_to c WHERE c.check_out < c.check_in AND NOT EXISTS (
            SELECT FROM organization_rosterday r JOIN organization_shift s ON s.id = r.shift_id
            WHERE r.employee_id = c.employee_id AND r.date = c.date AND s."end" <= s.start
        )
    ) THEN
        RAISE EXCEPTION 'Nobody goes before coming, but in a shift over midnight.'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER marks_in_order_insert AFTER INSERT ON dailylog_attendance REFERENCING NEW TABLE AS changed_to
    FOR EACH STATEMENT EXECUTE FUNCTION dailylog_keep_marks_in_order('attendance_out_not_before_in');
CREATE TRIGGER marks_in_order_update AFTER UPDATE ON dailylog_attendance REFERENCING NEW TABLE AS changed_to
    FOR EACH STATEMENT EXECUTE FUNCTION dailylog_keep_marks_in_order('attendance_out_not_before_in');
CREATE TRIGGER marks_in_order_insert AFTER INSERT ON dailylog_presencecorrection REFERENCING NEW TABLE AS changed_to
    FOR EACH STATEMENT EXECUTE FUNCTION dailylog_keep_marks_in_order('correction_out_not_before_in');
"""

UNDO = """
DROP TRIGGER marks_in_order_insert ON dailylog_presencecorrection;
DROP TRIGGER marks_in_order_update ON dailylog_attendance;
DROP TRIGGER marks_in_order_insert ON dailylog_attendance;
DROP FUNCTION dailylog_keep_marks_in_order();
"""


class Migration(migrations.Migration):
    """The check constraints know one row only; whether a shift lasts into the morning stands in the roster."""

    dependencies = [("dailylog", "0006_units_of_outages_watched"), ("organization", "0006_shifts")]

    operations = [
        migrations.RemoveConstraint(model_name="attendance", name="attendance_out_not_before_in"),
        migrations.RemoveConstraint(model_name="presencecorrection", name="correction_out_not_before_in"),
        migrations.RunSQL(ORDER, UNDO),
    ]
