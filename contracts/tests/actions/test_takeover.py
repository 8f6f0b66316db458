"""Taking over: a share of a superior's target, an indicator of the dictionary, and the cascade that may not be."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.actions.lines import add_line, change_line, line_digest, remove_line
from contracts.actions.takeover import free_code, from_indicator, take_share
from contracts.models import Agreement, Indicator, Objective, Target, Version
from contracts.queries.above import targets_above
from contracts.tests.drafts import TWELVE, amended, draft_of, signed_target, terms
from kinerja.errors import DomainError
from tests.cast import Cast

D = Decimal


@pytest.fixture
def parent(cast: Cast) -> Target:
    return signed_target(cast.head, cast.mayor)


@pytest.fixture
def draft(cast: Cast, parent: Target) -> Version:
    return draft_of(cast.kabid)


def indicator(**changes: Any) -> Indicator:
    mission = Objective.objects.create(code="M1", kind="mission", name="Misi satu", first_year=2025, last_year=2030)
    values: dict[str, Any] = {
        "code": "IKU-1",
        "name": "Indeks layanan",
        "objective": mission,
        "unit_of_measure": "nilai",
        "polarity": "maximize",
        "accumulation": "last",
        "source": "reading",
        "definition": "Nilai survei.",
        "formula": "Rata-rata jawaban.",
        "data_source": "Survei",
        "baseline": D("81.5"),
        "baseline_year": 2026,
    }
    return Indicator.objects.create(**{**values, **changes})


def test_share_by_percent_hangs_on_the_superiors_target(draft: Version, parent: Target) -> None:
    line = take_share(version=draft, parent=parent, contribution="direct", percent=D(25))
    assert (line.parent, line.contribution, line.monthly) == (parent, "direct", [D(30)] * 12)
    assert (line.indicator_code, line.unit_of_measure, line.source) == ("ATAS-1", "berkas", "activities")


def test_share_by_amount(draft: Version, parent: Target) -> None:
    line = take_share(version=draft, parent=parent, contribution="support", amount=D(100), weight=D(20))
    assert sum(value for value in line.monthly if value is not None) == 100
    assert draft.agreement.targets.get().parent == parent


@pytest.mark.parametrize("how", [{}, {"percent": D(1), "amount": D(1)}], ids=["neither", "both"])
def test_share_needs_one_figure(draft: Version, parent: Target, how: dict[str, Decimal]) -> None:
    with pytest.raises(DomainError) as error:
        take_share(version=draft, parent=parent, contribution="support", **how)
    assert error.value.code == "share_empty"


def test_share_is_taken_once(draft: Version, parent: Target) -> None:
    take_share(version=draft, parent=parent, contribution="support", percent=D(10))
    with pytest.raises(DomainError) as error:
        take_share(version=draft, parent=parent, contribution="support", percent=D(10))
    assert error.value.code == "share_taken"


def test_code_that_is_taken_gets_a_number(draft: Version, parent: Target) -> None:
    add_line(version=draft, terms=terms("ATAS-1", weight=D(0)))
    assert free_code(draft, "ATAS-1") == "ATAS-1-2"
    line = take_share(version=draft, parent=parent, contribution="support", percent=D(10))
    assert line.indicator_code == "ATAS-1-2"


def test_targets_above_are_those_of_the_heads_above(cast: Cast, parent: Target) -> None:
    signed_target(cast.other_head, cast.mayor)
    mayors = signed_target(cast.mayor, None)
    signed_target(cast.head, cast.mayor, year=2026)
    assert set(targets_above(draft_of(cast.kabid))) == {parent, mayors}
    assert set(targets_above(draft_of(cast.staff))) == {parent, mayors}


def test_agreement_that_ended_gives_no_shares(cast: Cast, draft: Version, parent: Target) -> None:
    Agreement.objects.filter(pk=parent.agreement_id).update(ended_on="2027-03-31")
    assert list(targets_above(draft)) == []


def test_foreign_target_is_no_parent(cast: Cast, draft: Version) -> None:
    foreign = signed_target(cast.other_head, cast.mayor)
    with pytest.raises(DomainError) as error:
        take_share(version=draft, parent=foreign, contribution="support", percent=D(10))
    assert error.value.code == "parent_foreign"


def test_cascade_does_not_come_back(cast: Cast) -> None:
    below = add_line(version=draft_of(cast.kabid), terms=terms())
    own = Target.objects.get(agreement=below.version.agreement)
    above = signed_target(cast.head, cast.mayor, parent=own)
    with pytest.raises(DomainError) as error:
        take_share(version=below.version, parent=above, contribution="support", percent=D(10))
    assert error.value.code == "parent_loop"


@pytest.mark.parametrize(
    "other", [{"unit_of_measure": "dokumen"}, {"polarity": "minimize"}, {"accumulation": "last"}, {"source": "reading"}]
)
def test_direct_contribution_counts_the_same_thing(draft: Version, parent: Target, other: dict[str, str]) -> None:
    with pytest.raises(DomainError) as error:
        add_line(version=draft, terms=terms(parent=parent, contribution="direct", **other))
    assert error.value.code == "parent_measure"
    add_line(version=draft, terms=terms(parent=parent, contribution="support", **other))


def test_share_that_becomes_direct_is_looked_at_again(draft: Version, parent: Target) -> None:
    values: dict[str, Any] = {"parent": parent, "unit_of_measure": "dokumen"}
    line = add_line(version=draft, terms=terms(**values))
    with pytest.raises(DomainError) as error:
        change_line(
            version=draft, line_id=line.pk, terms=terms(**values, contribution="direct"), seen=line_digest(line)
        )
    assert error.value.code == "parent_measure"


def test_indicator_of_the_dictionary_brings_its_meaning(draft: Version) -> None:
    known = indicator()
    line = from_indicator(version=draft, indicator=known)
    assert line.definition_of == known
    assert (line.definition, line.formula, line.baseline) == ("Nilai survei.", "Rata-rata jawaban.", D("81.5"))
    assert line.node == known.objective
    assert line.weight == 0
    assert set(line.monthly) == {None}


def test_indicator_out_of_use_is_refused(draft: Version) -> None:
    with pytest.raises(DomainError) as error:
        from_indicator(version=draft, indicator=indicator(active=False))
    assert error.value.code == "indicator_retired"


def test_indicator_is_taken_once(draft: Version) -> None:
    known = indicator()
    from_indicator(version=draft, indicator=known)
    with pytest.raises(DomainError) as error:
        from_indicator(version=draft, indicator=known)
    assert error.value.code == "code_twice"


def test_months_of_a_share_are_twelve(draft: Version, parent: Target) -> None:
    line = take_share(version=draft, parent=parent, contribution="support", percent=D(100))
    assert len(line.monthly) == len(TWELVE)


def test_amendment_takes_over_only_the_months_to_come(cast: Cast) -> None:
    parent = signed_target(cast.head, cast.mayor)
    own = signed_target(cast.kabid, cast.head)
    version = amended(own.agreement, from_month=10)
    line = take_share(version=version, parent=parent, contribution="support", percent=D(50))
    assert line.monthly == [None] * 9 + [D(60)] * 3


def test_share_brings_the_words_of_the_dictionary_or_of_the_superiors_line(cast: Cast) -> None:
    parent = signed_target(cast.head, cast.mayor)
    version = draft_of(cast.kabid)
    indicator(code="ATAS-1", definition="Dari kamus")
    first = take_share(version=version, parent=parent, contribution="support", percent=D(10))
    assert first.definition == "Dari kamus"
    remove_line(version=version, line_id=first.pk)
    amended(parent.agreement, from_month=1).lines.update(definition="Dari atasan")
    second = take_share(version=version, parent=parent, contribution="support", percent=D(10))
    assert second.definition == "Dari atasan"
