"""What still stands between a version and its next step."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from contracts.models import Fitness, Line, Target, Version
from contracts.rules import readiness
from contracts.rules.periods import months_outside
from kinerja.ui.wording import plain

WHOLE = Decimal(100)


def missing_before_presentation(version: Version) -> list[str]:
    """Sentences that say what a version lacks before it can be presented; empty: nothing (domain sheet §2.4)."""
    lines = list(version.lines.select_related("programme"))
    if not lines:
        return [_("Tambahkan paling sedikit satu indikator.")]
    found = []
    lacking: dict[str, list[str]] = {}
    total = sum((line.weight for line in lines), Decimal(0))
    if total != WHOLE:
        found.append(_("Jumlah bobot harus tepat 100, sekarang %(total)s.") % {"total": plain(total)})
    for line in lines:
        outside = months_outside(line.monthly, version.agreement.period)
        if outside:
            found.append(
                _("Kosongkan target %(code)s untuk %(months)s: perjanjian ini dibuat untuk %(period)s.")
                % {
                    "code": line.indicator_code,
                    "months": ", ".join(str(MONTHS[month]) for month in outside),
                    "period": version.agreement.get_period_display(),
                }
            )
        words = ", ".join(_(lack.word) for lack in lacks_of(line))
        if words:
            lacking.setdefault(words, []).append(line.indicator_code)
    found += _carried_beside(version, [line.indicator_code for line in lines])
    # Lines that lack the same are named together: a draft of last year's lines lacks it in each.
    return found + [
        _("Lengkapi indikator %(code)s: %(lacks)s.") % {"code": ", ".join(codes), "lacks": words}
        for words, codes in lacking.items()
    ]


def _carried_beside(version: Version, codes: Sequence[str]) -> list[str]:
    """A code names one target of a person and month: what is reported of it must find one promise."""
    agreement = version.agreement
    beside = Target.objects.filter(
        agreement__holder=agreement.holder_id, agreement__year=agreement.year, agreement__ended_on__isnull=True
    )
    twice = beside.exclude(agreement=agreement).filter(indicator_code__in=codes).order_by("indicator_code")
    return [
        _("Indikator %(code)s sudah ada dalam %(kind)s tahun ini. Lepaskan, atau beri kode lain di sini.")
        % {"code": target.indicator_code, "kind": target.agreement.get_kind_display()}
        for target in twice.select_related("agreement")
    ]


def lacks_of(line: Line) -> tuple[readiness.Lack, ...]:
    """What a line lacks before it may be presented, field by field."""
    return readiness.lacks(
        readiness.Facts(
            weight=line.weight,
            monthly=line.monthly,
            definition=line.definition,
            formula=line.formula,
            data_source=line.data_source,
            means=line.means,
            programme=line.programme_id is not None,
            budget=line.budget,
            unfunded_reason=line.unfunded_reason,
            risk=line.risk,
        )
    )


def not_yet_fit(version: Version) -> list[str]:
    """Codes of the lines that nobody found fit, or that a reviewer's last word is against."""
    last = version.presentations.order_by("-number").first()
    if last is None:
        return [line.indicator_code for line in version.lines.all()]
    words: dict[int, dict[int, str]] = {}
    for verdict in last.verdicts.order_by("at", "pk"):
        words.setdefault(verdict.line_id, {})[verdict.reviewer_id] = verdict.fitness
    return [
        line.indicator_code
        for line in version.lines.all()
        if set(words.get(line.pk, {}).values()) != {Fitness.FIT.value}
    ]
