"""The dictionary of indicators kept."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.models import Indicator, Source
from kinerja.errors import DomainError
from organization.actions.conflicts import save_checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the dictionary says about an indicator. ``baseline`` is the last realised value, of ``baseline_year``."""

    code: str
    name: str
    unit_of_measure: str
    polarity: str
    accumulation: str
    source: str
    objective_id: int | None = None
    register: str = ""
    case_class: str = ""
    definition: str = ""
    formula: str = ""
    data_source: str = ""
    baseline: Decimal | None = None
    baseline_year: int | None = None
    shared: bool = False


@transaction.atomic
def save_indicator(*, entry: Entry, indicator_id: int | None = None) -> Indicator:
    """Make an indicator, or change the one named by ``indicator_id``.

    Agreements carry their own copy of the measure: a change reaches what is drafted from now on, never an agreement
    that is agreed or in force. Raises ``DomainError`` ("indicator_…", "code_taken").
    """
    indicator = Indicator.objects.select_for_update().get(pk=indicator_id) if indicator_id else Indicator()
    _check(entry)
    other = Indicator.objects.filter(code=entry.code).exclude(pk=indicator.pk).first()
    if other is not None:
        words = {"code": entry.code, "name": other.name}
        raise DomainError("code_taken", _("Kode %(code)s sudah dipakai: %(name)s.") % words)
    if indicator_id and entry.code != indicator.code and indicator.lines.exists():
        # Targets of imported agreements are found by the code alone.
        raise DomainError("indicator_code", _("Kode indikator yang sudah dipakai perjanjian tidak dapat diubah."))
    for name in Entry.__slots__:
        setattr(indicator, name, getattr(entry, name))
    save_checked(indicator)
    return indicator


def _check(entry: Entry) -> None:
    if entry.source == Source.CASES and not entry.register:
        raise DomainError("indicator_register", _("Indikator dari register perkara harus menyebut registernya."))
    if entry.source != Source.CASES and (entry.register or entry.case_class):
        raise DomainError("indicator_register", _("Register dan kelas hanya untuk indikator dari register perkara."))
    if (entry.baseline is None) != (entry.baseline_year is None):
        message = _("Isi nilai dasar bersama tahunnya, atau kosongkan keduanya.")
        raise DomainError("indicator_baseline", message)


@transaction.atomic
def set_active(*, indicator_id: int, active: bool) -> Indicator:
    """Retire an indicator, so that no new line takes it, or take it up again; agreements that carry it keep it."""
    indicator = Indicator.objects.select_for_update().get(pk=indicator_id)
    indicator.active = active
    save_checked(indicator)
    return indicator
