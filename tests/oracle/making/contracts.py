"""Agreements and their targets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from tests.oracle.making.draft import Draft, Post, Row
from tests.oracle.making.structure import HEAD_LEVEL, REGION, REGISTERS

CASCADED = "RILIS"
VALUES = {
    "reading": ["1", "3.25", "8", "21.5", "100", "6864", "0.75"],
    "activities": ["2", "5", "7.5", "15", "20"],
    "cases": ["100", "95", "87.5", "50"],
}


def _is_head(draft: Draft, post: Post) -> bool:
    kinds = {row["code"]: row["kind"] for row in draft.tables["units"]}
    return HEAD_LEVEL.get(kinds[post.unit]) == post.level


def _superior(draft: Draft, nip: str) -> str:
    """The head of the own unit (a head: of the unit above), or of the nearest above; at last somebody of the region."""
    post = draft.first_post[nip]
    parents = {row["code"]: row["parent_code"] for row in draft.tables["units"]}
    top = [other for other, held in draft.first_post.items() if held.unit == REGION and held.level != "staff"]
    if post.unit == REGION:
        return "" if post.level == "head_of_region" else top[0]
    unit = parents[post.unit] if _is_head(draft, post) else post.unit
    while unit != REGION:
        for other, held in draft.first_post.items():
            if held.unit == unit and _is_head(draft, held) and other != nip:
                return other
        unit = parents[unit]
    return top[1]


def _signed_on(draft: Draft) -> date | None:
    """Mostly in January; also the year before, at the edges of months, late, or never."""
    month = draft.rng.choice(draft.months)
    if draft.odd(0.06):
        return None
    if draft.odd(0.2):
        return draft.rng.choice([date(draft.year - 1, 12, 29), month.last, month.following.first, month.days()[9]])
    return date(draft.year, 1, draft.rng.randint(2, 31))


def _weights(draft: Draft, count: int) -> list[str]:
    """`count` positive weights of at most two decimals whose sum is exactly 100."""
    step = draft.rng.choice([Decimal(5), Decimal("2.5"), Decimal("0.01")])
    cuts = sorted(draft.rng.sample(range(1, int(100 / step)), count - 1))
    edges = [0, *cuts, int(100 / step)]
    return [str((high - low) * step) for low, high in pairwise(edges)]


def _months(draft: Draft, source: str, polarity: str) -> list[str]:
    """Target values: every month, some, quarters, December only, none; zeros among them."""
    rng = draft.rng
    value = rng.choice(VALUES[source])
    due = rng.choice([set(range(1, 13))] * 5 + [{3, 6, 9, 12}, {12}, set(range(2, 13)), set(range(1, 13, 2))])
    if draft.odd(0.03):
        due = set()
    values = [value if n in due else "" for n in range(1, 13)]
    if draft.odd(0.25) and source != "cases":
        values = [rng.choice([v, v, "0", str(Decimal(v) * n)]) if v else v for n, v in enumerate(values, start=1)]
    if polarity != "maximize" and draft.odd(0.2):
        values = ["0" if v else v for v in values]
    return values


def _target(draft: Draft, nip: str, code: str, weight: str, source: str, superior: str) -> None:
    rng = draft.rng
    polarity = "maximize" if code == CASCADED else rng.choice(["maximize", "maximize", "minimize", "stabilize"])
    accumulation = rng.choice(["sum", "average", "last"])
    register = rng.choice(REGISTERS) if source == "cases" else None
    wanted = register[2] if register and draft.odd(0.4) else None
    parents = [t for t in draft.tables.get("targets", []) if t["holder_nip"] == superior]
    usual = [t for t in parents if t["indicator_code"] == CASCADED]
    parent: Row | None = None
    if code == CASCADED and usual and rng.random() < 0.9:
        parent = usual[0]
    elif source != "cases" and parents and draft.odd(0.2):
        parent = rng.choice(parents)
    contribution = rng.choice(["direct", "direct", "direct", "support", ""]) if parent else ""
    draft.add(
        "targets",
        *(draft.year, nip, code, f"Sasaran {code}", f"Indikator {code}", "satuan", polarity, accumulation, source),
        *(register[0] if register else "", wanted, weight, *_months(draft, source, polarity)),
        *((parent["holder_nip"], parent["indicator_code"]) if parent else ("", "")),
        contribution,
    )


def _agreement(draft: Draft, nip: str) -> None:
    rng, post = draft.rng, draft.first_post[nip]
    superior = _superior(draft, nip)
    pledge = "yes" if post.level == "opd_head" and rng.random() < 0.85 else "no"
    kind = rng.choice(["pk", "pk", "pko", ""])
    draft.add("agreements", draft.year, nip, superior, pledge, _signed_on(draft), kind)
    sources = ["reading", "cases", "activities"] if post.level != "staff" else ["reading", "activities"]
    codes = [CASCADED, *(f"K{n}" for n in range(1, rng.randint(1, 7 if pledge == "yes" else 4)))]
    for code, weight in zip(codes, _weights(draft, len(codes)), strict=True):
        _target(draft, nip, code, weight, "activities" if code == CASCADED else rng.choice(sources), superior)


def _twin_agreement(draft: Draft, nip: str) -> None:
    """The same two targets and readings for two heads of OPD, so that their OPDs tie."""
    draft.add("agreements", draft.year, nip, _superior(draft, nip), "yes", date(draft.year, 1, 3), "pk")
    for code, polarity, weight, value in (("K1", "maximize", "60", "100"), ("K2", "minimize", "40", "8")):
        cells = (draft.year, nip, code, "Sasaran", "Indikator", "satuan", polarity, "average", "reading", "", "")
        draft.add("targets", *cells, weight, *[value] * 12)
        for month in range(1, 13):
            reading = str(Decimal(value) * (90 + month) / 100)
            draft.add("readings", draft.year, nip, code, f"{draft.year}-{month:02d}", reading, "yes")


def make_agreements(draft: Draft) -> None:
    """From the top of the tree downwards, so that a superior's targets exist; some people have no agreement."""
    heads = [nip for nip, post in draft.first_post.items() if post.level == "opd_head"]
    if len(heads) > 3 or (len(heads) == 3 and draft.odd(0.5)):
        draft.twins = heads[-2:]
    order = sorted(draft.first_post, key=lambda nip: (draft.first_post[nip].unit.count("-"), nip))
    order.sort(key=lambda nip: (_depth(draft, nip), not _is_head(draft, draft.first_post[nip])))
    for nip in order:
        post = draft.first_post[nip]
        if nip in draft.twins:
            _twin_agreement(draft, nip)
        elif post.level != "head_of_region" and not draft.odd(0.08):
            _agreement(draft, nip)


def _depth(draft: Draft, nip: str) -> int:
    unit = draft.first_post[nip].unit
    return 0 if unit == REGION else 1 + unit.count("-")
