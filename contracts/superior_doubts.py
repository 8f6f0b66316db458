"""What agreements make doubtful about superiors on a day, for the report of people without a superior."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.models import Agreement
from organization.models import Assignment, Employee
from organization.rules.loops import loops_of
from organization.superior_doubts import Doubt, register


def _counting(day: date) -> QuerySet[Agreement]:
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
    return Agreement.objects.filter(lasting, year=day.year, superior__isnull=False).order_by()


@register
def loops_of_agreements(day: date) -> Iterator[Doubt]:
    """Second parties of the year who are above each other: a table may name them so. Two queries."""
    # Only who is a second party himself can be on a loop.
    parties = _counting(day).filter(superior=OuterRef("holder_id"))
    pairs = _counting(day).filter(Exists(parties)).order_by("holder_id", "kind")
    above: dict[int, int | None] = dict(pairs.values_list("holder_id", "superior_id"))
    loops = loops_of(above)
    people = Employee.objects.in_bulk([one for around in loops for one in around])
    for around in loops:
        for one in around:
            yield Doubt(
                "agreement_loop",
                people[one].nip,
                people[one].name,
                _("Menurut perjanjian %(year)d, atasannya %(above)s juga berada di bawahnya.")
                % {"year": day.year, "above": people[above[one]].name},
                reverse("org_person", args=[people[one].nip]),
            )


@register
def parties_who_left(day: date) -> Iterator[Doubt]:
    """Second parties who hold no post on the day, or whose account is closed; the papers name them still."""
    posts = Assignment.objects.on(day).filter(employee_id=OuterRef("superior_id"))
    gone = _counting(day).filter(Q(superior__is_active=False) | ~Exists(posts))
    counted = gone.values(nip=F("superior__nip"), name=F("superior__name")).annotate(count=Count("pk")).order_by("nip")
    for row in counted:
        yield Doubt(
            "agreement_party_left",
            row["nip"],
            row["name"],
            ngettext(
                "Pihak kedua %(count)d perjanjian %(year)d, tetapi tidak lagi memegang jabatan atau akunnya ditutup.",
                "Pihak kedua %(count)d perjanjian %(year)d, tetapi tidak lagi memegang jabatan atau akunnya ditutup.",
                row["count"],
            )
            % {"count": row["count"], "year": day.year},
            reverse("org_person", args=[row["nip"]]),
        )
