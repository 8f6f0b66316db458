"""Who may open the pages of people, units, schedules and holidays."""

from datetime import date
from typing import Any

from django.utils import timezone

from organization.models import (
    Assignment,
    Employee,
    Holiday,
    LoginAttempt,
    Notice,
    Position,
    PushSubscription,
    RoleGrant,
    Schedule,
    ScheduleHours,
    Shift,
    Unit,
    WithdrawnHoliday,
)
from tests.cast import Cast
from tests.matrix import BOARD, CITY, HEADS, Row, back_door, everyone, only

_STAFF_SEEN_BY = CITY | {"staff", "team_lead", "division_head", "opd_head", "monitor"}

_SEAL_READERS = frozenset({"inspectorate", "operator"})

_FILLERS = BOARD | {"team_lead", "division_head", "opd_head"}
#: Who fills the rosters of the team: its heads and the board; monitors and readers of the city only look.
_FILLS_TEAM = only(_FILLERS, others=403) | dict.fromkeys(("staff", "other_opd_head"), 404)
#: What a person's month answers to a change: a person sees his own, but does not fill it.
_FILLED = dict.fromkeys(_FILLERS, 302) | {"staff": 403}


def _staff(cast: Cast) -> dict[str, Any]:
    return {"nip": cast.staff.nip}


def _team(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.units["dki-1a"].pk}


def _post(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.positions["staff"].pk}


def _assignment(cast: Cast) -> dict[str, Any]:
    return {"pk": Assignment.objects.get(employee=cast.staff).pk}


def _grant(cast: Cast) -> dict[str, Any]:
    return {"pk": RoleGrant.objects.get(employee=cast.asisten).pk}


def _schedule(cast: Cast) -> dict[str, Any]:
    return {"pk": Schedule.objects.get_or_create(code="5-day")[0].pk}


def _hours(cast: Cast) -> dict[str, Any]:
    schedule = Schedule.objects.get_or_create(code="5-day")[0]
    return {
        "pk": ScheduleHours.objects.create(
            schedule=schedule, weekday=1, start="07:30", end="16:00", break_minutes=60
        ).pk
    }


def _holiday(cast: Cast) -> dict[str, Any]:
    return {"pk": Holiday.objects.create(date=date(2026, 8, 17), name="Kemerdekaan", kind="public").pk}


def _notice(cast: Cast) -> dict[str, Any]:
    return {"pk": Notice.objects.create(employee=cast.staff, kind="test", key="matrix", subject="Perihal").pk}


def _device(cast: Cast) -> dict[str, Any]:
    device = PushSubscription.objects.create(employee=cast.staff, endpoint="https://push.test/a", p256dh="", auth="")
    return {"pk": device.pk}


def _shift(cast: Cast) -> dict[str, Any]:
    return {"pk": Shift.objects.create(code="M", name="Malam", start="22:00", end="06:00", break_minutes=60).pk}


def _own_roster(cast: Cast) -> dict[str, Any]:
    return {"nip": cast.staff.nip, "month": "2026-11"}


def _roster_day(cast: Cast) -> dict[str, Any]:
    return {"d1": "L", "publish": "1"}


def _withdrawn(cast: Cast) -> WithdrawnHoliday:
    return WithdrawnHoliday.objects.create(date=date(2026, 8, 17), name="Kemerdekaan", decree="1")


def _attempt(cast: Cast) -> LoginAttempt:
    return LoginAttempt.objects.create(nip=cast.staff.nip, address="192.0.2.1", last_at=timezone.now())


def _year(cast: Cast) -> dict[str, Any]:
    return {"year": 2026}


