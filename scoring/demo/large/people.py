"""SQL that makes the units, posts, people and agreements of the large city, in the order of execution.

Every OPD has 1 head, 5 divisions of 4 teams; the staff are dealt out to the teams in turn. Person 1 heads the region.
"""

SEATS = """
CREATE TEMP TABLE city_seat ON COMMIT DROP AS
WITH head AS (
    SELECT 1 + o AS n, format('O%%s', lpad(o::text, 3, '0')) AS unit, 'opd_head' AS level, 1 AS boss
    FROM generate_series(1, %(opds)s) o
), division AS (
    SELECT 1 + %(opds)s + (o - 1) * 5 + d AS n, format('O%%s-D%%s', lpad(o::text, 3, '0'), d) AS unit,
           'division_head' AS level, 1 + o AS boss
    FROM generate_series(1, %(opds)s) o, generate_series(1, 5) d
), lead AS (
    SELECT 1 + 6 * %(opds)s + (o - 1) * 20 + (d - 1) * 4 + t AS n,
           format('O%%s-D%%s-T%%s', lpad(o::text, 3, '0'), d, t) AS unit,
           'team_lead' AS level, 1 + %(opds)s + (o - 1) * 5 + d AS boss
    FROM generate_series(1, %(opds)s) o, generate_series(1, 5) d, generate_series(1, 4) t
), staff AS (
    SELECT 1 + 26 * %(opds)s + k AS n, lead.unit, 'staff' AS level, lead.n AS boss
    FROM generate_series(1, %(people)s - 1 - 26 * %(opds)s) k
    JOIN lead ON lead.n = 2 + 6 * %(opds)s + (k - 1) %% (20 * %(opds)s)
)
SELECT 1 AS n, 'KOTA' AS unit, 'head_of_region' AS level, NULL::int AS boss
UNION ALL SELECT * FROM head UNION ALL SELECT * FROM division UNION ALL SELECT * FROM lead UNION ALL SELECT * FROM staff
"""

#: How many people stand below a seat, itself included: targets grow with it.
SIZES = """
CREATE TEMP TABLE city_size ON COMMIT DROP AS
WITH RECURSIVE up AS (
    SELECT n AS seat, n FROM city_seat
    UNION ALL SELECT s.boss, up.n FROM up JOIN city_seat s ON s.n = up.seat WHERE s.boss IS NOT NULL
)
SELECT seat AS n, count(*)::int AS size FROM up GROUP BY seat
"""

SCHEDULE = """
WITH made AS (INSERT INTO organization_schedule (code) VALUES ('5-hari') RETURNING id)
INSERT INTO organization_schedulehours (schedule_id, weekday, start, "end", break_minutes)
SELECT made.id, d, '07:30', CASE d WHEN 5 THEN '16:30' ELSE '16:00' END::time, CASE d WHEN 5 THEN 90 ELSE 60 END
FROM made, generate_series(1, 5) d
"""

REGION = """
INSERT INTO organization_unit (code, name, kind, schedule_id)
SELECT 'KOTA', 'Kota Besar', 'region', id FROM organization_schedule WHERE code = '5-hari'
"""

#: Run for each level with its kind, from the top.
UNITS = """
INSERT INTO organization_unit (code, name, kind, parent_id)
SELECT s.unit, %(label)s || ' ' || s.unit, %(kind)s, parent.id
FROM city_seat s JOIN city_seat boss ON boss.n = s.boss JOIN organization_unit parent ON parent.code = boss.unit
WHERE s.level = %(level)s ORDER BY s.n
"""

POSITIONS = """
INSERT INTO organization_position (code, title, unit_id, level, tpp_base)
SELECT 'P' || lpad(s.n::text, 7, '0'), initcap(replace(s.level, '_', ' ')) || ' ' || s.unit, u.id, s.level,
       CASE s.level WHEN 'opd_head' THEN 18500000 WHEN 'division_head' THEN 10500000 WHEN 'team_lead' THEN 6800000
                    WHEN 'staff' THEN 3500000 + 100000 * pg_temp.dice(s.n, 15) ELSE 0 END
FROM city_seat s JOIN organization_unit u ON u.code = s.unit ORDER BY s.n
"""

