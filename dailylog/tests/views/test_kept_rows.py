"""What was typed stays when its task is withdrawn or its suggestion goes."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dailylog.actions.tasks import Work, give_task, withdraw_task
from dailylog.models import Activity, Task
from dailylog.tests.conftest import DAY, NOW, Make
from organization.models import Employee
from tests.cast import Cast

WITHDRAWN = "Tugas ini ditarik oleh Bonar Simanjuntak. Catatan Anda tetap"


@pytest.fixture
def staff(client: Client, cast: Cast, hours: None) -> Iterator[Client]:
    """A browser in which the member of staff writes on the evening of ``DAY``."""
    client.force_login(cast.staff)
    with patch.object(timezone, "now", lambda: NOW):
        yield client


def give(cast: Cast, *, to: Employee | None = None) -> Task:
    work = Work("Menyusun siaran pers", unit_of_measure="naskah", date=DAY)
    (task,) = give_task(author_id=cast.lead.pk, employee_ids=[(to or cast.staff).pk], work=work)
    return task


def withdraw(task: Task) -> None:
    withdraw_task(task_id=task.pk, author_id=task.author_id, now=NOW)


def row(prefix: str, **said: str) -> dict[str, str]:
    values = {"key": str(uuid4()), "description": "Menyusun siaran pers", "unit_of_measure": "naskah"} | said
    return {f"{prefix}-{name}": value for name, value in values.items()}


def keep(staff: Client, fields: dict[str, str]) -> None:
    staff.post(reverse("day_draft", args=[DAY]), fields)


def read(staff: Client) -> Any:
    return staff.get(reverse("day_log", args=[DAY]))


def send(staff: Client, fields: dict[str, str]) -> Any:
    return staff.post(reverse("day_log", args=[DAY]), fields)


def test_draft_of_a_withdrawn_task_stays_with_the_reason(staff: Client, cast: Cast) -> None:
    task = give(cast)
    keep(staff, row(f"t{task.pk}", done="1", output="Siaran pers banjir", quantity="2"))
    withdraw(task)
    page = read(staff)
    (kept,) = page.context["kept_rows"]
    assert kept.form["done"].value() is None
    assert WITHDRAWN in page.content.decode()
    assert (kept.form["output"].value(), kept.form["quantity"].value()) == ("Siaran pers banjir", "2")
    assert (kept.title, kept.form["unit_of_measure"].value()) == ("Menyusun siaran pers", "naskah")


def test_sending_for_a_withdrawn_task_asks_first_and_files_then_without_it(staff: Client, cast: Cast) -> None:
    task = give(cast)
    fields = row(f"t{task.pk}", done="1", output="Siaran pers banjir", quantity="2")
    withdraw(task)
    first = send(staff, fields)
    assert (first.status_code, Activity.objects.count()) == (422, 0)
    assert WITHDRAWN in first.content.decode()
    assert "Siaran pers banjir" in first.content.decode()
    assert send(staff, fields | {f"t{task.pk}-kept": "1"}).status_code == 302
    filed = Activity.objects.get()
    assert (filed.output, filed.quantity, filed.task_id) == ("Siaran pers banjir", Decimal(2), None)
    assert read(staff).context["kept_rows"] == []


def test_kept_row_that_is_not_ticked_is_not_sent_and_stays(staff: Client, cast: Cast) -> None:
    task = give(cast)
    withdraw(task)
    kept = row(f"t{task.pk}", kept="1", output="Siaran pers banjir")
    page = send(staff, kept | {"f1-key": str(uuid4()), "f1-description": "Rapat", "f1-output": ""})
    assert page.status_code == 422
    assert [each.form["output"].value() for each in page.context["kept_rows"]] == ["Siaran pers banjir"]
    assert not Activity.objects.exists()


def test_task_that_was_answered_elsewhere_keeps_what_was_typed_here(staff: Client, cast: Cast) -> None:
    task = give(cast)
    keep(staff, row(f"t{task.pk}", output="Siaran pers banjir"))
    send(staff, row(f"t{task.pk}", done="1", output="Siaran pers lain"))
    Activity.objects.get(output="Siaran pers lain")
    keep(staff, row(f"t{task.pk}", output="Siaran pers banjir"))
    assert "Tugas ini tidak menunggu jawaban lagi. Catatan Anda tetap" in read(staff).content.decode()


def test_nothing_is_said_of_a_row_into_which_nobody_typed(staff: Client, cast: Cast) -> None:
    task = give(cast)
    keep(staff, row(f"t{task.pk}", done="1"))
    withdraw(task)
    assert read(staff).context["kept_rows"] == []


def test_emptied_row_is_gone(staff: Client, cast: Cast) -> None:
    task = give(cast)
    withdraw(task)
    keep(staff, row(f"t{task.pk}", kept="1", output=""))
    assert read(staff).context["kept_rows"] == []


def test_withdrawal_of_somebody_elses_task_is_told_to_nobody(staff: Client, cast: Cast) -> None:
    task = give(cast, to=cast.colleague)
    withdraw(task)
    keep(staff, row(f"t{task.pk}", output="Siaran pers banjir"))
    page = read(staff).content.decode()
    assert "ditarik oleh" not in page
    assert "Tugas ini tidak menunggu jawaban lagi" in page


def usual_rows(staff: Client) -> dict[str, str]:
    """The suggestions: prefix by title, in the order of the page."""
    return {row.title: row.prefix for row, _drawn in read(staff).context["other_rows"] if row.kind == "usual"}


def work(make_activity: Make, cast: Cast, what: str, days: int, *, first: int = 1) -> None:
    for back in range(first, first + days):
        make_activity(cast.staff, description=what, date=day(back), status="approved")


def day(back: int) -> date:
    return DAY - timedelta(days=back)


def test_draft_follows_its_suggestion_when_the_list_shifts(staff: Client, cast: Cast, make_activity: Make) -> None:
    work(make_activity, cast, "Memantau media", 3)
    keep(staff, row(usual_rows(staff)["Memantau media"], description="Memantau media", output="Kliping"))
    work(make_activity, cast, "Menjawab surat", 8, first=5)
    order = usual_rows(staff)
    assert next(iter(order)) == "Menjawab surat"
    shown = {each.title: each for each, _drawn in read(staff).context["other_rows"] if not each.fresh}
    assert shown["Memantau media"].form["output"].value() == "Kliping"
    assert "Menjawab surat" not in shown


def test_suggestion_that_went_keeps_what_was_typed(staff: Client, cast: Cast, make_activity: Make) -> None:
    work(make_activity, cast, "Memantau media", 3)
    keep(staff, row(usual_rows(staff)["Memantau media"], description="Memantau media", output="Kliping"))
    Activity.objects.all().delete()
    page = read(staff)
    (kept,) = page.context["kept_rows"]
    assert (kept.title, kept.form["output"].value()) == ("Memantau media", "Kliping")
    assert "Saran ini tidak muncul lagi" in page.content.decode()
