"""The statements behind a day: everything that its page shows, read in one breath.

Written out, because a page that everyone opens several times a day waits for them: as queries of the models the same
takes a dozen round trips, and building those takes longer than answering them. Every part reads the person's rows from
an index, so that neither the size of the city nor the age of the system counts.
"""

from dailylog.queries.filed_sql import nothing_filed
from kinerja.prepared import Prepared

#: What a day is: holidays around, leave, marks, overtime, and the superior's name.
_WORK = """
    (SELECT jsonb_agg(to_jsonb(h)) FROM organization_holiday h
     WHERE h.date BETWEEN %(day)s AND %(day)s::date + %(around)s) AS holidays,
    (SELECT to_jsonb(l) FROM dailylog_leave l
     WHERE l.employee_id = %(person)s AND l.start <= %(day)s AND l."end" >= %(day)s ORDER BY l.start LIMIT 1) AS leave,
    (SELECT to_jsonb(m) FROM dailylog_attendance m
     WHERE m.employee_id = %(person)s AND m.date = %(day)s) AS attendance,
    (SELECT jsonb_agg(to_jsonb(o) ORDER BY o.start) FROM dailylog_overtime o
     WHERE o.employee_id = %(person)s AND o.date = %(day)s) AS overtime,
    (SELECT e.name FROM organization_employee e WHERE e.id = %(superior)s) AS superior"""

_TYPES = {"person": "bigint", "day": "date", "around": "integer", "superior": "bigint"}

WORK = Prepared("dailylog_work", f"SELECT {_WORK}", **_TYPES)

PAGE = Prepared(
    "dailylog_page",
    f"""SELECT {_WORK},
    (SELECT jsonb_agg(
         to_jsonb(a) || jsonb_build_object(
             'serves', (SELECT jsonb_build_object('id', t.id, 'indicator_code', t.indicator_code,
                            'indicator', t.indicator, 'unit_of_measure', t.unit_of_measure)
                        FROM contracts_target t WHERE t.id = a.target_id),
             'shown', EXISTS (SELECT FROM dailylog_evidence e WHERE e.activity_id = a.id))
         ORDER BY a.start)
     FROM dailylog_activity a WHERE a.employee_id = %(person)s AND a.date = %(day)s) AS activities,
    -- Usual work, the most frequent first and of equals the latest; each with the words of its latest entry.
    (SELECT jsonb_agg(jsonb_build_array(u.description, u.output, u.unit_of_measure, u.target_id)
                      ORDER BY u.often DESC, u.date DESC, u.start)
     FROM (SELECT a.description, a.output, a.unit_of_measure, a.target_id, a.date, a.start,
                  count(*) OVER (PARTITION BY a.description) AS often,
                  row_number() OVER (PARTITION BY a.description ORDER BY a.date DESC, a.start) AS nth
           FROM dailylog_activity a
           WHERE a.employee_id = %(person)s AND a.date BETWEEN %(day)s::date - %(usual_days)s AND %(day)s::date - 1
          ) u
     WHERE u.nth = 1) AS usual,
    (SELECT max(a.date) FROM dailylog_activity a
     WHERE a.employee_id = %(person)s AND a.date BETWEEN %(day)s::date - %(yesterday_days)s AND %(day)s::date - 1
    ) AS last_day,
    (SELECT jsonb_agg(jsonb_build_object('id', t.id, 'indicator_code', t.indicator_code, 'indicator', t.indicator,
                          'unit_of_measure', t.unit_of_measure, 'source', t.source)
                      ORDER BY t.indicator_code, t.id)
     FROM contracts_target t JOIN contracts_agreement g ON g.id = t.agreement_id
     WHERE g.holder_id = %(person)s AND g.year = extract(year FROM %(day)s::date)) AS targets,
    -- Days of the last week with a mark, but without any entry.
    (SELECT jsonb_agg(m.date ORDER BY m.date) FROM dailylog_attendance m
     WHERE m.employee_id = %(person)s AND m.date BETWEEN %(day)s::date - %(missing_days)s AND %(day)s::date - 1
       AND (m.check_in IS NOT NULL OR m.check_out IS NOT NULL)
       AND {nothing_filed("m.employee_id", "m.date")}) AS missing,
    EXISTS (SELECT FROM dailylog_finding f
            WHERE f.employee_id = %(person)s AND f.date = %(day)s AND f.gone_at IS NULL) AS found,
    -- Only a tap of today can still be taken back.
    (SELECT to_jsonb(p) FROM dailylog_presencetap p
     WHERE p.employee_id = %(person)s AND p.date = %(day)s AND %(day)s = %(today)s AND p.undone_at IS NULL
     ORDER BY p.at DESC, p.id DESC LIMIT 1) AS tap,
    (SELECT to_jsonb(d) FROM dailylog_activitydraft d
     WHERE d.employee_id = %(person)s AND d.date = %(day)s) AS draft,
    EXISTS (SELECT FROM dailylog_task t
            WHERE t.withdrawn_at IS NULL AND (t.employee_id = %(person)s OR t.unit_id = ANY(%(units)s::bigint[]))
           ) AS planned
""",  # noqa: S608 -- the parts stand above
    **_TYPES,
    today="date",
    usual_days="integer",
    yesterday_days="integer",
    missing_days="integer",
    units="bigint[]",
)