ROWS = [
    Row("admin:index", only(frozenset({"operator"}), others=404)),
    Row("admin:index", only(frozenset({"operator"}), status=405, others=404), method="POST"),
    *back_door(Employee, lambda cast: cast.staff, post=403),
    *back_door(Unit, lambda cast: cast.units["dki-1a"]),
    *back_door(Position, lambda cast: cast.positions["staff"]),
    *back_door(Assignment, lambda cast: Assignment.objects.get(employee=cast.staff)),
    *back_door(RoleGrant, lambda cast: RoleGrant.objects.get(employee=cast.asisten)),
    *back_door(ScheduleHours, lambda cast: ScheduleHours.objects.get(**_hours(cast))),
    *back_door(Shift, lambda cast: Shift.objects.get(**_shift(cast))),
    *back_door(Holiday, lambda cast: Holiday.objects.get(**_holiday(cast)), post=422),
    *back_door(WithdrawnHoliday, _withdrawn, post=422),
    *back_door(LoginAttempt, _attempt, watched=False),
    Row("login", everyone(302, anonymous=200)),
    # Without a first step it leads to the door.
    Row("login_code", everyone(302, anonymous=302)),
    Row("login_code", everyone(302, anonymous=302), method="POST"),
    Row("logout", everyone(405, anonymous=405)),
    Row("logout", everyone(302), method="POST"),
    Row("password_change", everyone()),
    Row("account", everyone()),
    Row("account", everyone(), method="POST", note="empty"),
    Row("second_factor", everyone()),
    Row("second_factor", everyone(422), method="POST", note="empty"),
    Row("second_factor_remove", everyone(405)),
    Row("second_factor_remove", everyone(302), method="POST"),
    Row("push_subscribe", everyone(405)),
    Row("push_subscribe", everyone(302), method="POST"),
    Row("push_remove", everyone(405), _device),
    Row("push_remove", everyone(404, staff=302), _device, method="POST"),
    Row("service_worker", everyone(anonymous=200)),
    Row("org_delivery", only(frozenset({"operator"}))),
    Row("org_delivery_retry", everyone(405)),
    Row("org_delivery_retry", only(frozenset({"operator"}), status=302), method="POST"),
    Row("org_seals", only(_SEAL_READERS)),
    Row("org_seals", only(_SEAL_READERS, status=422), method="POST", note="empty"),
    Row("org_seal_heads", only(_SEAL_READERS)),
    Row("inbox", everyone()),
    Row("inbox_open", everyone(405), _notice),
    Row("inbox_open", everyone(404, staff=302), _notice, method="POST"),
    Row("inbox_read_all", everyone(405)),
    Row("inbox_read_all", everyone(302), method="POST"),
    Row("set_language", everyone(302)),
    Row("set_language", everyone(302), method="POST"),
    Row("org_people", only(CITY, HEADS)),
    Row("org_person", only(_STAFF_SEEN_BY, others=404), _staff),
    Row("org_person_hire", only(BOARD)),
    Row("org_person_edit", only(BOARD), _staff),
    Row("org_person_password", only(BOARD), _staff),
    Row("org_nip_correct", only(BOARD), _staff),
    Row("org_nip_correct", only(BOARD, status=422), _staff, method="POST", note="empty"),
    Row("org_move", only(BOARD), _staff),
    Row("org_acting", only(BOARD), _staff),
    Row("org_assignment_end", only(BOARD), _assignment),
    Row("org_assignment_cancel", everyone(405), _assignment),
    Row("org_assignment_cancel", only(BOARD, status=302), _assignment, method="POST"),
    Row("org_units", only(CITY, HEADS)),
    Row("org_unit", only(_STAFF_SEEN_BY - {"staff"}, others=404), _team),
    Row("org_unit_new", only(BOARD)),
    Row("org_unit_edit", only(BOARD), _team),
    Row("org_position_new", only(BOARD), _team),
    Row("org_position_edit", only(BOARD), _post),
    Row("org_unit_remove", only(BOARD), _team),
    Row("org_unit_remove", only(BOARD), _team, method="POST"),
    Row("org_position_remove", only(BOARD), _post),
    Row("org_position_remove", only(BOARD), _post, method="POST"),
    Row("org_schedule_edit", only(BOARD), _schedule),
    Row("org_vacancies", only(CITY)),
    Row("org_no_superior", only(CITY)),
    Row("org_roles", only(CITY)),
    Row("org_role_grant", only(BOARD)),
    Row("org_role_end", only(BOARD), _grant),
    Row("org_schedules", only(CITY)),
    Row("org_schedule_new", only(BOARD)),
    Row("org_hours_set", only(BOARD), _schedule),
    Row("org_hours_remove", everyone(405), _hours),
    Row("org_hours_remove", only(BOARD, status=302), _hours, method="POST"),
    Row("org_rosters", only(CITY, HEADS)),
    Row("org_roster", only(_STAFF_SEEN_BY - {"staff"}, others=404), _team),
    Row("org_roster_fill", _FILLS_TEAM, _team),
    Row("org_roster_fill", _FILLS_TEAM, _team, method="POST", note="empty"),
    Row("org_roster_person", only(_STAFF_SEEN_BY, others=404), _own_roster),
    Row("org_roster_person", {**_FILLS_TEAM, **_FILLED}, _own_roster, method="POST", data=_roster_day),
    Row("org_shifts", only(CITY, HEADS - {"monitor"})),
    Row("org_shift_new", only(BOARD)),
    Row("org_shift_edit", only(BOARD), _shift),
    Row("org_shift_remove", everyone(405), _shift),
    Row("org_shift_remove", only(BOARD, status=302), _shift, method="POST"),
    Row("org_holidays_now", only(CITY, status=302)),
    Row("org_holidays", only(CITY), _year),
    Row("org_holidays_load", everyone(405), _year),
    Row("org_holidays_load", only(BOARD, status=302), _year, method="POST"),
    Row("org_holiday_set", only(BOARD), _year),
    Row("org_holiday_withdraw", only(BOARD), _holiday),
]
