"""Instances out of JSON are what the database would have given."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Model

from dailylog.models import Activity, ActivityDraft, PresenceTap
from kinerja.rows import instances, read_json
from tests.cast import Cast


def as_json(model: type[Model]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT jsonb_agg(to_jsonb(t)) FROM {model._meta.db_table} t")  # noqa: S608 -- names of our tables
        return str(cursor.fetchone()[0])


def facts(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.fixture
def rows(cast: Cast) -> None:
    at = datetime(2026, 3, 10, 1, 2, 3, 456789, tzinfo=UTC)
    Activity.objects.create(
        employee=cast.staff,
        date=date(2026, 3, 10),
        start=time(7, 45),
        end=time(8),
        description='Rapat "pagi" \\ ⟦x⟧',
        output="Notula",
        quantity=Decimal("12345678901234.5678"),
        status="submitted",
        filed_at=at,
        form_key=uuid4(),
    )
    ActivityDraft.objects.create(employee=cast.staff, date=date(2026, 3, 10), fields={"f1-output": "Notula"})
    PresenceTap.objects.create(employee=cast.staff, at=at, date=at.date(), kind="in", mode="wfo")


@pytest.mark.parametrize("model", [Activity, ActivityDraft, PresenceTap])
@pytest.mark.usefixtures("rows")
def test_instance_is_the_row(model: type[Model]) -> None:
    (found,) = instances(model, read_json(as_json(model)))
    assert facts(found) == facts(model._default_manager.get())
    assert not found._state.adding


@pytest.mark.usefixtures("rows")
def test_column_that_was_left_out_is_read_when_it_is_asked_for() -> None:
    stored = Activity.objects.get()
    (found,) = instances(Activity, [{"id": stored.pk, "output": "Notula"}])
    assert found.get_deferred_fields() >= {"description", "quantity"}
    assert found.quantity == stored.quantity


def test_nothing_is_no_instance() -> None:
    assert instances(Activity, read_json(None)) == []