#: 101 and 11,000 have no common divisor, so that birth date and serial together never repeat.
EMPLOYEES = """
INSERT INTO organization_employee (nip, name, email, rank, password, is_active)
SELECT to_char(born, 'YYYYMMDD') || (extract(year FROM born)::int + 23) || lpad((1 + s.n %% 12)::text, 2, '0')
           || (1 + s.n %% 2) || lpad((s.n / 11000 + 1)::text, 3, '0'),
       (%(given)s::text[])[1 + pg_temp.dice(s.n, %(givens)s)] || ' '
           || (%(family)s::text[])[1 + pg_temp.dice(s.n + 7, %(families)s)],
       '', 'Penata Muda (III/a)', '!', true
FROM city_seat s CROSS JOIN LATERAL (SELECT date '1968-01-01' + (s.n * 101) %% 11000 AS born) b ORDER BY s.n
"""

#: People and posts were made in the order of the seats; their ids rise alike.
WHO = """
CREATE TEMP TABLE city_person ON COMMIT DROP AS
WITH e AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM organization_employee),
     p AS (SELECT id, row_number() OVER (ORDER BY code) AS n FROM organization_position)
SELECT s.n, e.id AS employee, p.id AS post, boss.id AS boss, s.level, s.unit, z.size
FROM city_seat s JOIN e USING (n) JOIN p USING (n) JOIN city_size z USING (n) LEFT JOIN e boss ON boss.n = s.boss
"""

ASSIGNMENTS = """
INSERT INTO organization_assignment (employee_id, position_id, kind, start)
SELECT employee, post, 'definitive', date '2021-01-04' FROM city_person ORDER BY n
"""

AGREEMENTS = """
INSERT INTO contracts_agreement (year, holder_id, superior_id, kind, pledge, signed_on)
SELECT %(year)s, employee, boss, CASE level WHEN 'opd_head' THEN 'pko' ELSE 'pk' END, level = 'opd_head',
       make_date(%(year)s, 1, 5)
FROM city_person WHERE boss IS NOT NULL ORDER BY n
"""

#: Run for each level from the top: a target hangs on the superior's of the same code.
TARGETS = """
INSERT INTO contracts_target (agreement_id, indicator_code, objective, indicator, unit_of_measure, polarity,
    accumulation, source, register, case_class, weight, monthly, parent_id, contribution)
SELECT a.id, v.code, 'Sasaran ' || v.code, 'Indikator ' || v.code, v.unit, 'maximize', v.accumulation, v.source,
       v.register, '', v.weight,
       array_fill(v.value * CASE v.source WHEN 'activities' THEN p.size ELSE 1 END, ARRAY[12]),
       above.id, CASE WHEN above.id IS NULL OR v.source <> 'activities' THEN 'support' ELSE 'direct' END
FROM city_person p
JOIN contracts_agreement a ON a.holder_id = p.employee AND a.year = %(year)s
CROSS JOIN LATERAL (VALUES
    ('A1', 'sum', 'activities', '', 'berkas', 42::numeric, CASE WHEN p.size > 60 THEN 30 ELSE 50 END),
    ('A2', 'sum', 'activities', '', 'kunjungan', 41, CASE WHEN p.size > 60 THEN 20 ELSE 30 END),
    ('R1', 'average', 'reading', '', 'nilai', 100, 20),
    ('C1', 'average', 'cases', 'TIK', 'persen', 95, 15),
    ('C2', 'average', 'cases', 'PPID', 'persen', 95, 15)
) v (code, accumulation, source, register, unit, value, weight)
LEFT JOIN contracts_agreement up ON up.holder_id = p.boss AND up.year = %(year)s
LEFT JOIN contracts_target above ON above.agreement_id = up.id AND above.indicator_code = v.code
WHERE p.level = %(level)s AND (v.source <> 'cases' OR p.size > 60) ORDER BY p.n, v.code
"""

SEAL = "UPDATE contracts_agreement SET sealed_at = make_date(%(year)s, 1, 5) WHERE year = %(year)s"
