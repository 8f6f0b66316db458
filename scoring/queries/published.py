"""What a revision says, in the order and with the decimals in which it is published (interchange, exports)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from organization.models import UnitKind
from scoring.models import Achievement, IndividualScore, OrganizationScore, Revision, RevisionState
from scoring.rules.ranking import Ranked, rank

Row = tuple[object, ...]
CURRENT = [RevisionState.RUNNING, RevisionState.PROVISIONAL, RevisionState.LOCKED]


def current_revision(month: date) -> Revision | None:
    """The revision that counts for a month: the locked one, else the provisional one."""
    return Revision.objects.filter(month=month, state__in=CURRENT).first()


def published(month: date) -> Revision:
    """The revision of a month; DomainError "month_not_scored" when nobody has scored it yet."""
    revision = current_revision(month)
    if revision is None:
        message = _("Bulan %(month)s belum dihitung. Jalankan score_month %(month)s lebih dahulu.")
        raise DomainError("month_not_scored", message % {"month": f"{month:%Y-%m}"})
    return revision


def plain(value: Decimal | None) -> Decimal | None:
    """A value as entered: without trailing zeros and without an exponent."""
    if value is None:
        return None
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text) + 0


def scores(revision: Revision) -> Iterator[Row]:
    """The figures of people, by NIP."""
    rows = (
        IndividualScore.objects.filter(revision=revision)
        .order_by("employee__nip")
        .values_list(
            "employee__nip",
            "unit__code",
            "opd__code",
            "level",
            "results",
            "activity",
            "unit_score",
            "behaviour",
            "iki",
            "iko",
            "productivity",
            "discipline",
            "tpp_base",
            "tpp",
        )
    )
    month = f"{revision.month_id:%Y-%m}"
    for nip, *rest in rows.iterator(chunk_size=5000):
        yield nip, month, *rest


def achievements(revision: Revision) -> Iterator[Row]:
    """Targets in the month, by holder and code; what is not due has empty figures."""
    rows = _by_holder(revision).values_list(
        "target__agreement__holder__nip", "target__indicator_code", "state", "target_value", "realised",
        "achievement", "target__source",
    )  # fmt: skip
    month = f"{revision.month_id:%Y-%m}"
    for nip, code, state, target, realised, achieved, source in rows.iterator(chunk_size=5000):
        if state == "not_due":
            target = realised = None
        yield nip, code, month, state, plain(target), _realised(realised, source), achieved


def year_to_date(revision: Revision) -> Iterator[Row]:
    """Targets through the month, by holder and code; averages have four decimals."""
    rows = _by_holder(revision).values_list(
        "target__agreement__holder__nip", "target__indicator_code", "ytd_target", "ytd_realised", "ytd_achievement",
        "target__source", "target__accumulation",
    )  # fmt: skip
    for nip, code, target, realised, achieved, source, accumulation in rows.iterator(chunk_size=5000):
        if accumulation == "average" and source != "cases" and target is not None and realised is not None:
            yield nip, code, target.quantize(Decimal("0.0001")), realised.quantize(Decimal("0.0001")), achieved
        else:
            yield nip, code, plain(target), _realised(realised, source), achieved


def _by_holder(revision: Revision) -> QuerySet[Achievement]:
    return Achievement.objects.filter(revision=revision).order_by(
        "target__agreement__holder__nip", "target__indicator_code"
    )


def _realised(value: Decimal | None, source: str) -> Decimal | None:
    return value.quantize(Decimal("0.01")) if value is not None and source == "cases" else plain(value)


def ranking(revision: Revision, *, to_date: bool = False) -> list[Ranked]:
    """The OPDs by IKO, of the month or the year to date (rules §10)."""
    field = "iko_ytd" if to_date else "iko"
    rows = OrganizationScore.objects.filter(revision=revision, unit__kind=UnitKind.OPD)
    return rank(rows.values_list("unit__code", field))


def pledges(revision: Revision) -> Iterator[Row]:
    """Targets of pledged agreements with run and status; ``flagged`` is the pledge's (rules §9)."""
    rows = list(
        _by_holder(revision)
        .filter(target__agreement__pledge=True)
        .values_list(
            "target__agreement_id", "target__agreement__holder__nip", "target__indicator_code", "run", "pledge_status"
        )
    )
    flagged = {agreement for agreement, _, _, _, status in rows if status == "breached"}
    for agreement, nip, code, run, status in rows:
        yield nip, code, run, status, agreement in flagged


def payroll(revision: Revision) -> Iterator[Row]:
    """The list for payment of a locked revision, by NIP; DomainError "month_open" before closing."""
    if revision.state != RevisionState.LOCKED:
        message = _("Bulan %(month)s belum ditutup, jadi belum dapat dibayarkan.")
        raise DomainError("month_open", message % {"month": f"{revision.month_id:%Y-%m}"})
    rows = IndividualScore.objects.filter(revision=revision).order_by("employee__nip")
    fields = "employee__nip", "employee__name", "tpp_base", "productivity", "discipline", "sanction_percent", "tpp"
    for row in rows.values_list(*fields).iterator(chunk_size=5000):
        yield *row, revision.number
