"""The deed: everything that is signed, frozen into plain values before anybody signs.

The printed agreement is made from a deed alone, so that later changes of names, posts or figures cannot reach a
signed paper. Layout and wording: PermenPANRB 53/2014, annex; domain sheet of performance agreements.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

#: Changes when the meaning of a field changes, so that deeds of long ago stay readable.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Party:
    """One who signs. ``position`` is the title as printed, with "Plt." or "Plh." where acting.

    A head of region prints neither ``rank`` nor ``nip``: both are then empty.
    """

    role: str
    name: str
    position: str
    rank: str
    nip: str
    acting: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the annex. ``monthly`` has twelve values, January first; ``year_target`` is the figure of the year.

    ``unfunded`` says why it has no programme or money of its own; empty: it has.
    """

    objective: str
    code: str
    indicator: str
    unit_of_measure: str
    weight: Decimal
    monthly: tuple[Decimal | None, ...]
    year_target: Decimal | None
    accumulation: str
    polarity: str
    definition: str = ""
    formula: str = ""
    data_source: str = ""
    contribution: str = ""
    parent: str = ""
    unfunded: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme with its budget in rupiah and where the money comes from."""

    name: str
    budget: Decimal
    funding: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the page: the lines of the office, and the picture by its SHA-256 (empty: none)."""

    lines: tuple[str, ...]
    logo_sha256: str = ""
    logo_type: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """A whole agreement as it is signed.

    ``kind`` is ``pk`` or ``pko``; ``amends`` names the document that an amendment replaces (empty: a first
    agreement). ``pledge`` holds the statements of the pledge sheet, none for an agreement without one. ``token`` is
    the unguessable part of ``verify_url``. ``paper`` is ``f4`` or ``a4``.
    """

    kind: str
    year: int
    version: int
    number: str
    office: str
    region: str
    place: str
    dated: date
    parties: tuple[Party, ...]
    rows: tuple[Row, ...]
    programmes: tuple[Programme, ...]
    pledge: tuple[str, ...]
    letterhead: Letterhead
    token: str
    verify_url: str
    paper: str = "f4"
    period: str = "year"
    legal_basis: str = ""
    amends: str = ""
    ground: str = ""

    @property
    def first_party(self) -> Party:
        """Who promises."""
        return self.parties[0]

    @property
    def second_party(self) -> Party | None:
        """Who receives the promise; None where a head of region declares alone."""
        return self.parties[1] if len(self.parties) > 1 else None


def to_json(deed: Deed) -> dict[str, Any]:
    """The deed as plain JSON values; decimals and dates as text, so that nothing is rounded."""
    plain: dict[str, Any] = json.loads(json.dumps({"format": FORMAT, **asdict(deed)}, default=str))
    for row in plain["rows"]:
        # A later field that says nothing stays out, so that deeds made before it keep their digest.
        if not row["unfunded"]:
            del row["unfunded"]
    return plain


def from_json(stored: dict[str, Any]) -> Deed:
    """The deed that ``to_json`` wrote. Raises ``ValueError`` for a format that this program does not know."""
    values = dict(stored)
    if values.pop("format", None) != FORMAT:
        raise ValueError(f"unknown format of a deed: {stored.get('format')!r}")
    return Deed(
        **{
            **values,
            "dated": date.fromisoformat(values["dated"]),
            "parties": tuple(Party(**party) for party in values["parties"]),
            "rows": tuple(_row(row) for row in values["rows"]),
            "programmes": tuple(
                Programme(**{**programme, "budget": Decimal(programme["budget"])}) for programme in values["programmes"]
            ),
            "pledge": tuple(values["pledge"]),
            "letterhead": Letterhead(**{**values["letterhead"], "lines": tuple(values["letterhead"]["lines"])}),
        }
    )


def _row(stored: dict[str, Any]) -> Row:
    monthly = tuple(None if value is None else Decimal(value) for value in stored["monthly"])
    year = stored["year_target"]
    return Row(
        **{
            **stored,
            "weight": Decimal(stored["weight"]),
            "monthly": monthly,
            "year_target": None if year is None else Decimal(year),
        }
    )


def canonical(deed: Deed) -> bytes:
    """The one spelling of a deed in bytes: keys sorted, no spaces, UTF-8."""
    return json.dumps(to_json(deed), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(deed: Deed) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(deed)).hexdigest()
