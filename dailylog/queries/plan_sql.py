"""The statement behind the tasks of a person's day."""

from kinerja.prepared import Prepared

#: The tasks that may stand on a day, each with its author, its target, and what was answered and done before.
TASKS = Prepared(
    "dailylog_plan",
    """
SELECT to_jsonb(t) || jsonb_build_object(
    'by', (SELECT jsonb_build_object('id', e.id, 'name', e.name) FROM organization_employee e WHERE e.id = t.author_id),
    'serves', (SELECT jsonb_build_object('id', g.id, 'indicator_code', g.indicator_code, 'indicator', g.indicator,
                   'unit_of_measure', g.unit_of_measure) FROM contracts_target g WHERE g.id = t.target_id),
    'answers', (SELECT jsonb_agg(jsonb_build_array(x.date, x.carried_to) ORDER BY x.date)
                FROM dailylog_taskanswer x WHERE x.task_id = t.id AND x.employee_id = %(person)s),
    'done', (SELECT jsonb_agg(DISTINCT a.date)
             FROM dailylog_activity a WHERE a.task_id = t.id AND a.employee_id = %(person)s))
FROM dailylog_task t
WHERE t.withdrawn_at IS NULL AND (t.employee_id = %(person)s OR t.unit_id = ANY(%(units)s))
  AND (t.date BETWEEN %(since)s AND %(day)s
       OR t.weekdays @> ARRAY[extract(isodow FROM %(day)s)::smallint] AND t.first <= %(day)s
       OR EXISTS (SELECT FROM dailylog_taskanswer x
                  WHERE x.task_id = t.id AND x.employee_id = %(person)s AND x.carried_to = %(day)s))
""",
    person="bigint",
    units="bigint[]",
    since="date",
    day="date",
)
