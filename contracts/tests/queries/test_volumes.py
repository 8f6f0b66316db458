"""What goes into a volume, and in which order."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from contracts.models import Agreement
from contracts.paper.bound import Bound
from contracts.queries.papers import standing_version
from contracts.queries.volumes import papers_for, places
from contracts.tests import flow
from organization.models import Assignment, Employee
from tests.cast import Cast

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def imported(holder: Employee, *, signed: bool = True) -> Agreement:
    day = timezone.localdate() if signed else None
    sealed = timezone.now() if signed else None
    agreement = Agreement.objects.create(year=YEAR, holder=holder, signed_on=day)
    agreement.sealed_at = sealed
    agreement.save()
    return agreement


def names(**narrowed: object) -> list[str]:
    found = places(year=YEAR, **narrowed)  # type: ignore[arg-type]
    return [Agreement.objects.get(pk=place.agreement_id).holder.name for place in found]


def papers(*, drafts: bool = False) -> list[Bound | None]:
    return list(papers_for([place.planned for place in places(year=YEAR)], drafts=drafts))


def test_region_first_then_each_opd_from_the_top_down(cast: Cast) -> None:
    for person in (cast.staff, cast.lead, cast.other_head, cast.head, cast.kabid, cast.mayor):
        imported(person)

    found = names()

    assert found[0] == cast.mayor.name
    own = [name for name in found if name != cast.other_head.name]
    assert own[1:] == [cast.head.name, cast.kabid.name, cast.lead.name, cast.staff.name]


def test_a_unit_brings_all_below_and_nothing_else(cast: Cast) -> None:
    for person in (cast.staff, cast.head, cast.other_head):
        imported(person)

    assert names(unit=cast.units["dki-1"]) == [cast.staff.name]
    assert names(unit=cast.units["dki"]) == [cast.head.name, cast.staff.name]


def test_heads_only(cast: Cast) -> None:
    for person in (cast.staff, cast.head, cast.mayor):
        imported(person)

    assert names(heads_only=True) == [cast.mayor.name, cast.head.name]


def test_a_person_gets_what_that_person_may_see(cast: Cast) -> None:
    for person in (cast.staff, cast.other_head):
        imported(person)

    assert names(user=cast.lead) == [cast.staff.name]


def test_who_had_no_post_comes_last(cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.staff).delete()
    imported(cast.staff)
    imported(cast.head)

    assert names()[-1] == cast.staff.name


def test_the_year_decides(cast: Cast) -> None:
    Agreement.objects.create(year=YEAR - 1, holder=cast.staff, signed_on=date(YEAR - 1, 1, 4))

    assert names() == []


def test_what_was_signed_on_paper_is_a_copy(cast: Cast) -> None:
    imported(cast.staff)

    (paper,) = papers()

    assert paper is not None
    assert paper.look.note.startswith("Dibuat dari data")
    assert paper.group == "Dinas Komunikasi dan Informatika"


def test_drafts_are_left_out_unless_asked_for(cast: Cast) -> None:
    flow.drafted(cast.staff, year=YEAR)
    imported(cast.lead, signed=False)

    assert papers() == [None, None]
    assert [paper.look.draft for paper in papers(drafts=True) if paper] == [True, True]


def test_a_scan_is_said_to_be_one(cast: Cast) -> None:
    flow.in_force(cast.staff, year=YEAR)

    (paper,) = papers()

    assert paper is not None
    assert "pindaiannya tersimpan" in paper.look.note


def test_while_an_amendment_is_drafted_the_version_in_force_stands(cast: Cast) -> None:
    from contracts.actions.amend import amend

    first = flow.in_force(cast.staff, year=YEAR + 1)
    amend(agreement=first.agreement, by=cast.staff, ground="strategy", note="P-APBD", effective_month=6)

    assert standing_version(first.agreement) == first
