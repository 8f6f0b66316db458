"""What a line lacks before it may be presented: the target, what it means, and the means for it.

PermenPANRB 53/2014 and PP 30/2019: targets are presented with programme, budget and risk. A line may go without a
programme or money of its own; then it says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.text import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A line as far as its presentation is concerned; ``budget`` in rupiah, ``programme`` whether it names one."""

    weight: Decimal
    monthly: Sequence[Decimal | None]
    definition: str
    formula: str
    data_source: str
    means: str
    programme: bool
    budget: Decimal | None
    unfunded_reason: str
    risk: str


@dataclass(frozen=True, slots=True)
class Lack:
    """A field that has to be filled: what it is called in a list, and the sentence that stands at the field."""

    field: str
    word: str
    sentence: str


_REQUIRED = _("Belum diisi.")
_FUNDED = _("Belum dipilih. Bila tidak ada, pilih pembiayaan tanpa program/anggaran tersendiri dan tuliskan alasannya.")
_NO_MONEY = _("Anggaran nol hanya untuk indikator tanpa program/anggaran tersendiri, dengan alasannya.")


def lacks(line: Facts) -> tuple[Lack, ...]:
    """Everything that is still missing, in the order of the form."""
    written = (
        ("weight", line.weight > 0, _("bobot")),
        ("total", any(value is not None for value in line.monthly), _("target bulanan")),
        ("definition", bool(line.definition.strip()), _("definisi operasional")),
        ("formula", bool(line.formula.strip()), _("rumus")),
        ("data_source", bool(line.data_source.strip()), _("sumber data")),
        ("means", bool(line.means.strip()), _("cara mencapai")),
    )
    found = [Lack(field, word, _REQUIRED) for field, there, word in written if not there]
    if not line.unfunded_reason.strip():
        if not line.programme:
            found.append(Lack("programme", _("program"), _FUNDED))
        if line.budget is None or line.budget <= 0:
            found.append(Lack("budget", _("anggaran"), _NO_MONEY if line.budget == 0 else _REQUIRED))
    if not line.risk.strip():
        found.append(Lack("risk", _("risiko dan penanganannya"), _REQUIRED))
    return tuple(found)
