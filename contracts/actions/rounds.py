"""The life of a round: prepared, opened after a check, closed."""

from collections.abc import Sequence
from datetime import date
from string import Formatter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.calling import call_opened, start
from contracts.models import Round, RoundCall
from contracts.queries.round_check import blocking, check_round, counts
from contracts.queries.round_people import number_asked
from contracts.rules.due import due_on as latest_due
from kinerja.errors import DomainError
from kinerja.ui.wording import day as day_words
from organization.models import Employee

NUMBER_FIELDS = {"seq", "year", "kind"}


@transaction.atomic
def prepare_round(
    *,
    by: Employee,
    year: int,
    kind: str,
    period: str,
    levels: Sequence[str],
    budget_ratified_on: date,
    pledge_levels: Sequence[str] = (),
    due_on: date | None = None,
    legal_basis: str = "",
    number_format: str = "",
    gives_way: bool = False,
) -> Round:
    """A round that nobody is asked in yet. ``due_on`` is by default, and at the latest, a month after the budget.

    With ``gives_way`` its agreements are not scored while the holder's of the other kind is under way.

    Raises ``DomainError`` ("round_…") where the days, levels or the pattern of numbers cannot be, or the round exists.
    """
    made = Round(
        year=year,
        kind=kind,
        period=period,
        levels=list(levels),
        pledge_levels=list(pledge_levels),
        budget_ratified_on=budget_ratified_on,
        due_on=due_on or latest_due(budget_ratified_on),
        legal_basis=legal_basis.strip(),
        gives_way=gives_way,
    )
    if number_format.strip():
        made.number_format = number_format.strip()
    return _save(made)


@transaction.atomic
def change_round(*, round_id: int, **values: Any) -> Round:
    """Correct a round that is not open yet; the values are those of ``prepare_round``. Raises ``DomainError``."""
    found = Round.objects.select_for_update().get(pk=round_id)
    if found.opened_at is not None:
        raise DomainError("round_open", _("Putaran ini sudah dibuka dan tidak dapat diubah lagi."))
    for name, value in values.items():
        setattr(found, name, value)
    return _save(found)


def open_round(*, round_id: int, by: Employee, acknowledgement: str = "") -> Round:
    """Ask everybody of the round for an agreement, and tell them: few at once, many in the background.

    Findings of the check that block must be acknowledged in writing: "round_blocked" otherwise.
    """
    call = _open(round_id, by, acknowledgement.strip())
    start(call)
    return call.round


@transaction.atomic
def _open(round_id: int, by: Employee, acknowledgement: str) -> RoundCall:
    found = Round.objects.select_for_update().get(pk=round_id)
    if found.opened_at is not None:
        raise DomainError("round_open", _("Putaran ini sudah dibuka."))
    today = timezone.localdate()
    sections = check_round(found, today)
    if blocking(sections) and not acknowledgement:
        raise DomainError(
            "round_blocked",
            _("Masih ada %(count)s temuan yang menghambat. Tuliskan mengapa putaran tetap dibuka.")
            % {"count": blocking(sections)},
        )
    found.opened_at, found.opened_by = timezone.now(), by
    found.acknowledgement, found.findings = acknowledgement, counts(sections)
    found.save()
    return call_opened(opened=found, by=by, total=number_asked(found, today))


@transaction.atomic
def close_round(*, round_id: int) -> Round:
    """End a round: nobody is reminded any more; what was begun may still be finished. Raises ``DomainError``."""
    found = Round.objects.select_for_update().get(pk=round_id)
    if found.opened_at is None or found.closed_at is not None:
        raise DomainError("round_not_open", _("Hanya putaran yang sedang dibuka yang dapat ditutup."))
    found.closed_at = timezone.now()
    found.save(update_fields=["closed_at"])
    return found


def _save(made: Round) -> Round:
    _check(made)
    try:
        made.full_clean()
    except ValidationError as error:
        raise DomainError("round_invalid", " ".join(error.messages)) from error
    made.save()
    return made


def _check(made: Round) -> None:
    if not made.levels:
        raise DomainError("round_levels", _("Pilih paling sedikit satu jenjang."))
    if not set(made.pledge_levels) <= set(made.levels):
        raise DomainError("round_pledge_levels", _("Lembar kesanggupan hanya untuk jenjang yang diminta."))
    if made.gives_way and made.pledge_levels:
        raise DomainError("round_gives_way", _("Perjanjian dengan lembar kesanggupan selalu dinilai."))
    if made.due_on < made.budget_ratified_on:
        raise DomainError("round_due", _("Batas penandatanganan tidak boleh sebelum anggaran disahkan."))
    latest = latest_due(made.budget_ratified_on)
    if made.due_on > latest:
        raise DomainError(
            "round_due",
            _("Batas penandatanganan paling lambat %(day)s, satu bulan setelah anggaran disahkan.")
            % {"day": day_words(latest)},
        )
    if made.year < made.budget_ratified_on.year or made.year > made.budget_ratified_on.year + 1:
        raise DomainError("round_year", _("Tahun perjanjian tidak sesuai dengan tanggal pengesahan anggaran."))
    _check_number(made.number_format)


def _check_number(pattern: str) -> None:
    try:
        fields = {name for _text, name, _spec, _conversion in Formatter().parse(pattern) if name is not None}
    except ValueError:
        fields = {"?"}
    if "seq" not in fields or not fields <= NUMBER_FIELDS:
        raise DomainError(
            "round_number", _("Pola nomor harus memuat {seq}, dan selain itu hanya boleh memuat {kind} dan {year}.")
        )
