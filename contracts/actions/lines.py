"""Writing the lines of a draft: add, change, remove, put in order, weigh.

Each action holds the version's row until it is done, so that two tabs, or the holder and the bureau, come one after
the other. Who writes says what he saw (``seen``); where that is no longer what stands there, nothing is written and
the error carries what does, so that the page can show both.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.actions.line_terms import MEASURED_BY, REFERENCES, WRITTEN, LineTerms
from contracts.actions.mirror import mirror
from contracts.actions.parents import refuse_parent
from contracts.actions.versions import locked
from contracts.models import Line, Source, Version
from contracts.rules.spreading import BLANK, scaled_weights
from kinerja.errors import DomainError


class LineConflictError(DomainError):
    """Somebody else wrote meanwhile; ``line`` is what stands there now, None where it was removed."""

    def __init__(self, line: Line | None) -> None:
        self.line = line
        super().__init__(
            "line_conflict",
            _(
                "Baris ini diubah di tempat lain setelah Anda membukanya. Isian Anda belum disimpan dan masih ada di "
                "bawah; bandingkan, lalu simpan lagi."
            )
            if line
            else _("Baris ini dihapus di tempat lain. Isian Anda masih ada; simpan untuk menambahkannya kembali."),
        )


def line_digest(line: Line) -> str:
    """A short mark of everything written in a line; it changes whenever one of them does."""
    values = [_plain(getattr(line, f"{name}_id" if name in REFERENCES else name)) for name in WRITTEN]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    # 12 and 12.000000 are one figure, whether it comes from a form or from the database.
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def held(version_id: int) -> Version:
    """The version, locked and still a draft; raises ``DomainError`` ("not_editable") where it no longer is one."""
    version = locked(version_id)
    if not version.editable:
        raise DomainError(
            "not_editable",
            _("Perjanjian ini %(state)s, isinya tidak dapat diubah. Minta pihak kedua mengembalikannya lebih dahulu.")
            % {"state": version.get_state_display()},
        )
    return version


def is_amendment(version: Version) -> bool:
    """Whether the version changes an agreement that is already signed."""
    return version.agreement.sealed_at is not None


@transaction.atomic
def add_line(*, version: Version, terms: LineTerms) -> Line:
    """Add a line at the end of a draft. Raises ``DomainError``: a code twice, a parent that does not fit …"""
    version = held(version.pk)
    _check(version, terms, None)
    last = version.lines.order_by("-order").first()
    line = Line(version=version, order=(last.order if last else 0) + 1)
    _write(line, terms)
    finish(version)
    return line


@transaction.atomic
def change_line(*, version: Version, line_id: int, terms: LineTerms, seen: str) -> Line:
    """Change a line that still is what the writer saw (``seen``: its ``line_digest``).

    Raises ``LineConflictError`` where it is not, else ``DomainError`` for what the rules refuse.
    """
    version = held(version.pk)
    line = version.lines.filter(pk=line_id).first()
    if line is None or line_digest(line) != seen:
        raise LineConflictError(line)
    _check(version, terms, line)
    _write(line, terms)
    finish(version)
    return line


@transaction.atomic
def remove_line(*, version: Version, line_id: int) -> None:
    """Take a line out of a draft; one that is gone already stays gone.

    Raises ``DomainError`` for a line in force (an amendment can only empty its remaining months) and where a promise
    below hangs on it.
    """
    version = held(version.pk)
    line = version.lines.filter(pk=line_id).first()
    if line is None:
        return
    if is_amendment(version) and line.target_id is not None:
        raise DomainError(
            "line_in_force",
            _("Indikator %(code)s sudah berlaku dan tidak dapat dihapus. Kosongkan target bulan-bulan sisanya.")
            % {"code": line.indicator_code},
        )
    line.delete()
    finish(version)


@transaction.atomic
def reorder(*, version: Version, order: Sequence[int]) -> None:
    """Put the lines in the order of these ids; lines that are not named follow in their old order."""
    version = held(version.pk)
    places = {line_id: at for at, line_id in enumerate(order)}
    lines = sorted(version.lines.all(), key=lambda line: (places.get(line.pk, len(places)), line.order, line.pk))
    for at, line in enumerate(lines, start=1):
        line.order = at
    Line.objects.bulk_update(lines, ["order"])
    touch(version)


@transaction.atomic
def move(*, version: Version, line_id: int, up: bool) -> None:
    """Exchange a line with the one above or below it; at the end of the list nothing happens."""
    version = held(version.pk)
    order = list(version.lines.order_by("order", "indicator_code").values_list("pk", flat=True))
    at = order.index(line_id) if line_id in order else -1
    other = at - 1 if up else at + 1
    if at < 0 or not 0 <= other < len(order):
        return
    order[at], order[other] = order[other], order[at]
    reorder(version=version, order=order)


@transaction.atomic
def set_weights(*, version: Version, weights: Mapping[int, Decimal], seen: Mapping[int, Decimal]) -> None:
    """Give lines (by id) new weights. Raises ``DomainError`` where one is not what the writer saw, or below zero."""
    version = held(version.pk)
    lines = {line.pk: line for line in version.lines.all()}
    if set(weights) - set(lines) or any(lines[pk].weight != weight for pk, weight in seen.items() if pk in lines):
        raise DomainError(
            "weights_conflict",
            _("Bobot diubah di tempat lain setelah Anda membuka halaman ini. Periksa bobot terbaru, lalu simpan lagi."),
        )
    if any(weight < 0 for weight in weights.values()):
        raise DomainError("weight_negative", _("Bobot tidak boleh kurang dari nol."))
    for pk, weight in weights.items():
        lines[pk].weight = weight
    Line.objects.bulk_update(lines.values(), ["weight"])
    finish(version)


def scale_weights(weights: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """The same weights in proportion, adding up to 100."""
    return dict(zip(weights, scaled_weights(list(weights.values())), strict=True))


def finish(version: Version) -> None:
    """What every writing of lines ends with: the targets of an unsigned agreement follow, and the time is noted."""
    mirror(version)
    touch(version)


def touch(version: Version) -> None:
    """Note that the version changed now."""
    version.save(update_fields=["changed_at"])


def _write(line: Line, terms: LineTerms) -> None:
    for name in WRITTEN:
        setattr(line, name, getattr(terms, name))
    line.monthly = list(terms.monthly)
    line.save()


def _check(version: Version, terms: LineTerms, line: Line | None) -> None:
    others = version.lines.exclude(pk=line.pk) if line else version.lines.all()
    if others.filter(indicator_code=terms.indicator_code).exists():
        raise DomainError(
            "code_twice",
            _("Kode %(code)s sudah dipakai indikator lain dalam perjanjian ini.") % {"code": terms.indicator_code},
        )
    if terms.weight < 0:
        raise DomainError("weight_negative", _("Bobot tidak boleh kurang dari nol."))
    if terms.unfunded_reason and terms.budget:
        raise DomainError(
            "unfunded_budget", _("Kosongkan anggaran, atau hapus alasan tanpa program/anggaran tersendiri.")
        )
    if terms.source == Source.CASES and not terms.register:
        raise DomainError("register_missing", _("Sasaran dari register perkara harus menyebut registernya."))
    if terms.parent is not None and (line is None or line.parent_id != terms.parent.pk or _measured_anew(line, terms)):
        refuse_parent(version, terms.parent, terms)
    if is_amendment(version):
        _check_amendment(version, terms, line)


def _measured_anew(line: Line, terms: LineTerms) -> bool:
    names = (*MEASURED_BY, "contribution")
    return any(getattr(line, name) != getattr(terms, name) for name in names)


def _check_amendment(version: Version, terms: LineTerms, line: Line | None) -> None:
    existing = line if line and line.target_id is not None else None
    before = existing.monthly if existing else BLANK
    past = slice(0, version.effective_month - 1)
    if list(terms.monthly[past]) != list(before[past]):
        raise DomainError(
            "month_passed",
            _("Perubahan berlaku mulai bulan ke-%(month)s. Target bulan-bulan sebelumnya tidak dapat diubah.")
            % {"month": version.effective_month},
        )
    if existing and any(getattr(existing, name) != getattr(terms, name) for name in MEASURED_BY):
        raise DomainError(
            "measured_by",
            _(
                "Kode, satuan, arah, akumulasi, dan sumber indikator yang sudah berlaku tidak dapat diubah: hasil "
                "bulan-bulan lalu diukur dengannya. Kosongkan sisa bulannya dan tambahkan indikator baru."
            ),
        )
