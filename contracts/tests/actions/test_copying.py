"""Last year's agreements copied forward."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from contracts import realised
from contracts.actions.copying import copy_forward
from contracts.models import Agreement, Line, Target, Version
from contracts.tests import flow
from contracts.tests.rounds import YEAR, make_indicator, make_round, make_target, signed_last_year
from kinerja.errors import DomainError
from organization.models import Assignment
from tests.cast import Cast

LAST_DAY = date(YEAR - 1, 12, 31)


def test_everyone_of_the_same_post_gets_a_draft_with_last_year_s_lines(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "A", "B")
    this = make_round(cast)
    assert copy_forward(in_round=this, by=cast.ortala) == {"copied": 1, "no_last_year": 13}
    version = Version.objects.get()
    agreement = version.agreement
    assert (agreement.year, agreement.holder, agreement.superior, agreement.pledge) == (
        YEAR,
        cast.head,
        cast.mayor,
        True,
    )
    assert (version.state, version.number, version.round) == ("draft", 1, this)
    assert (version.position, version.superior_position) == (cast.positions["head"], cast.positions["mayor"])
    lines = list(version.lines.values_list("order", "indicator_code", "weight", "target__agreement_id"))
    assert lines == [(1, "A", Decimal(50), agreement.pk), (2, "B", Decimal(50), agreement.pk)]
    assert version.lines.first().monthly == [Decimal(10)] * 12  # type: ignore[union-attr]
    assert list(version.events.values_list("kind", "by__name")) == [("copied", cast.ortala.name)]


def test_copying_twice_is_copying_once(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "A")
    this = make_round(cast)
    copy_forward(in_round=this, by=cast.ortala)
    assert copy_forward(in_round=this, by=cast.ortala)["begun"] == 1
    assert (Agreement.objects.filter(year=YEAR).count(), Line.objects.count()) == (1, 1)


def test_a_repeated_run_recognises_its_own_copies(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "A")
    this, begun = make_round(cast), timezone.now()
    copy_forward(in_round=this, by=cast.ortala)
    assert copy_forward(in_round=this, by=cast.ortala, since=begun)["copied"] == 1


def test_what_was_begun_by_hand_stays(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "A")
    Agreement.objects.create(year=YEAR, holder=cast.head, superior=cast.mayor)
    Agreement.objects.create(year=YEAR, holder=cast.kabid, superior=cast.head, period="semester1")
    outcome = copy_forward(in_round=make_round(cast), by=cast.ortala)
    assert (outcome["begun"], outcome["other_period"]) == (1, 1)
    assert not Version.objects.exists()


def test_lines_hang_on_the_present_superior_s_line_of_the_same_code(cast: Cast) -> None:
    above = signed_last_year(cast.other_head, cast.mayor, "A")
    # Last year another person headed the office: the line hangs on the successor's.
    signed_last_year(cast.head, cast.mayor, "A")
    mine = signed_last_year(cast.kabid, cast.other_head, "K")
    Target.objects.filter(agreement=mine).update(parent=above.targets.get())
    copy_forward(in_round=make_round(cast), by=cast.ortala)
    line = Line.objects.get(version__agreement__holder=cast.kabid)
    assert line.parent is not None
    assert (line.parent.agreement.holder, line.parent.agreement.year) == (cast.head, YEAR)
    assert line.target is not None
    assert line.target.parent == line.parent


def test_a_line_without_a_match_above_hangs_on_nothing(cast: Cast) -> None:
    above = signed_last_year(cast.head, cast.mayor, "A", kind="pko")
    mine = signed_last_year(cast.kabid, cast.head, "K")
    Target.objects.filter(agreement=mine).update(parent=above.targets.get())
    copy_forward(in_round=make_round(cast, levels=["division_head"]), by=cast.ortala)
    assert Line.objects.get().parent is None


def test_a_transferred_official_gets_no_copy_of_the_old_post(cast: Cast) -> None:
    signed_last_year(cast.kabid, cast.head, "K")
    Assignment.objects.filter(employee=cast.kabid).update(end=LAST_DAY)
    post = cast.position("dki-2", "division_head")
    Assignment.objects.create(employee=cast.kabid, position=post, kind="definitive", start=date(YEAR, 1, 1))
    assert copy_forward(in_round=make_round(cast), by=cast.ortala)["other_post"] == 1
    assert not Version.objects.exists()


def test_the_post_named_in_the_agreement_goes_before_that_of_the_last_day(cast: Cast) -> None:
    signed_last_year(cast.kabid, cast.head, "K", position=cast.positions["lead"])
    assert copy_forward(in_round=make_round(cast), by=cast.ortala)["other_post"] == 1


def test_nobody_without_a_superior_but_the_head_of_region(cast: Cast) -> None:
    signed_last_year(cast.mayor, None, "M")
    signed_last_year(cast.head, cast.mayor, "A")
    Assignment.objects.filter(employee=cast.mayor).update(end=LAST_DAY)
    this = make_round(cast)
    # Secretary, assistant and the heads of office answered to the mayor alone; so did the offices without a head.
    assert copy_forward(in_round=this, by=cast.ortala)["no_superior"] > 0
    assert not Version.objects.exists()
    Assignment.objects.filter(employee=cast.mayor).update(end=None)
    assert copy_forward(in_round=this, by=cast.ortala)["copied"] == 2


def test_a_draft_of_last_year_is_no_agreement(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "A")
    Agreement.objects.update(signed_on=None)
    assert copy_forward(in_round=make_round(cast), by=cast.ortala)["no_last_year"] == 14


def test_half_a_year_keeps_its_months_only(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "A")
    copy_forward(in_round=make_round(cast, kind="pko", period="semester2"), by=cast.ortala)
    assert Line.objects.get().monthly == [*[None] * 6, *[Decimal(10)] * 6]


def test_only_the_chosen_units(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "A")
    signed_last_year(cast.other_head, cast.mayor, "A")
    copy_forward(in_round=make_round(cast), by=cast.ortala, unit_ids=[cast.units["dlh"].pk])
    assert Agreement.objects.get(year=YEAR).holder == cast.other_head


def test_the_dictionary_gives_the_words_that_a_table_lacks(cast: Cast) -> None:
    indicator = make_indicator("A")
    signed_last_year(cast.head, cast.mayor, "A")
    copy_forward(in_round=make_round(cast), by=cast.ortala)
    line = Line.objects.get()
    assert (line.definition_of, line.definition, line.data_source) == (
        indicator,
        "Berkas yang diselesaikan",
        "Catatan harian",
    )


def test_what_last_year_s_version_said_goes_before_the_dictionary(cast: Cast) -> None:
    make_indicator("BERITA", definition="Kata kamus")
    flow.in_force(cast.staff, year=YEAR - 1)
    assert copy_forward(in_round=make_round(cast), by=cast.ortala)["copied"] == 1
    line = Line.objects.get(indicator_code="BERITA", version__agreement__year=YEAR)
    assert (line.definition, line.means) == ("Berita yang terbit", "Menulis dan mengirim berita tiap hari kerja")
    assert line.succeeds is None


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> dict[int, Decimal]:
    """What the floor above would have measured, by target."""
    values: dict[int, Decimal] = {}

    def tell(target_ids: Collection[int]) -> dict[int, Decimal]:
        return {pk: value for pk, value in values.items() if pk in target_ids}

    monkeypatch.setattr(realised, "_functions", [tell])
    return values


def test_the_baseline_is_what_was_realised_else_what_was_promised(cast: Cast, measured: dict[int, Decimal]) -> None:
    agreement = signed_last_year(cast.head, cast.mayor, "A", "B")
    measured[agreement.targets.get(indicator_code="A").pk] = Decimal(97)
    copy_forward(in_round=make_round(cast), by=cast.ortala)
    assert dict(Line.objects.values_list("indicator_code", "baseline")) == {"A": Decimal(97), "B": Decimal(120)}


def test_targets_come_as_they_stood_at_the_end_of_the_year(cast: Cast) -> None:
    agreement = signed_last_year(cast.head, cast.mayor, "A")
    make_target(agreement, "NEW", weight=Decimal("0.5"))
    Agreement.objects.update(ended_on=date(YEAR - 1, 6, 30))
    signed_last_year(cast.head, cast.mayor, "LATER")
    copy_forward(in_round=make_round(cast), by=cast.ortala)
    assert [line.indicator_code for line in Line.objects.all()] == ["LATER"]


def test_a_closed_round_copies_nothing(cast: Cast) -> None:
    with pytest.raises(DomainError) as refused:
        copy_forward(in_round=make_round(cast, closed_at=timezone.now()), by=cast.ortala)
    assert refused.value.code == "round_closed"
