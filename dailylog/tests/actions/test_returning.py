"""Running leave ends early: on request or by a call, and what was not taken stays a right."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dailylog.actions.returning import ask_return, call_back, decide_return
from dailylog.models import Leave, LeaveReturn
from dailylog.queries.leave import entitlements
from dailylog.tests.conftest import ZONE
from kinerja.errors import DomainError
from organization.models import Notice
from tests.cast import Cast

#: Annual leave from Monday the 9th to Friday the 13th; it is Wednesday.
START, END, BACK = date(2026, 3, 9), date(2026, 3, 13), date(2026, 3, 12)
NOW = datetime(2026, 3, 11, 10, tzinfo=ZONE)
pytestmark = pytest.mark.usefixtures("hours")


@pytest.fixture
def leave(cast: Cast) -> Leave:
    return Leave.objects.create(employee=cast.staff, start=START, end=END, kind="annual")


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def asked(cast: Cast, leave: Leave, back_on: date = BACK) -> LeaveReturn:
    return ask_return(
        employee_id=cast.staff.pk, leave_id=leave.pk, back_on=back_on, reason="Rapat anggaran", today=NOW.date()
    )


def called(cast: Cast, leave: Leave, *, by: str = "lead", back_on: date = BACK) -> LeaveReturn:
    return call_back(user_id=cast.people[by].pk, leave_id=leave.pk, back_on=back_on, reason="Banjir", now=NOW)


def grant(cast: Cast, row: LeaveReturn, *, granted: bool = True, text: str = "") -> LeaveReturn:
    return decide_return(request_id=row.pk, user_id=cast.lead.pk, granted=granted, text=text, now=NOW)


def taken(cast: Cast) -> int:
    return entitlements([cast.staff], [2026])[cast.staff.pk].balances[2026].taken


def test_granted_return_ends_the_leave_and_gives_the_days_back(cast: Cast, leave: Leave) -> None:
    row = asked(cast, leave)
    assert taken(cast) == 5
    grant(cast, row)
    leave.refresh_from_db()
    assert (leave.start, leave.end) == (START, date(2026, 3, 11))
    assert taken(cast) == 3
    assert "bekerja lagi 12 Maret 2026" in Notice.objects.get(employee=cast.staff).subject


def test_refused_return_leaves_the_leave_as_it_is(cast: Cast, leave: Leave) -> None:
    grant(cast, asked(cast, leave), granted=False, text="Selesaikan cuti Anda.")
    leave.refresh_from_db()
    assert leave.end == END


def test_call_counts_at_once_and_takes_the_place_of_what_was_asked(cast: Cast, leave: Leave) -> None:
    waiting = asked(cast, leave, date(2026, 3, 13))
    row = called(cast, leave)
    leave.refresh_from_db()
    waiting.refresh_from_db()
    assert (leave.end, row.state, row.decided_by) == (date(2026, 3, 11), "approved", cast.lead)
    assert waiting.state == "withdrawn"
    assert Notice.objects.get(kind="leave_called_back").employee == cast.staff


def test_leave_that_nobody_took_is_gone(cast: Cast, leave: Leave) -> None:
    grant(cast, asked(cast, leave, START))
    assert not Leave.objects.exists()
    assert taken(cast) == 0


@pytest.mark.parametrize("name", ["staff", "kabid", "head", "colleague", "bkpsdm"])
def test_the_superior_alone_calls_back(cast: Cast, leave: Leave, name: str) -> None:
    assert refused(lambda: called(cast, leave, by=name)) == "return_of_another"


@pytest.mark.parametrize(
    ("kind", "asking", "calling"),
    [
        ("annual", "", ""),
        ("long", "", ""),
        ("important", "", ""),
        ("dinas_luar", "", ""),
        ("sick", "", "return_kind"),
        ("maternity", "return_kind", "return_kind"),
        ("unpaid", "return_kind", "return_kind"),
    ],
)
def test_which_kinds_end_early_on_whose_word(cast: Cast, leave: Leave, kind: str, asking: str, calling: str) -> None:
    Leave.objects.update(kind=kind)
    acts: list[tuple[Callable[[Cast, Leave], object], str]] = [(asked, asking), (called, calling)]
    for act, code in acts:
        if code:
            assert refused(partial(act, cast, leave)) == code
        else:
            act(cast, leave)
            Leave.objects.update(end=END)


@pytest.mark.parametrize("back_on", [date(2026, 3, 8), date(2026, 3, 14)])
def test_return_lies_within_the_leave(cast: Cast, leave: Leave, back_on: date) -> None:
    assert refused(lambda: asked(cast, leave, back_on)) == "return_outside"


def test_nobody_is_called_back_into_the_past(cast: Cast, leave: Leave) -> None:
    assert refused(lambda: called(cast, leave, back_on=date(2026, 3, 10))) == "return_past"


def test_leave_that_is_over_or_ahead_does_not_end_early(cast: Cast, leave: Leave) -> None:
    Leave.objects.update(start=date(2026, 3, 12))
    assert refused(lambda: asked(cast, leave)) == "return_not_running"
    Leave.objects.update(start=date(2026, 2, 1), end=date(2026, 3, 3))
    assert refused(lambda: asked(cast, leave, date(2026, 3, 2))) == "return_not_running"
    assert refused(lambda: called(cast, leave)) == "return_not_running"


def test_closed_month_stays_and_the_open_one_follows(cast: Cast, leave: Leave) -> None:
    Leave.objects.update(start=date(2026, 2, 23))
    with patch("dailylog.actions.returning.is_closed", lambda day: day < date(2026, 3, 1)):
        assert refused(lambda: asked(cast, leave, date(2026, 2, 27))) == "return_closed"
        grant(cast, asked(cast, leave))
    leave.refresh_from_db()
    assert leave.end == date(2026, 3, 11)


def test_answer_to_a_leave_that_changed_meanwhile_is_refused(cast: Cast, leave: Leave) -> None:
    row = asked(cast, leave)
    Leave.objects.update(end=date(2026, 3, 10))
    assert refused(lambda: grant(cast, row)) == "return_changed"


def test_both_find_the_running_leave_on_their_page(client: Client, cast: Cast, leave: Leave) -> None:
    with patch.object(timezone, "now", lambda: NOW):
        client.force_login(cast.staff)
        assert reverse("leave_return", args=[leave.pk]) in client.get(reverse("requests")).content.decode()
        sent = {"back_on": "2026-03-12", "reason": "Rapat anggaran"}
        client.post(reverse("leave_return", args=[leave.pk]), sent)
        page = client.get(reverse("requests")).content.decode()
        assert "2 hari kerja tidak lagi terhitung cuti" in page
        assert reverse("leave_return", args=[leave.pk]) not in page
        client.force_login(cast.lead)
        page = client.get(reverse("requests")).content.decode()
        assert "Dewi Lestari: Kembali dari cuti tahunan: bekerja lagi 12 Maret 2026" in page
        assert reverse("leave_call_back", args=[leave.pk]) in page
        row = LeaveReturn.objects.get()
        client.post(reverse("request_decide", args=["kembali", row.pk]), {"putusan": "kabul"})
    leave.refresh_from_db()
    assert leave.end == date(2026, 3, 11)
