"""The one statement behind the checks: everything about a day of each person, a row for each.

Written out, because whoever has just filed waits for it: as queries of the models the same takes a dozen round trips,
and building those takes longer than answering them. Every part reads a person's rows from an index, so that neither
the size of the city nor the age of the system counts.
"""

from kinerja.prepared import Prepared

_COLUMNS = """
SELECT p.id,
    -- The assignment of the day (rules §1), as organization.rules.holding.assignment_on finds it.
    (SELECT post.unit_id
     FROM organization_assignment a JOIN organization_position post ON post.id = a.position_id
     WHERE a.employee_id = p.id AND a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)
     ORDER BY (a.kind = 'definitive') DESC, a.start DESC, post.code COLLATE "C" LIMIT 1) AS unit_id,
    (SELECT EXISTS (SELECT FROM organization_holiday WHERE date = %(day)s)) AS free,
    (SELECT l.kind FROM dailylog_leave l
     WHERE l.employee_id = p.id AND l.start <= %(day)s AND l."end" >= %(day)s ORDER BY l.start DESC LIMIT 1) AS leave,
    (SELECT jsonb_build_array(m.mode, m.check_in, m.check_out) FROM dailylog_attendance m
     WHERE m.employee_id = p.id AND m.date = %(day)s) AS marks,
    (SELECT jsonb_agg(jsonb_build_array(o.start, o."end")) FROM dailylog_overtime o
     WHERE o.employee_id = p.id AND o.date = %(day)s) AS overtime,
    (SELECT jsonb_agg(
         jsonb_build_array(a.id, a.start, a."end", a.description, a.target_id, a.quantity::text,
             coalesce(cardinality(t.weekdays), 0) > 0, a.place <> '',
             EXISTS (SELECT FROM dailylog_evidence e WHERE e.activity_id = a.id))
         ORDER BY a.start)
     FROM dailylog_activity a LEFT JOIN dailylog_task t ON t.id = a.task_id
     WHERE a.employee_id = p.id AND a.date = %(day)s) AS entries,
    -- The texts of the days before, as far as a copied text must run. Days with a mark or an entry count as workdays;
    -- leave and free days leave no trace in either.
    (SELECT jsonb_agg(said.texts ORDER BY said.date DESC) FROM (
         SELECT d.date, ARRAY(SELECT a.description FROM dailylog_activity a
                              WHERE a.employee_id = p.id AND a.date = d.date) AS texts
         FROM (SELECT m.date FROM dailylog_attendance m
               WHERE m.employee_id = p.id AND m.date BETWEEN %(texts_since)s AND %(day)s::date - 1
               UNION SELECT a.date FROM dailylog_activity a
               WHERE a.employee_id = p.id AND a.date BETWEEN %(texts_since)s AND %(day)s::date - 1) d
         ORDER BY d.date DESC LIMIT %(texts)s) said) AS earlier,
    -- What the days before delivered for the targets that are served today.
    (SELECT jsonb_agg(jsonb_build_array(sums.target_id, sums.total::text)) FROM (
         SELECT b.target_id, sum(b.quantity) AS total FROM dailylog_activity b
         WHERE b.employee_id = p.id AND b.date BETWEEN %(sums_since)s AND %(day)s::date - 1 AND b.quantity > 0
           AND b.target_id = ANY (ARRAY(SELECT a.target_id FROM dailylog_activity a
                                        WHERE a.employee_id = p.id AND a.date = %(day)s AND a.quantity > 0))
         GROUP BY b.target_id, b.date) sums) AS sums,
    (SELECT jsonb_agg(jsonb_build_array(f.id, f.kind, f.mark, f.state, f.facts, f.gone_at IS NOT NULL))
     FROM dailylog_finding f WHERE f.employee_id = p.id AND f.date = %(day)s) AS known
"""
_LIMITS = {"day": "date", "texts": "bigint", "texts_since": "date", "sums_since": "date"}

DAYS = Prepared("dailylog_check_days", f"{_COLUMNS} FROM unnest(%(people)s) AS p(id)", people="bigint[]", **_LIMITS)
#: The same of one person: of an array the database would not know how long it is, and plan anew each time.
DAY = Prepared("dailylog_check_day", f"{_COLUMNS} FROM (SELECT %(person)s AS id) p", person="bigint", **_LIMITS)
