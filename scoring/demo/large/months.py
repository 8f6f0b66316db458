"""SQL that makes a month of the large city: registers, readings, ratings, attendance and the daily log."""

REGISTERS = """
WITH made AS (
    INSERT INTO scoring_register (code, name)
    VALUES ('PPID', 'Permohonan informasi publik'), ('TIK', 'Gangguan TIK') RETURNING id, code
)
INSERT INTO scoring_caseclass (register_id, code, "limit", limit_unit)
SELECT made.id, v.code, v.n, v.unit
FROM made JOIN (VALUES ('PPID', 'permohonan', 17, 'working_days'), ('TIK', 'aplikasi', 24, 'hours'),
                       ('TIK', 'jaringan_fo', 72, 'hours')) v (register, code, n, unit) ON v.register = made.code
"""

#: Ten cases a division and class; the late ones are one in twenty-five.
CASES = """
INSERT INTO scoring_case (register_id, case_class_id, number, unit_id, opened_at, closed_at, "limit", limit_unit)
SELECT c.register_id, c.id, c.code || '/' || to_char(%(month)s::date, 'YYYYMM') || '/' || u.code || '/' || k, u.id,
       t.opened, t.opened + make_interval(hours => t.hours * CASE t.late WHEN 0 THEN 2 ELSE 1 END / 2 + 1),
       c."limit", c.limit_unit
FROM scoring_caseclass c CROSS JOIN generate_series(1, 10) k
CROSS JOIN (SELECT id, code FROM organization_unit WHERE kind = 'team' AND code LIKE '%%-T1') u
CROSS JOIN LATERAL (
    SELECT (%(month)s::date + pg_temp.dice(u.id * 64 + k, 20) + make_interval(hours => 8 + k %% 7))
               AT TIME ZONE %(zone)s AS opened,
           c."limit" * CASE c.limit_unit WHEN 'hours' THEN 1 ELSE 24 END AS hours,
           pg_temp.dice(u.id * 64 + k + c.id, 25) AS late
) t ORDER BY u.id, k
"""

READINGS = """
INSERT INTO scoring_reading (target_id, month, value, verified, note)
SELECT t.id, %(month)s, 84 + pg_temp.dice(t.id, 33), CASE WHEN pg_temp.dice(t.id, 97) > 0 THEN true END, ''
FROM contracts_target t JOIN contracts_agreement a ON a.id = t.agreement_id
WHERE t.source = 'reading' AND a.year = extract(year FROM %(month)s::date) ORDER BY t.id
"""

RATINGS = """
INSERT INTO scoring_behaviourrating (employee_id, month, rating)
SELECT employee, %(month)s,
       CASE pg_temp.dice(n + 3, 10) WHEN 0 THEN 'above' WHEN 1 THEN 'above' WHEN 2 THEN 'below' ELSE 'meets' END
FROM city_person ORDER BY n
"""

#: One day, so that rows lie in the order of their dates as in real life.
ATTENDANCE = """
INSERT INTO dailylog_attendance (employee_id, date, check_in, check_out, mode)
SELECT employee, %(day)s,
       CASE WHEN i >= 4 THEN time '07:30' + make_interval(mins => CASE WHEN i < 40 THEN i ELSE -(i %% 28) END) END,
       CASE WHEN o >= 6 THEN time '16:00' + make_interval(mins => CASE WHEN o < 30 THEN -o ELSE 31 + o %% 50 END) END,
       CASE WHEN o %% 20 = 0 THEN 'field' ELSE 'wfo' END
FROM city_person
CROSS JOIN LATERAL (
    SELECT pg_temp.dice(n * 512 + %(at)s, 1000) AS i, pg_temp.dice(n * 512 + %(at)s + 256, 1000) AS o
) roll
ORDER BY n
"""

ACTIVITIES = """
INSERT INTO dailylog_activity (employee_id, date, start, "end", description, output, quantity, target_id, status)
SELECT p.employee, %(day)s, slot.start, slot."end" - make_interval(mins => roll.r %% 20),
       (%(verbs)s::text[])[1 + roll.r %% %(kinds)s] || ' nomor ' || roll.r,
       (%(outputs)s::text[])[1 + roll.r %% %(kinds)s],
       CASE slot.k WHEN 4 THEN NULL ELSE 1 END,
       CASE WHEN slot.k IN (1, 3) THEN p.a1 ELSE p.a2 END,
       CASE WHEN roll.r %% 50 > 1 THEN 'approved' WHEN roll.r %% 50 = 1 THEN 'returned' ELSE 'submitted' END
FROM city_log p
CROSS JOIN (VALUES (1, time '07:45', time '09:40'), (2, time '09:40', time '11:50'), (3, time '13:00', time '14:25'),
                   (4, time '14:25', time '15:55')) slot (k, start, "end")
CROSS JOIN LATERAL (SELECT pg_temp.dice(p.n * 2048 + %(at)s * 4 + slot.k, 100000) AS r) roll
ORDER BY p.n, slot.k
"""

#: People with the targets that their entries serve in a year.
LOG = """
CREATE TEMP TABLE city_log ON COMMIT DROP AS
SELECT p.n, p.employee, a1.id AS a1, a2.id AS a2
FROM city_person p
LEFT JOIN contracts_agreement a ON a.holder_id = p.employee AND a.year = %(year)s
LEFT JOIN contracts_target a1 ON a1.agreement_id = a.id AND a1.indicator_code = 'A1'
LEFT JOIN contracts_target a2 ON a2.agreement_id = a.id AND a2.indicator_code = 'A2'
"""

ANALYZE = (
    "ANALYZE organization_unit, organization_position, organization_employee, organization_assignment,"
    " contracts_agreement, contracts_target, dailylog_attendance, dailylog_activity, scoring_case, scoring_reading,"
    " scoring_behaviourrating"
)
