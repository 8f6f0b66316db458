"""Statements planned once a connection."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kinerja.prepared import Prepared

pytestmark = pytest.mark.django_db

STATEMENT = "SELECT %(day)s + n, %(day)s FROM unnest(%(days)s) n"
DAYS_AFTER = Prepared("test_days_after", STATEMENT, day="date", days="int[]")


def known() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = 'test_days_after'")
        return int(cursor.fetchone()[0])


def test_parameters_go_by_name_as_often_as_they_stand() -> None:
    day = date(2026, 3, 31)
    assert DAYS_AFTER.rows({"day": day, "days": [1, 2]}) == [(date(2026, 4, 1), day), (date(2026, 4, 2), day)]
    assert DAYS_AFTER.rows({"day": day, "days": []}) == []


def test_it_is_one_question_each_time_and_prepared_once() -> None:
    with CaptureQueriesContext(connection) as queries:
        for _time in range(3):
            DAYS_AFTER.rows({"day": date(2026, 3, 31), "days": [1]})
    assert (len(queries), known()) == (3, 1)


def test_new_connection_prepares_it_anew() -> None:
    DAYS_AFTER.rows({"day": date(2026, 3, 31), "days": [1]})
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            assert cursor.fetchone() == (0,)
    finally:
        other.close()


def test_it_outlives_a_transaction_that_was_rolled_back() -> None:
    with transaction.atomic():
        DAYS_AFTER.rows({"day": date(2026, 3, 31), "days": [1]})
        transaction.set_rollback(True)
    assert DAYS_AFTER.rows({"day": date(2026, 3, 31), "days": [1]})


def test_what_the_database_refuses_is_an_error_of_django() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Prepared("test_wrong", "SELECT nothing_like_this(%(day)s)", day="date").rows({"day": date(2026, 3, 31)})


def test_two_statements_of_one_name_are_a_mistake_seen_at_once() -> None:
    Prepared("test_days_after", STATEMENT, day="date", days="int[]")
    with pytest.raises(ValueError, match="test_days_after"):
        Prepared("test_days_after", "SELECT %(day)s", day="date")


def test_it_is_never_planned_for_the_values_at_hand() -> None:
    # One row with such an array, a thousand for all the server knows: of itself it would plan for the values each time.
    one_day = Prepared("test_of_days", "SELECT n FROM unnest(%(days)s) n ORDER BY n", days="int[]")
    for _time in range(3):
        one_day.rows({"days": [1]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = 'test_of_days'")
        assert cursor.fetchone() == (3, 0)
