"""Who may open the pages of the day."""

from datetime import date, time
from typing import Any

from dailylog.models import (
    Activity,
    Disturbance,
    Evidence,
    Finding,
    Leave,
    LeaveRequest,
    OvertimeOrder,
    PresenceTap,
    Task,
)
from dailylog.pictures import store
from tests.cast import Cast
from tests.matrix import BOARD, CITY, Row, everyone, only

DAY = date(2026, 3, 10)
#: Whoever may read the log of the staff member of the cast: not Ortala, BKPSDM and the operator.
_READERS = frozenset({"staff", "team_lead", "division_head", "opd_head", "monitor", "sekda", "mayor", "inspectorate"})
_OWNER = frozenset({"staff"})
#: Whoever looks over the days of others.
_WATCHERS = frozenset(
    {"team_lead", "division_head", "opd_head", "other_opd_head", "monitor", "sekda", "mayor", "inspectorate"}
)
#: Whoever sees the staff member of the cast by a post or as a monitor.
_OVER_STAFF = frozenset({"staff", "team_lead", "division_head", "opd_head", "monitor"})
_INSPECTORS = frozenset({"inspectorate"})
#: Whoever leads a unit and sees the staff member of the cast.
_ABOVE = frozenset({"team_lead", "division_head", "opd_head", "sekda", "mayor"})
#: Whoever leads a unit.
_HEADS = frozenset({"team_lead", "division_head", "opd_head", "other_opd_head", "sekda", "mayor"})


def _day(cast: Cast) -> dict[str, Any]:
    return {"day": str(DAY)}


def _month(cast: Cast) -> dict[str, Any]:
    return {"month": "2026-03"}


def _staff(cast: Cast) -> dict[str, Any]:
    return {"nip": cast.staff.nip}


def _staff_year(cast: Cast) -> dict[str, Any]:
    return {"nip": cast.staff.nip, "year": 2026}


def _staff_month(cast: Cast) -> dict[str, Any]:
    return {"nip": cast.staff.nip, "month": "2026-03"}


def _entry(cast: Cast) -> dict[str, Any]:
    entry, _new = Activity.objects.get_or_create(
        employee=cast.staff,
        date=DAY,
        start=time(8),
        defaults={"end": time(9), "description": "Rapat", "output": "Notula", "status": "submitted"},
    )
    return {"pk": entry.pk}


def _evidence(cast: Cast) -> dict[str, Any]:
    shown = Evidence.objects.create(
        activity_id=_entry(cast)["pk"],
        employee=cast.staff,
        sha256="0" * 64,
        source_sha256="0" * 64,
        width=1,
        height=1,
        size=1,
        look=1,
        look_parts=[1, 65536, 131072, 196608],
    )
    store(b"jpeg", shown.path)
    store(b"jpeg", shown.small_path)
    return {"pk": shown.pk}


def _tap(cast: Cast) -> dict[str, Any]:
    tap = PresenceTap.objects.create(
        employee=cast.staff, at="2026-03-10T07:30:00+07:00", date=DAY, kind="in", mode="wfo"
    )
    return {"pk": tap.pk}


def _finding(cast: Cast) -> dict[str, Any]:
    found, _new = Finding.objects.get_or_create(employee=cast.staff, date=DAY, kind="short_wfa_day")
    return {"pk": found.pk}


def _leave(cast: Cast) -> dict[str, Any]:
    asked = LeaveRequest.objects.create(employee=cast.staff, kind="annual", start=DAY, end=DAY, reason="Keluarga")
    return {"kind": "cuti", "pk": asked.pk}


def _running_leave(cast: Cast) -> dict[str, Any]:
    row, _new = Leave.objects.get_or_create(
        employee=cast.staff, start=DAY, defaults={"end": date(2026, 3, 12), "kind": "annual"}
    )
    return {"pk": row.pk}


def _overtime(cast: Cast) -> dict[str, Any]:
    order = OvertimeOrder.objects.create(
        employee=cast.staff,
        date=DAY,
        start=time(17),
        end=time(19),
        order_number="1",
        work="Rapat",
        ordered_by=cast.lead,
    )
    return {"pk": order.pk}


def _of_request(may: set[str]) -> dict[str, int]:
    """These roles get on, others who may see the person 403, the rest does not know of the request."""
    sees = _READERS | {"ortala", "bkpsdm", "operator"}
    return only(sees, status=403, others=404) | dict.fromkeys(may, 302)


def _of_leave(may: frozenset[str], status: int) -> dict[str, int]:
    """These roles get this answer, others who may see the person 403, the rest does not know of the leave."""
    return _of_request(set()) | dict.fromkeys(may, status)


def _outage(cast: Cast) -> dict[str, Any]:
    row = Disturbance.objects.create(
        start="2026-03-10T08:00:00+07:00",
        end="2026-03-10T09:00:00+07:00",
        note="Peladen mati",
        entered_by=cast.operator,
    )
    return {"pk": row.pk}


