"""An explanation as it is shown: each figure with its formula in words and in this month's numbers, and what is below.

The tree is written as HTML here and not by nested templates: a month has some two hundred figures, and a template for
each would take longer than everything else on the page. What is closed is not written at all: whoever opens it fetches
it from the figure's permanent address, which is also the way there without JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kinerja.rounding import EXACT, ratio_half_up
from kinerja.ui import wording
from scoring.rules.explanation import Node
from scoring.rules.wording import formula, weights

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
ZERO = Decimal(0)
#: A formula in words with more names than this says less than the list below it.
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact below a figure: a day, a case, an activity; ``url`` leads to it."""

    label: str
    value: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a tree hangs: ``address`` makes a figure's permanent address from its path.

    ``entries`` are the facts below figures and ``links`` the pages behind them, by path; ``day_url`` leads to a day;
    ``closed`` are paths below which the tree was not read.
    """

    address: str
    entries: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    day_url: str = ""
    closed: frozenset[str] = frozenset()

    def of(self, path: str) -> str:
        """The permanent address of the figure at a path."""
        return self.address.replace("PATH", path)


def label_of(node: Node) -> str:
    """The name of a figure; a day is written as a date."""
    if _DAY.match(node.label):
        return wording.day(date.fromisoformat(node.label))
    return _(node.label) if node.label else ""


def value_of(node: Node) -> str:
    """A figure with its unit, as published."""
    if node.value is None:
        return "–"
    if isinstance(node.value, str):
        return _(node.value)
    return with_unit(node.value, node.unit)


def with_unit(value: Decimal, unit: str) -> str:
    """A number with its unit in words; percentages keep their two decimals and stand alone."""
    match unit:
        case "percent":
            return wording.number(value, 2) if value.as_tuple().exponent == -2 else wording.plain(value)
        case "rupiah":
            return wording.rupiah(value) if value == value.to_integral_value() else f"Rp{wording.plain(value)}"
        case "" | "weight":
            return wording.plain(value)
    words = {
        "minutes": _("menit"),
        "days": _("hari"),
        "points": _("poin"),
        "times": _("kali"),
        "cases": _("perkara"),
    }
    return f"{wording.plain(value)} {words.get(unit, unit)}"


def _short(node: Node) -> str:
    """A figure inside a formula: without its unit, money with Rp."""
    if isinstance(node.value, Decimal) and node.unit not in {"percent", "rupiah"}:
        return wording.plain(node.value)
    return value_of(node)


def _named(node: Node) -> str:
    """An input inside the formula in words: what the policy decides stands there as its number."""
    return _short(node) if (node.policy_keys and not node.inputs) or node.unit == "weight" else label_of(node)


def _only_passes_on(node: Node) -> bool:
    """Whether a figure is one of its inputs and nothing is computed."""
    return any(node.expression == child.key for child in node.inputs)


def formula_words(node: Node) -> str:
    """The formula with the names of its inputs; empty where a list says more."""
    named = {child.key for child in node.inputs if child.unit != "weight" and not child.policy_keys}
    return formula(node, _named, wording.number) if 0 < len(named) < MOST_NAMES else ""


def formula_numbers(node: Node) -> str:
    """The formula with this month's numbers and what it gives."""
    text = formula(node, _short, wording.number, settled=True)
    return f"{text} = {value_of(node)}" if text and not _only_passes_on(node) else ""


def policy_of(node: Node) -> str:
    """The policy values that a figure depends on, by their keys."""
    keys = dict.fromkeys(
        key for part in (node, *node.inputs) for key in part.policy_keys if not part.inputs or part is node
    )
    return ", ".join(keys)


def source_of(node: Node) -> str:
    """The paragraph and the regulation."""
    return node.source.replace("rules ", _("Aturan "))


def basis_of(node: Node) -> str:
    """What a figure rests on: paragraph, regulation, policy values."""
    keys = policy_of(node)
    return f"{source_of(node)} · {_('kebijakan')} {keys}" if keys else source_of(node)


def shares(node: Node) -> dict[str, tuple[Decimal, Decimal | None]]:
    """Key of a weighted input → its weight and what it brings to the mean, for people who check the sum."""
    found = weights(node)
    by_key = {child.key: child for child in node.inputs}
    pairs = {key: (_decimal(weight), by_key[key].value) for key, weight in found.items()}
    total = sum((weight for weight, value in pairs.values() if isinstance(value, Decimal)), ZERO)
    return {
        key: (
            weight,
            ratio_half_up(EXACT.multiply(weight, value), total, 2) if isinstance(value, Decimal) and total else None,
        )
        for key, (weight, value) in pairs.items()
    }


def _decimal(node: Node) -> Decimal:
    return node.value if isinstance(node.value, Decimal) else ZERO


