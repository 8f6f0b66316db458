"""Lines that are not written from nothing: a share of the superior's target, an indicator of the dictionary."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.actions.line_terms import LineTerms
from contracts.actions.lines import add_line, held, is_amendment
from contracts.models import Indicator, Line, Objective, ObjectiveKind, State, Target, Version
from contracts.rules.spreading import Monthly, share
from kinerja.errors import DomainError


@transaction.atomic
def take_share(
    *,
    version: Version,
    parent: Target,
    contribution: str,
    percent: Decimal | None = None,
    amount: Decimal | None = None,
    weight: Decimal = Decimal(0),
) -> Line:
    """Add a line that takes over a part of a superior's target, ``percent`` of it or an ``amount`` in its unit.

    The months keep the superior's shape; an amendment takes over only those from its effective month on. Raises
    ``DomainError``, also where the target was taken already.
    """
    version = held(version.pk)
    taken = version.lines.filter(parent=parent).first()
    if taken is not None:
        raise DomainError(
            "share_taken",
            _("Sasaran ini sudah Anda ambil sebagai indikator %(code)s. Ubah barisnya.")
            % {"code": taken.indicator_code},
        )
    words = _words_of(parent)
    terms = LineTerms(
        indicator_code=free_code(version, parent.indicator_code),
        objective=parent.objective,
        indicator=parent.indicator,
        unit_of_measure=parent.unit_of_measure,
        polarity=parent.polarity,
        accumulation=parent.accumulation,
        source=parent.source,
        register=parent.register,
        case_class=parent.case_class,
        contribution=contribution,
        weight=weight,
        monthly=from_effective(version, _share(parent, percent, amount)),
        parent=parent,
        definition=words.definition if words else "",
        formula=words.formula if words else "",
        data_source=words.data_source if words else "",
        programme=words.programme if isinstance(words, Line) else None,
    )
    return add_line(version=version, terms=terms)


@transaction.atomic
def from_indicator(*, version: Version, indicator: Indicator) -> Line:
    """Add a line with the definition of an indicator of the dictionary; weight and months are still to be written.

    Raises ``DomainError`` for an indicator that is no longer used, or is in the draft already.
    """
    version = held(version.pk)
    if not indicator.active:
        raise DomainError("indicator_retired", _("Indikator %(code)s tidak dipakai lagi.") % {"code": indicator.code})
    line = add_line(version=version, terms=terms_of(indicator))
    line.definition_of = indicator
    line.save(update_fields=["definition_of"])
    return line


def terms_of(indicator: Indicator) -> LineTerms:
    """The terms that an indicator of the dictionary gives to a line."""
    return LineTerms(
        indicator_code=indicator.code,
        objective=indicator.objective.name if indicator.objective else indicator.name,
        indicator=indicator.name,
        unit_of_measure=indicator.unit_of_measure,
        polarity=indicator.polarity,
        accumulation=indicator.accumulation,
        source=indicator.source,
        register=indicator.register,
        case_class=indicator.case_class,
        contribution="support",
        node=indicator.objective,
        definition=indicator.definition,
        formula=indicator.formula,
        data_source=indicator.data_source,
        baseline=indicator.baseline,
        programme=_programme(indicator),
    )


def _programme(indicator: Indicator) -> Objective | None:
    """The programme on which the plan hangs an indicator; none where that is a storey higher."""
    node = indicator.objective
    return node if node is not None and node.kind == ObjectiveKind.PROGRAMME else None


def free_code(version: Version, code: str) -> str:
    """The code, or with a number behind it where the draft has it already."""
    taken = set(version.lines.values_list("indicator_code", flat=True))
    candidates = (code if serial == 1 else f"{code[:55]}-{serial}" for serial in range(1, len(taken) + 2))
    return next(each for each in candidates if each not in taken)


def from_effective(version: Version, monthly: Monthly) -> Monthly:
    """The months that a version may write: of an amendment those from its effective month on, else all."""
    if not is_amendment(version):
        return monthly
    return tuple(value if at >= version.effective_month else None for at, value in enumerate(monthly, start=1))


def _share(parent: Target, percent: Decimal | None, amount: Decimal | None) -> Monthly:
    try:
        return share(parent.monthly, parent.accumulation, percent=percent, amount=amount)
    except ValueError as error:
        raise DomainError(
            "share_empty", _("Isi persen atau nilai bagian yang diambil; sasaran atasan harus mempunyai angka bulanan.")
        ) from error


def _words_of(parent: Target) -> Line | Indicator | None:
    """Whatever says in words what the target means: the superior's line, else the dictionary's entry of its code."""
    return (
        parent.lines.filter(version__state=State.IN_FORCE).first()
        or parent.lines.order_by("-version").first()
        or Indicator.objects.filter(code=parent.indicator_code).first()
    )
