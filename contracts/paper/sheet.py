"""What the templates of a paper are given: the deed in words, every text ready to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contracts.paper import words
from contracts.rules.deed import Deed, Row, digest
from contracts.rules.pledge_text import AGREEMENT
from contracts.rules.quarters import quarter_targets
from kinerja.rounding import ZERO

#: Longer figures are printed smaller, so that none is broken.
LONG_FIGURE = 10
LONG_TARGET = 14
COPY_NOTE = "Dibuat dari data; naskah asli ditandatangani di atas kertas."


@dataclass(frozen=True, slots=True)
class Look:
    """How a paper is shown: ``draft`` with KONSEP and no QR, ``wet`` with room for a pen, ``note`` on every page.

    ``bound_from`` is the page of the volume on which a bound paper begins; 0 for a paper by itself. ``duplex`` begins
    each part of the paper on an odd page.
    """

    draft: bool = False
    wet: bool = False
    note: str = ""
    bound_from: int = 0
    duplex: bool = False

    @property
    def electronic(self) -> bool:
        """Whether the places of the signatures carry the QR code."""
        return not (self.draft or self.wet or self.note)


def describe(deed: Deed, look: Look, *, has_logo: bool) -> dict[str, Any]:
    """The whole paper as template context."""
    # Room to write it in by hand, except on a copy of what bears its number elsewhere.
    number = deed.number or ("tidak tercatat" if look.note else "……………………")
    return {
        "deed": deed,
        "look": look,
        "logo": f"paper:{logo_name(deed)}" if has_logo else "",
        "title": words.title(deed),
        "period": words.period(deed),
        "agreement": AGREEMENT[deed.kind],
        "number": number,
        "footer": " · ".join(part for part in (f"Nomor {number}", words.short_code(deed.token)) if part),
        "dated": words.day(deed.dated),
        "first": _party(deed, 0),
        "second": _party(deed, 1) if deed.second_party else None,
        "objective_heading": words.objective_heading(deed),
        "ground": words.ground(deed),
        "rows": [_row(number + 1, row) for number, row in enumerate(deed.rows)],
        "weight_total": words.figure(sum((row.weight for row in deed.rows), start=ZERO), "%"),
        "quarters": [_quarters(number + 1, row) for number, row in enumerate(deed.rows)],
        "programmes": _programmes(deed),
        "digest": digest(deed),
        "letterhead": _letterhead(deed),
    }


def logo_name(deed: Deed) -> str:
    """The name under which the paper asks for its coat of arms: by content, because volumes hold several."""
    return f"logo-{deed.letterhead.logo_sha256[:16]}"


def _party(deed: Deed, index: int) -> dict[str, str]:
    party = deed.parties[index]
    return {"name": party.name, "position": party.position, "rank": party.rank, "nip": words.nip(party.nip)}


def _row(number: int, row: Row) -> dict[str, Any]:
    notes = (
        ("Definisi", row.definition),
        ("Rumus", row.formula),
        ("Sumber data", row.data_source),
        ("Turunan dari", row.parent),
        ("Tanpa program/anggaran tersendiri", row.unfunded),
    )
    target = words.figure(row.year_target, row.unit_of_measure)
    return {
        "number": number,
        "objective": row.objective,
        "indicator": row.indicator,
        "polarity": words.polarity(row.polarity),
        "notes": [(label, text) for label, text in notes if text.strip()],
        "weight": words.figure(row.weight, "%"),
        "target": target,
        # Only a hard space keeps a figure together: other units may go to the next line.
        "long": max(len(word) for word in target.split(" ")) > LONG_TARGET,
    }


def _quarters(number: int, row: Row) -> dict[str, Any]:
    figures = [words.figure(value, "") for value in quarter_targets(row.monthly, row.accumulation)]
    return {
        "number": number,
        "indicator": row.indicator,
        "unit": row.unit_of_measure,
        "accumulation": words.accumulation(row.accumulation),
        "figures": figures,
        "long": any(len(figure) > LONG_FIGURE for figure in figures),
    }


def _programmes(deed: Deed) -> dict[str, Any]:
    return {
        "rows": [
            {
                "number": number + 1,
                "name": each.name,
                "budget": words.rupiah(each.budget),
                "funding": each.funding or words.NONE,
            }
            for number, each in enumerate(deed.programmes)
        ],
        "total": words.rupiah(sum((each.budget for each in deed.programmes), start=ZERO)),
    }


def _letterhead(deed: Deed) -> dict[str, Any]:
    """One line alone stands below the coat of arms, as a head of region's does; more stand beside it."""
    lines = deed.letterhead.lines
    return {"over": lines[:1] if len(lines) > 1 else (), "name": (lines[1:2] or lines[:1]), "rest": lines[2:]}