def _task(cast: Cast) -> dict[str, Any]:
    given = Task.objects.create(author=cast.lead, employee=cast.staff, title="Rapat", date=DAY)
    return {"pk": given.pk}


def _changes(status_owner: int) -> dict[str, int]:
    """The owner gets ``status_owner``, other readers 403, the rest does not know of the entry."""
    found = only(_READERS, status=403, others=404)
    return found | dict.fromkeys(_OWNER, status_owner)


ROWS = [
    Row("today", everyone()),
    Row("today", everyone(302), method="POST"),
    Row("day_log", everyone(), _day),
    Row("day_draft", everyone(405), _day),
    Row("day_draft", everyone(), _day, method="POST"),
    Row("presence_tap", everyone(405)),
    Row("presence_tap", everyone(302), method="POST"),
    Row("presence_undo", everyone(405), _tap),
    Row("presence_undo", everyone(404, staff=302), _tap, method="POST"),
    Row("activity", only(_READERS, others=404), _entry),
    Row("activity_edit", _changes(200), _entry),
    Row("activity_edit", _changes(422), _entry, method="POST"),
    Row("activity_remove", everyone(405), _entry),
    Row("activity_remove", _changes(302), _entry, method="POST"),
    Row("approvals", only(_HEADS)),
    Row("approval_day", only(_HEADS), _day),
    Row("approval_day", only(_HEADS, status=302), _day, method="POST"),
    Row("team_today", only(_WATCHERS)),
    Row("team_day", only(_WATCHERS), _day),
    Row("team_month", only(_WATCHERS), _month),
    Row("team_heat", only(_READERS, others=404), _staff_month),
    Row("disturbances", everyone()),
    Row("disturbance_new", only(BOARD)),
    Row("disturbance_new", only(BOARD, status=422), method="POST"),
    Row("disturbance_edit", only(BOARD), _outage),
    Row("disturbance_edit", only(BOARD, status=422), _outage, method="POST"),
    Row("disturbance_remove", only(BOARD), _outage),
    Row("disturbance_remove", only(BOARD, status=302), _outage, method="POST"),
    Row("findings", everyone()),
    Row("inspection", only(_INSPECTORS)),
    Row("inspection_month", only(_INSPECTORS), _month),
    Row("inspection_finding", only(_INSPECTORS), _finding),
    Row("inspection_finding", only(_INSPECTORS, status=422), _finding, method="POST"),
    Row("requests", everyone()),
    Row("correction_new", everyone()),
    Row("correction_new", everyone(422), method="POST"),
    Row("leave_new", everyone()),
    Row("leave_new", everyone(422), method="POST"),
    Row("leave_return", _of_leave(_OWNER, 200), _running_leave),
    Row("leave_return", _of_leave(_OWNER, 422), _running_leave, method="POST"),
    Row("leave_call_back", _of_leave(_ABOVE, 200), _running_leave),
    Row("leave_call_back", _of_leave(_ABOVE, 422), _running_leave, method="POST"),
    Row("overtime_new", only(_HEADS)),
    Row("overtime_new", only(_HEADS, status=422), method="POST"),
    Row("overtime_withdraw", everyone(405), _overtime),
    Row("overtime_withdraw", everyone(404, team_lead=302), _overtime, method="POST"),
    Row("request_decide", everyone(405), _leave),
    # Who may see the person but leads nobody may not decide; who leads others is told on the page.
    Row(
        "request_decide",
        _of_request({"team_lead", "division_head", "opd_head", "sekda", "mayor"}),
        _leave,
        method="POST",
    ),
    Row("request_withdraw", everyone(405), _leave),
    Row("request_withdraw", _of_request({"staff"}), _leave, method="POST"),
    Row("leave_own", everyone(302)),
    Row("leave_person", only(_OVER_STAFF | CITY, others=404), _staff),
    Row("leave_opening", only(_OVER_STAFF | CITY, others=404, status=403) | {"bkpsdm": 200}, _staff_year),
    Row(
        "leave_opening",
        only(_OVER_STAFF | CITY, others=404, status=403) | {"bkpsdm": 422},
        _staff_year,
        method="POST",
    ),
    Row("tasks", everyone()),
    Row("task_new", everyone()),
    Row("task_new", everyone(422), method="POST"),
    Row("task_withdraw", everyone(405), _task),
    Row("task_withdraw", everyone(404, team_lead=302), _task, method="POST"),
    Row("finding_explain", everyone(405), _finding),
    Row("finding_explain", _changes(302), _finding, method="POST"),
    Row("finding_judge", everyone(405), _finding),
    # Who reads the log but leads nobody may not decide; who leads but not on that day is told so on the page.
    Row(
        "finding_judge",
        only(_HEADS & _READERS, status=302, others=404) | {"staff": 403, "monitor": 403, "inspectorate": 403},
        _finding,
        method="POST",
    ),
    Row("evidence", only(_READERS, others=404), _evidence),
    Row("evidence_small", only(_READERS, others=404), _evidence),
    Row("evidence_remove", everyone(405), _evidence),
    Row("evidence_remove", _changes(302), _evidence, method="POST"),
]
