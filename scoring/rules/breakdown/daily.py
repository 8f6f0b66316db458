"""Explanations of what was done day by day: the activity score and discipline (rules §4, §6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from kinerja.text import gettext_noop as _
from scoring.rules.activity import activity_score
from scoring.rules.breakdown.leaves import given, policy_leaf
from scoring.rules.discipline import DisciplineCounts, discipline, points
from scoring.rules.explanation import Node
from scoring.rules.policy import Policy
from scoring.rules.policy_keys import BANDS

ACTIVITY_SOURCE = "rules §4"
DISCIPLINE_SOURCE = "rules §6; PP 94/2021"

_LEAVE_LABELS = {
    "annual": _("Cuti tahunan"),
    "sick": _("Cuti sakit"),
    "maternity": _("Cuti melahirkan"),
    "important": _("Cuti karena alasan penting"),
    "long": _("Cuti besar"),
    "unpaid": _("Cuti di luar tanggungan negara"),
    "dinas_luar": _("Dinas luar"),
}
_LATE_LABELS = (_("Terlambat (TL1)"), _("Terlambat (TL2)"), _("Terlambat (TL3)"), _("Terlambat (TL4)"))
_EARLY_LABELS = (_("Pulang cepat (PSW1)"), _("Pulang cepat (PSW2)"), _("Pulang cepat (PSW3)"),
                 _("Pulang cepat (PSW4)"))  # fmt: skip


def activity_tree(
    *, counted: int, expected: int, days: Sequence[tuple[date, int, int]] = (), key: str = "activity"
) -> Node:
    """The activity score from the month's minutes; `days` (date, counted, expected) open them when given."""
    inputs = (
        _minutes("counted", _("Menit yang dihitung"), counted, [(day, done) for day, done, _due in days]),
        _minutes("expected", _("Menit yang diharapkan"), expected, [(day, due) for day, _done, due in days]),
    )
    value = activity_score(counted, expected)
    expression = "min(100, 100 * counted / expected)"
    return Node(key, _("Aktivitas harian"), value, ACTIVITY_SOURCE, "percent", expression, 2, inputs,
                ("activity.expected_numerator", "activity.expected_denominator"))  # fmt: skip


def _minutes(key: str, label: str, total: int, days: Sequence[tuple[date, int]]) -> Node:
    whole = given(key, label, total, ACTIVITY_SOURCE, "minutes")
    if not days:
        return whole
    inputs = tuple(given(f"d{day:%d}", day.isoformat(), n, ACTIVITY_SOURCE, "minutes") for day, n in days)
    expression = f"sum({', '.join(node.key for node in inputs)})"
    return Node(key, label, whole.value, ACTIVITY_SOURCE, "minutes", expression, None, inputs)


def discipline_tree(*, counts: DisciplineCounts, policy: Policy, key: str = "discipline") -> Node:
    """What is left of 100.00 after the points of the month; only events that happened are listed."""
    inputs = tuple(_costs(counts, policy))
    expression = f"sum({', '.join(node.key for node in inputs)})" if inputs else "0"
    total = points(counts, policy)
    cost = Node("points", _("Poin pengurang"), total, DISCIPLINE_SOURCE, "points", expression, None, inputs)
    value = discipline(total)
    return Node(key, _("Disiplin"), value, DISCIPLINE_SOURCE, "percent", "max(0, 100 - points)", 2, (cost,))


def _costs(counts: DisciplineCounts, policy: Policy) -> Iterator[Node]:
    for name, label, happened in _events(counts):
        if happened:
            each = policy_leaf("each", name, policy, "points")
            value = happened * Decimal(policy.values[name])
            key = name.removeprefix("discipline.").replace(".", "_")
            yield _cost(key, label, value, "times * each", (_times(happened), each))
    if counts.undecided:
        yield _supervision(counts.undecided, policy)


def _supervision(undecided: int, policy: Policy) -> Node:
    each = policy_leaf("each", "discipline.supervisor_per_entry", policy, "points")
    most = policy_leaf("most", "discipline.supervisor_max", policy, "points")
    value = min(policy.discipline_supervisor_max, undecided * policy.discipline_supervisor_per_entry)
    label = _("Aktivitas tim yang belum diputuskan")
    return _cost("undecided", label, value, "min(most, times * each)", (_times(undecided), each, most))


def _times(happened: int) -> Node:
    return given("times", _("Banyaknya"), happened, DISCIPLINE_SOURCE, "times")


def _cost(key: str, label: str, value: Decimal, expression: str, inputs: tuple[Node, ...]) -> Node:
    return Node(key, label, value, DISCIPLINE_SOURCE, "points", expression, None, inputs)


def _events(counts: DisciplineCounts) -> Iterator[tuple[str, str, int]]:
    """(policy key, label, how often) of everything that costs by the piece."""
    yield "discipline.absent", _("Tanpa keterangan (TK)"), counts.absent
    for band, label, happened in zip(BANDS, _LATE_LABELS, counts.late, strict=True):
        yield f"discipline.late.{band}", label, happened
    for band, label, happened in zip(BANDS, _EARLY_LABELS, counts.early, strict=True):
        yield f"discipline.early.{band}", label, happened
    yield "discipline.unfiled", _("Hari hadir tanpa aktivitas"), counts.unfiled
    yield "discipline.finding", _("Temuan pemeriksaan silang"), counts.findings
    for kind, days in counts.leave.items():
        yield f"discipline.leave.{kind}", _LEAVE_LABELS[kind], days
