"""The bench of scoring on a tiny city: what it tells, and that it measures what it says."""

import pytest
from django.db import connection

from scoring.bench import score
from scoring.bench.city import MONTH, build
from scoring.models import IndividualScore, Job

pytestmark = pytest.mark.django_db(transaction=True)


def rows(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def test_it_tells_the_limit_and_every_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score, "LARGE", 120)
    monkeypatch.setattr(score, "TURNS", 1)

    figures = {figure.name.removeprefix("score: "): figure for figure in score.run()}

    judged = {name: figure.bar for name, figure in figures.items() if figure.bar is not None}
    assert judged == {
        "the city, first time": 4,
        "the city, again": 4,
        "peak memory": 400,
        "one OPD": 2,
        "a worker's memory": 400,
        "speed of two workers to one": 1.7,
    }
    assert figures["the city, again"].limit == figures["bare SQL"].value
    assert all(figure.value > 0 for figure in figures.values())
    assert IndividualScore.objects.filter(revision__month=MONTH).count() == 119
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_the_bare_sql_does_the_work_of_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same minutes and the same quantities: a limit that left work out would be no limit."""
    build(120)
    score._bare_tables()
    score._run_month(score.BARE)
    with_marks = "SELECT sum(minutes)::int FROM bench_person"
    quantities = "SELECT count(*), sum(quantity) FROM bench_target"
    by_targets = (
        "SELECT count(*), sum(total) FROM (SELECT sum(quantity) AS total FROM dailylog_activity"
        " WHERE status = 'approved' AND target_id IS NOT NULL GROUP BY target_id) t"
    )
    # No two entries of the invented city overlap: what is inside presence can be added up entry by entry.
    by_entries = """
        SELECT sum(greatest(0, date_part('epoch', least(a."end", t.check_out) - greatest(a.start, t.check_in)))
                   / 60)::int
        FROM dailylog_activity a JOIN dailylog_attendance t USING (employee_id, date) WHERE a.status = 'approved'
    """
    assert rows(with_marks) == rows(by_entries)
    assert rows(quantities) == rows(by_targets)
