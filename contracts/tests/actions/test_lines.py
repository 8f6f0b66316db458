"""Writing lines: what is refused, what two tabs do to each other, and what an amendment leaves alone."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from contracts.actions.lines import (
    LineConflictError,
    add_line,
    change_line,
    line_digest,
    move,
    remove_line,
    reorder,
    scale_weights,
    set_weights,
)
from contracts.models import Line, State, Target, Version
from contracts.tests.drafts import TWELVE, YEAR, draft_of, signed_target, terms
from kinerja.errors import DomainError
from tests.cast import Cast

D = Decimal


@pytest.fixture
def draft(cast: Cast) -> Version:
    return draft_of(cast.head)


def amendment_of(cast: Cast, *, month: int = 7) -> Version:
    """An amendment of the head's sealed agreement with its one line, from a month on."""
    target = signed_target(cast.head, cast.mayor)
    version = Version.objects.create(
        agreement=target.agreement,
        number=2,
        superior=cast.mayor,
        position=cast.positions["head"],
        superior_position=cast.positions["mayor"],
        ground="strategy",
        effective_month=month,
    )
    Line.objects.create(
        version=version, target=target, **{name: getattr(target, name) for name in _TERMS}, monthly=target.monthly
    )
    return version


_TERMS = (
    "indicator_code",
    "objective",
    "indicator",
    "unit_of_measure",
    "polarity",
    "accumulation",
    "source",
    "weight",
)


def terms_of(line: Line, **changes: Any) -> Any:
    values = {name: getattr(line, name) for name in _TERMS} | {"monthly": tuple(line.monthly)}
    return replace(terms(), **{**values, **changes})


def code_of(error: pytest.ExceptionInfo[DomainError]) -> str:
    return error.value.code


def test_line_is_added_last_and_becomes_a_target(draft: Version) -> None:
    add_line(version=draft, terms=terms("A-1", weight=D(60)))
    line = add_line(version=draft, terms=terms("A-2", weight=D(40)))
    assert (line.order, line.monthly) == (2, list(TWELVE))
    found = Target.objects.filter(agreement=draft.agreement).values_list("indicator_code", "weight")
    assert dict(found) == {"A-1": D(60), "A-2": D(40)}


def test_writing_notes_the_time(draft: Version) -> None:
    add_line(version=draft, terms=terms())
    assert Version.objects.get(pk=draft.pk).changed_at > draft.changed_at


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "code_twice"),
        ({"indicator_code": "B", "weight": D(-1)}, "weight_negative"),
        ({"indicator_code": "B", "source": "cases"}, "register_missing"),
        ({"indicator_code": "B", "unfunded_reason": "Tugas rutin", "budget": D(1)}, "unfunded_budget"),
    ],
)
def test_what_a_line_may_not_say(draft: Version, changes: dict[str, Any], code: str) -> None:
    add_line(version=draft, terms=terms())
    with pytest.raises(DomainError) as error:
        add_line(version=draft, terms=replace(terms(), **changes))
    assert code_of(error) == code
    assert draft.lines.count() == 1


def test_line_that_was_seen_is_changed(draft: Version) -> None:
    line = add_line(version=draft, terms=terms())
    change_line(version=draft, line_id=line.pk, terms=terms(indicator="Baru"), seen=line_digest(line))
    assert Line.objects.get().indicator == "Baru"
    assert Target.objects.get(agreement=draft.agreement).indicator == "Baru"


def test_mark_is_the_same_before_and_after_the_database(draft: Version) -> None:
    line = add_line(version=draft, terms=terms(weight=D("12.50"), monthly=(D("1.50"), *[None] * 11)))
    assert line_digest(line) == line_digest(Line.objects.get())


def test_second_tab_gets_both_and_loses_nothing(draft: Version) -> None:
    line = add_line(version=draft, terms=terms())
    seen = line_digest(line)
    change_line(version=draft, line_id=line.pk, terms=terms(indicator="Dari tab pertama"), seen=seen)
    with pytest.raises(LineConflictError) as error:
        change_line(version=draft, line_id=line.pk, terms=terms(indicator="Dari tab kedua"), seen=seen)
    assert error.value.line is not None
    assert error.value.line.indicator == "Dari tab pertama"
    assert Line.objects.get().indicator == "Dari tab pertama"


def test_change_of_a_line_that_is_gone_says_so(draft: Version) -> None:
    line = add_line(version=draft, terms=terms())
    remove_line(version=draft, line_id=line.pk)
    with pytest.raises(LineConflictError) as error:
        change_line(version=draft, line_id=line.pk, terms=terms(), seen=line_digest(line))
    assert error.value.line is None
    assert Target.objects.filter(agreement=draft.agreement).count() == 0


def test_line_is_removed_once_and_stays_removed(draft: Version) -> None:
    line = add_line(version=draft, terms=terms())
    remove_line(version=draft, line_id=line.pk)
    remove_line(version=draft, line_id=line.pk)
    assert draft.lines.count() == 0


