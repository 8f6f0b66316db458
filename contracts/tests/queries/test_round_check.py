"""What is found before a round opens."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from contracts.models import Agreement, Line, Round
from contracts.queries.round_check import Finding, blocking, check_round, counts
from contracts.tests import flow
from contracts.tests.rounds import YEAR, make_indicator, make_round, make_target, signed_last_year
from organization.models import Assignment
from tests.cast import Cast

DAY = date(YEAR, 1, 2)


def findings(of_round: Round, key: str) -> list[Finding]:
    (section,) = [each for each in check_round(of_round, DAY) if each.key == key]
    assert section.count == len(section.first(100))
    return section.first(100)


def test_a_clean_city_has_a_vacant_division_only(cast: Cast) -> None:
    sections = check_round(make_round(cast), DAY)
    assert blocking(sections) == 0
    assert set(counts(sections)) == {"vacant_head"}


def test_people_without_a_superior_are_named(cast: Cast) -> None:
    Assignment.objects.filter(employee=cast.mayor).update(end=date(2025, 1, 1))
    found = findings(make_round(cast, levels=["opd_head"]), "no_superior")
    assert [(each.name, each.office) for each in found] == [
        (cast.head.name, "Dinas Komunikasi dan Informatika"),
        (cast.other_head.name, "Dinas Lingkungan Hidup"),
    ]
    assert found[0].url == f"/pegawai/{cast.head.nip}/"


def test_the_head_of_region_needs_no_superior(cast: Cast) -> None:
    assert findings(make_round(cast, levels=["head_of_region"]), "no_superior") == []


def test_units_without_a_head_are_named(cast: Cast) -> None:
    assert ("Bidang Aplikasi", "Dinas Komunikasi dan Informatika") in [
        (each.name, each.office) for each in findings(make_round(cast), "vacant_head")
    ]


def test_an_open_agreement_of_the_kind_for_another_period_blocks(cast: Cast) -> None:
    Agreement.objects.create(year=YEAR, holder=cast.kabid, superior=cast.head, period="semester1")
    Agreement.objects.create(year=YEAR, holder=cast.lead, superior=cast.kabid, ended_on=DAY, period="semester1")
    Agreement.objects.create(year=YEAR, holder=cast.staff, superior=cast.lead, kind="pko")
    found = findings(make_round(cast), "other_period")
    assert [(each.name, each.what) for each in found] == [(cast.kabid.name, "perjanjian kinerja semester I")]


def test_whoever_pledged_on_paper_of_the_other_kind_is_named(cast: Cast) -> None:
    head = {"year": YEAR, "superior": cast.mayor, "kind": "pko", "pledge": True, "position": cast.positions["head"]}
    draft = Agreement.objects.create(holder=cast.head, **head)
    assert findings(make_round(cast), "other_period") == []
    Agreement.objects.filter(pk=draft.pk).update(signed_on=DAY, sealed_at=f"{DAY}T08:00+07:00")
    (found,) = findings(Round.objects.get(), "other_period")
    assert found.what == "kesanggupan sudah pada perjanjian kinerja operasional"


def test_weights_that_are_not_100_are_named_with_their_sum(cast: Cast) -> None:
    flow.drafted(cast.staff, year=YEAR)
    version = flow.drafted(cast.lead, year=YEAR)
    version.lines.filter(indicator_code="BERITA").update(weight=Decimal("55.5"))
    (found,) = findings(make_round(cast), "weights")
    assert (found.name, found.what, found.url) == (
        cast.lead.name,
        "jumlah bobot 95,5",
        f"/perjanjian/{version.pk}/",
    )


def test_a_draft_without_lines_weighs_nothing(cast: Cast) -> None:
    Line.objects.filter(version=flow.drafted(cast.staff, year=YEAR)).delete()
    (found,) = findings(make_round(cast), "weights")
    assert found.what == "jumlah bobot 0"


def test_drafts_that_came_in_by_table_are_weighed_too(cast: Cast) -> None:
    agreement = Agreement.objects.create(year=YEAR, holder=cast.staff, superior=cast.lead)
    make_target(agreement, "A", weight=Decimal(70))
    (found,) = findings(make_round(cast), "imported_weights")
    assert (found.name, found.what) == (cast.staff.name, "jumlah bobot 70")


def test_lines_without_definition_formula_or_source_are_named_once_a_person(cast: Cast) -> None:
    version = flow.drafted(cast.staff, year=YEAR)
    assert findings(make_round(cast), "incomplete") == []
    version.lines.update(data_source="")
    (found,) = findings(Round.objects.get(), "incomplete")
    assert (found.name, found.what) == (cast.staff.name, "BERITA, UNGGAHAN")


def test_a_target_weaker_than_last_year_is_named_with_both_figures(cast: Cast) -> None:
    last = signed_last_year(cast.staff, cast.lead, "X")
    make_target(last, "BERITA", monthly=[Decimal(11)] * 12)
    make_target(last, "UNGGAHAN", monthly=[Decimal(9)] * 12)
    flow.drafted(cast.staff, year=YEAR)
    (found,) = findings(make_round(cast), "weaker")
    assert found.what == "BERITA Indikator BERITA: tahun lalu 132, sekarang 120 berita"


def test_an_incomplete_dictionary_is_a_note(cast: Cast) -> None:
    make_indicator("A")
    make_indicator("B", formula="", data_source="")
    make_indicator("C", formula="", active=False)
    this = make_round(cast)
    (found,) = findings(this, "dictionary")
    assert (found.name, found.what) == ("B Indikator B", "belum ada rumus, sumber data")
    assert blocking(check_round(this, DAY)) == 0


def test_what_is_signed_is_not_checked_any_more(cast: Cast) -> None:
    version = flow.drafted(cast.staff, year=YEAR)
    version.lines.update(weight=1)
    Agreement.objects.update(signed_on=DAY, sealed_at=timezone.now())
    assert findings(make_round(cast), "weights") == []


def test_the_cost_does_not_grow_with_the_people(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for person in (cast.staff, cast.lead, cast.kabid, cast.head):
        flow.drafted(person, year=YEAR).lines.update(weight=1, formula="")
    this = make_round(cast)
    with django_assert_max_num_queries(24):
        for section in check_round(this, DAY):
            section.first(5)
            _count = section.count
