"""The list of agreements: who sees which, narrowed how, page by page."""

from datetime import date

import pytest
from django.utils import timezone

from contracts.models import Agreement
from contracts.queries.agreements import PAPER, Wanted, front, page_text
from contracts.tests import flow
from contracts.tests.rounds import signed_last_year
from kinerja.reading import parsed
from organization.access import access_for
from organization.models import Assignment, Employee
from tests.cast import Cast

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def listed(person: Employee, page: int = 1, **wanted: object) -> list[str]:
    text, _number = page_text(access_for(person), Wanted(**{"year": YEAR, **wanted}), page)  # type: ignore[arg-type]
    return [row[1] for row in parsed(text)["rows"]]


def test_everybody_is_shown_exactly_what_the_rule_of_visibility_says(cast: Cast) -> None:
    for holder, superior in (
        (cast.mayor, None),
        (cast.head, cast.mayor),
        (cast.kabid, cast.head),
        (cast.lead, cast.kabid),
        (cast.staff, cast.lead),
        (cast.stranger, cast.lead),
        (cast.colleague, cast.head),
    ):
        signed_last_year(holder, superior, "A", year=YEAR)
    Agreement.objects.exclude(holder=cast.kabid).update(sealed_at=timezone.now())
    # Of a post that the reader heads, made by somebody who has left it.
    gone = cast.person("Mantan")
    Agreement.objects.create(year=YEAR, holder=gone, position=cast.positions["colleague"], ended_on=date(YEAR, 1, 31))
    for _role, person in cast.viewers():
        if person is not None:
            seen = Agreement.objects.visible_to(person).filter(year=YEAR).select_related("holder")
            assert listed(person) == sorted(one.holder.name for one in seen), person.name


def test_filters_take_away_and_a_sign_of_a_pattern_is_a_letter(cast: Cast) -> None:
    signed_last_year(cast.staff, cast.lead, "A", year=YEAR)
    Agreement.objects.update(sealed_at=timezone.now())
    flow.presented(cast.colleague, year=YEAR)
    assert listed(cast.ortala, state="presented") == [cast.colleague.name]
    assert listed(cast.ortala, state=PAPER) == [cast.staff.name]
    assert listed(cast.ortala, text="dewi") == [cast.staff.name]
    assert listed(cast.ortala, text=cast.staff.nip[:18]) == [cast.staff.name]
    assert listed(cast.ortala, text="D_wi") == listed(cast.ortala, text="%") == []
    assert listed(cast.ortala, opd_id=cast.units["dki"].pk) == [cast.colleague.name, cast.staff.name]
    assert listed(cast.ortala, opd_id=cast.units["dlh"].pk) == []
    assert listed(cast.ortala, year=YEAR - 1) == []
    everything: dict[str, object] = {"opd_id": cast.units["dki"].pk, "text": "a", "state": "presented"}
    assert listed(cast.head, page=1, **everything) == [cast.colleague.name]


def test_a_paper_of_no_post_is_told_by_the_post_of_today_and_any_other_by_its_own(cast: Cast) -> None:
    signed_last_year(cast.staff, cast.lead, "A", year=YEAR)
    flow.presented(cast.colleague, year=YEAR)
    Assignment.objects.filter(employee=cast.colleague).update(end=date(YEAR - 1, 12, 31))
    text, _number = page_text(access_for(cast.ortala), Wanted(YEAR), 1)
    assert {row[1]: row[4] for row in parsed(text)["rows"]} == {
        cast.staff.name: "Jabatan staff",
        cast.colleague.name: "Jabatan colleague",
    }


@pytest.mark.parametrize(("asked", "shown"), [(1, 1), (2, 2), (3, 2), (0, 2)])
def test_a_page_that_there_is_not_is_the_last(cast: Cast, asked: int, shown: int) -> None:
    people = Employee.objects.bulk_create(
        Employee(nip=f"19900101201501{number:04d}", name=f"Pegawai {number:02d}") for number in range(51)
    )
    Agreement.objects.bulk_create(Agreement(year=YEAR, holder=person) for person in people)
    text, number = page_text(access_for(cast.ortala), Wanted(YEAR), asked)
    assert number == shown
    assert parsed(text)["count"] == 51
    assert [row[1] for row in parsed(text)["rows"]] == [one.name for one in people[(shown - 1) * 50 :][:50]]


def test_an_empty_list_has_one_page(cast: Cast) -> None:
    assert page_text(access_for(cast.ortala), Wanted(YEAR), 7)[1] == 1


def test_what_waits_comes_oldest_first_and_one_s_own_newest_first(cast: Cast) -> None:
    first, second = flow.presented(cast.staff, year=YEAR + 1), flow.presented(cast.staff, year=YEAR)
    assert [row[0] for row in parsed(front(access_for(cast.lead)).tasks)] == [first.pk, second.pk]
    assert [row[2] for row in parsed(front(access_for(cast.staff)).own)] == [YEAR + 1, YEAR]
    assert parsed(front(access_for(cast.staff)).tasks) == []
    assert [name for _id, name in parsed(front(access_for(cast.head)).opds)] == [cast.units["dki"].name]