def parts_of(node: Node) -> list[Node]:
    """The inputs that are listed below a figure: its weights and policy values stand in the formula already."""
    hidden = {weight.key for weight in weights(node).values()}
    if _only_passes_on(node):
        return list(node.inputs)
    return [child for child in node.inputs if child.key not in hidden and not (child.policy_keys and not child.inputs)]


def render(node: Node, trail: Trail, path: str, *, opened: frozenset[str] = frozenset()) -> SafeString:
    """The figures below ``node`` as nested details, those at ``opened`` paths open, and the figure as their sum."""
    total = (
        f'<div class="k-ln sum"><span>{escape(label_of(node))}</span><span class="v">{escape(value_of(node))}</span>'
        f"<small>{escape(basis_of(node))}</small></div>"
    )
    return _safe(f'<div class="k-calc">{_children(node, trail, path, opened)}{total}</div>')


def render_parts(node: Node, trail: Trail, path: str, *, opened: frozenset[str] = frozenset()) -> SafeString:
    """Only what stands below a figure whose own formula is shown elsewhere."""
    return _safe(f'<div class="k-calc">{_children(node, trail, path, opened)}</div>')


def render_inside(node: Node, trail: Trail, path: str) -> SafeString:
    """What a closed figure shows when it is opened: its formula, what is below, its address."""
    return _safe(_inside(node, trail, path, frozenset()))


def _safe(html: str) -> SafeString:
    """Every text and address below is escaped where it is put in."""
    return mark_safe(html)  # noqa: S308 -- see above


def _children(node: Node, trail: Trail, path: str, opened: frozenset[str]) -> str:
    portions = shares(node)
    rows = [_row(child, trail, f"{path}.{child.key}", portions.get(child.key), opened) for child in parts_of(node)]
    rows += [_entry(entry) for entry in trail.entries.get(path, ())]
    return "".join(rows)


def _row(
    node: Node, trail: Trail, path: str, portion: tuple[Decimal, Decimal | None] | None, opened: frozenset[str]
) -> str:
    if not (node.expression or node.inputs or path in trail.entries or path in trail.closed):
        return _leaf(node, trail, path, _share(portion))
    if path in opened:
        how, inside = " open", _inside(node, trail, path, opened)
    else:
        how = f' hx-get="{escape(trail.of(path))}" hx-trigger="toggle once" hx-target="find .k-in"'
        inside = _foot(trail, path)
    return (
        f"<details{how}><summary><span>{escape(label_of(node))}</span>"
        f'<span class="v">{escape(value_of(node))}</span>{_share(portion)}</summary>'
        f'<div class="k-in">{inside}</div></details>'
    )


def _inside(node: Node, trail: Trail, path: str, opened: frozenset[str]) -> str:
    return f"{_formula_line(node)}{_children(node, trail, path, opened)}{_foot(trail, path)}"


def _leaf(node: Node, trail: Trail, path: str, share: str) -> str:
    url = trail.links.get(path, "")
    if trail.day_url and _DAY.match(node.label):
        url = trail.day_url.replace("DAY", node.label)
    return _line(label_of(node), value_of(node), url, share)


def _entry(entry: Entry) -> str:
    note = f"<small>{escape(entry.note)}</small>" if entry.note else ""
    return _line(entry.label, entry.value, entry.url, note)


def _line(label: str, value: str, url: str, small: str) -> str:
    """A fact: its name, with a way to it if there is one, and its value."""
    name = f'<a href="{escape(url)}">{escape(label)}</a>' if url else escape(label)
    return f'<div class="k-ln"><span>{name}</span><span class="v">{escape(value)}</span>{small}</div>'


def _share(portion: tuple[Decimal, Decimal | None] | None) -> str:
    if portion is None:
        return ""
    weight, brings = portion
    words = _("bobot %(weight)s, menyumbang %(share)s") if brings is not None else _("bobot %(weight)s, tidak dihitung")
    text = words % {"weight": wording.plain(weight), "share": wording.number(brings or ZERO, 2)}
    return f"<small>{escape(text)}</small>"


def _formula_line(node: Node) -> str:
    """A computed figure's formula in words and in numbers, and what it rests on."""
    if not node.expression:
        return ""
    lines = [line for line in (formula_words(node), formula_numbers(node), basis_of(node)) if line]
    return f'<div class="k-ln k-how"><small>{"<br>".join(map(escape, lines))}</small></div>'


def _foot(trail: Trail, path: str) -> str:
    link = trail.links.get(path)
    more = f'<a href="{escape(link)}">{escape(_("Buka sasaran"))}</a> · ' if link else ""
    own = f'<a href="{escape(trail.of(path))}">{escape(_("Alamat tetap angka ini"))}</a>'
    return f'<div class="k-ln k-how"><small>{more}{own}</small></div>'
