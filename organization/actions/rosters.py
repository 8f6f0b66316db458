"""Rosters published: who works which shift when."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from kinerja.ui.wording import month as month_words
from organization.actions.conflicts import constraint_of
from organization.actions.notices import Message, tell_each
from organization.models import Employee, RosterDay, Shift
from organization.models.roster import FREE

#: Employee → day → the code of a shift, ``FREE`` for a free day, None to take the day out of the roster.
Plan = Mapping[int, Mapping[date, str | None]]


@transaction.atomic
def publish_roster(*, plan: Plan) -> int:
    """Write these days and tell the people concerned; how many days are different now. What is there already stays.

    Raises ``DomainError``: an unknown shift, a closed month.
    """
    # In the order of their keys, so that two publications at a time wait for each other.
    people = list(Employee.objects.select_for_update().filter(pk__in=plan).order_by("pk"))
    shifts = _shifts(plan)
    changed: dict[int, set[date]] = {}
    try:
        with transaction.atomic():
            for person in people:
                changed[person.pk] = _write(person.pk, plan[person.pk], shifts)
    except IntegrityError as error:
        raise _refusal(constraint_of(error)) from error
    _tell({person: days for person, days in changed.items() if days})
    return sum(map(len, changed.values()))


def _shifts(plan: Plan) -> dict[str, int]:
    known = dict(Shift.objects.values_list("code", "pk"))
    wanted = {code for days in plan.values() for code in days.values() if code not in {None, FREE}}
    unknown = sorted(str(code) for code in wanted if code not in known)
    if unknown:
        raise DomainError("roster_shift", _("Tidak ada giliran %(codes)s.") % {"codes": ", ".join(unknown)})
    return known


def _write(employee_id: int, days: Mapping[date, str | None], shifts: Mapping[str, int]) -> set[date]:
    rows = RosterDay.objects.filter(employee_id=employee_id, date__in=days)
    stored = {row.date: row for row in rows}
    gone = [day for day, code in days.items() if code is None and day in stored]
    wanted = {day: None if code == FREE else shifts[code] for day, code in days.items() if code is not None}
    new = [day for day in wanted if day not in stored]
    other = [day for day, shift_id in wanted.items() if day in stored and stored[day].shift_id != shift_id]
    RosterDay.objects.filter(employee_id=employee_id, date__in=gone).delete()
    for day in other:
        stored[day].shift_id = wanted[day]
    RosterDay.objects.bulk_update([stored[day] for day in other], ["shift"])
    RosterDay.objects.bulk_create(RosterDay(employee_id=employee_id, date=day, shift_id=wanted[day]) for day in new)
    return {*gone, *new, *other}


def _refusal(name: str) -> DomainError:
    if name == "month_closed":
        return DomainError(
            name, _("Sebagian tanggal ada dalam bulan yang sudah ditutup. Giliran bulan itu tidak dapat diubah lagi.")
        )
    return DomainError(name, _("Giliran ini bertentangan dengan data lain. Muat ulang halaman, lalu periksa kembali."))


def _tell(changed: Mapping[int, set[date]]) -> None:
    nips = dict(Employee.objects.filter(pk__in=changed).values_list("pk", "nip"))
    messages = []
    for person, days in changed.items():
        month = min(days).replace(day=1)
        messages.append(
            Message(
                person,
                _("Jadwal giliran Anda %(month)s ditetapkan") % {"month": month_words(month)},
                _("%(count)s tanggal berubah. Periksa giliran Anda.") % {"count": len(days)},
                reverse("org_roster_person", args=[nips[person], f"{month:%Y-%m}"]),
            )
        )
    tell_each(messages, kind="roster", key=f"roster:{timezone.now().isoformat()}")