def test_line_of_another_version_is_not_touched(cast: Cast, draft: Version) -> None:
    other = add_line(version=draft_of(cast.kabid), terms=terms())
    remove_line(version=draft, line_id=other.pk)
    with pytest.raises(LineConflictError):
        change_line(version=draft, line_id=other.pk, terms=terms(), seen=line_digest(other))
    assert Line.objects.get() == other


@pytest.mark.parametrize("act", ["add", "change", "remove", "reorder", "weigh"])
def test_presented_version_is_not_written(draft: Version, act: str) -> None:
    line = add_line(version=draft, terms=terms())
    Version.objects.filter(pk=draft.pk).update(state=State.PRESENTED)
    acts: dict[str, Callable[[], object]] = {
        "add": lambda: add_line(version=draft, terms=terms("B")),
        "change": lambda: change_line(version=draft, line_id=line.pk, terms=terms(), seen=line_digest(line)),
        "remove": lambda: remove_line(version=draft, line_id=line.pk),
        "reorder": lambda: reorder(version=draft, order=[line.pk]),
        "weigh": lambda: set_weights(version=draft, weights={line.pk: D(1)}, seen={}),
    }
    with pytest.raises(DomainError) as error:
        acts[act]()
    assert code_of(error) == "not_editable"


def test_order(draft: Version) -> None:
    lines = [add_line(version=draft, terms=terms(code, weight=D(0))) for code in "ABC"]
    reorder(version=draft, order=[lines[2].pk, lines[0].pk])
    assert [line.indicator_code for line in draft.lines.all()] == ["C", "A", "B"]
    move(version=draft, line_id=lines[1].pk, up=True)
    assert [line.indicator_code for line in draft.lines.all()] == ["C", "B", "A"]
    move(version=draft, line_id=lines[0].pk, up=False)
    assert [line.indicator_code for line in draft.lines.all()] == ["C", "B", "A"]


def test_weights_are_set_together(draft: Version) -> None:
    lines = [add_line(version=draft, terms=terms(code, weight=D(0))) for code in "ABC"]
    new = scale_weights({line.pk: D(1) for line in lines})
    set_weights(version=draft, weights=new, seen={line.pk: D(0) for line in lines})
    assert [line.weight for line in draft.lines.all()] == [D("33.34"), D("33.33"), D("33.33")]
    assert Target.objects.filter(agreement=draft.agreement).count() == 3


def test_weights_of_a_stale_page_are_refused(draft: Version) -> None:
    line = add_line(version=draft, terms=terms(weight=D(50)))
    for weights, seen in (({line.pk: D(60)}, {line.pk: D(40)}), ({line.pk + 999: D(60)}, {})):
        with pytest.raises(DomainError) as error:
            set_weights(version=draft, weights=weights, seen=seen)
        assert code_of(error) == "weights_conflict"
    with pytest.raises(DomainError) as error:
        set_weights(version=draft, weights={line.pk: D(-1)}, seen={})
    assert code_of(error) == "weight_negative"
    assert Line.objects.get().weight == D(50)


def test_amendment_changes_only_the_months_to_come(cast: Cast) -> None:
    version = amendment_of(cast)
    line = version.lines.get()
    later = tuple(line.monthly[:6]) + (None,) * 6
    change_line(version=version, line_id=line.pk, terms=terms_of(line, monthly=later), seen=line_digest(line))
    assert version.lines.get().monthly == list(later)
    assert Target.objects.get().monthly == [D(120)] * 12


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"monthly": (D(1), *[D(120)] * 11)}, "month_passed"),
        ({"unit_of_measure": "dokumen"}, "measured_by"),
        ({"indicator_code": "LAIN"}, "measured_by"),
        ({"accumulation": "last"}, "measured_by"),
    ],
)
def test_amendment_leaves_the_past_alone(cast: Cast, changes: dict[str, Any], code: str) -> None:
    version = amendment_of(cast)
    line = version.lines.get()
    with pytest.raises(DomainError) as error:
        change_line(version=version, line_id=line.pk, terms=terms_of(line, **changes), seen=line_digest(line))
    assert code_of(error) == code


def test_amendment_keeps_lines_in_force_but_not_new_ones(cast: Cast) -> None:
    version = amendment_of(cast)
    with pytest.raises(DomainError) as error:
        remove_line(version=version, line_id=version.lines.get().pk)
    assert code_of(error) == "line_in_force"
    with pytest.raises(DomainError) as error:
        add_line(version=version, terms=terms("NEW"))
    assert code_of(error) == "month_passed"
    line = add_line(version=version, terms=terms("NEW", monthly=(None,) * 6 + TWELVE[:6]))
    remove_line(version=version, line_id=line.pk)
    assert version.lines.count() == 1


def test_year_of_the_drafts_is_open(draft: Version) -> None:
    assert (draft.agreement.year, draft.agreement.sealed_at) == (YEAR, None)
