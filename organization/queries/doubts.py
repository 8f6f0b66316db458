"""What the structure itself makes doubtful about superiors on a day; a bounded number of queries for any size."""

import json
from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from kinerja.unchanged import until_changed
from organization.models import Assignment, AssignmentKind, Employee, Unit, UnitKind
from organization.noted import STRUCTURE
from organization.queries.authority import chart_around, leading
from organization.rules.loops import loops_of
from organization.superior_doubts import Doubt, register


@register
def loops_on(day: date) -> Iterator[Doubt]:
    """People who are above each other on the day, mostly because one acts for the other; each names the next above."""
    for around in json.loads(_loops_text(day)):
        names = [name for _nip, name in around]
        for place, (nip, name) in enumerate(around):
            above = [*names[place + 1 :], *names[: place + 1]]
            yield Doubt(
                "loop",
                nip,
                name,
                _("Menjadi atasan dirinya sendiri lewat %(names)s.") % {"names": " → ".join(above)},
                reverse("org_person", args=[nip]),
            )


@until_changed(*STRUCTURE)
def _loops_text(day: date) -> str:
    """Number and name of the people on each loop, as JSON. Only who leads a unit can be on one; three queries."""
    leaders = Assignment.objects.on(day).filter(leading()).order_by().values_list("employee_id", flat=True)
    chart = chart_around(set(leaders), day)
    above = {person: found.employee_id for person in set(leaders) if (found := chart.superior(person))}
    loops = loops_of(above)
    people = Employee.objects.in_bulk([person for around in loops for person in around])
    return json.dumps([[[people[one].nip, people[one].name] for one in around] for around in loops])


@register
def closed_accounts_on(day: date) -> Iterator[Doubt]:
    """Leaders on the day whose account is closed: nobody can decide in their place."""
    found = Assignment.objects.on(day).filter(leading(), employee__is_active=False)
    for post in found.select_related("employee", "position__unit").order_by("employee__nip", "position__code"):
        yield Doubt(
            "account_closed",
            post.employee.nip,
            post.employee.name,
            _("Memimpin %(unit)s, tetapi akunnya ditutup. Akhiri jabatannya atau tunjuk Plt.")
            % {"unit": post.position.unit.name},
            reverse("org_person", args=[post.employee.nip]),
        )


@register
def crowded_on(day: date) -> Iterator[Doubt]:
    """Units with several definitive leaders of one level; the one who began latest counts (rules §3)."""
    held = Assignment.objects.on(day).filter(leading(), kind=AssignmentKind.DEFINITIVE).order_by()
    counted = held.values("position__unit_id", "position__level").annotate(people=Count("employee_id", distinct=True))
    crowds = dict(counted.filter(people__gt=1).values_list("position__unit_id", "people"))
    for unit in Unit.objects.filter(pk__in=crowds).order_by("code"):
        yield Doubt(
            "several_leaders",
            "",
            unit.name,
            _("%(count)d orang memimpin unit ini secara definitif; yang paling akhir mulai dianggap atasan.")
            % {"count": crowds[unit.pk]},
            reverse("org_unit", args=[unit.pk]),
        )


@register
def several_regions_on(day: date) -> Iterator[Doubt]:
    """Units of kind region beyond the one highest: nobody of one answers to the head of another."""
    regions = list(Unit.objects.filter(kind=UnitKind.REGION).order_by("code"))
    for unit in regions if len(regions) > 1 else []:
        yield Doubt(
            "several_regions",
            "",
            unit.name,
            _("Ada %(count)d unit berjenis daerah. Pegawai yang satu tidak berada di bawah kepala yang lain.")
            % {"count": len(regions)},
            reverse("org_unit", args=[unit.pk]),
        )
