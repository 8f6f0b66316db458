"""How a version begins: as the draft of a year's agreement, with its parties and its first lines."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.pledge import take_over_pledge
from contracts.actions.versions import CARRIED, log
from contracts.models import TERMS, Agreement, AgreementKind, Line, Period, Round, Version
from contracts.queries.parties import Parties, parties_on
from contracts.queries.pledged import pledges_beside
from kinerja.errors import DomainError
from organization.models import Employee


@transaction.atomic
def open_version(
    *,
    holder: Employee,
    year: int,
    by: Employee | None,
    round: Round | None = None,  # noqa: A002 -- the noun of the field
    kind: str | None = None,
    on: date | None = None,
) -> Version:
    """Begin somebody's agreement of a year as a draft; a draft that is there already is given back.

    ``kind`` is by default the round's; without a round whatever is being drafted, else the formal one. The parties are
    those of the day ``on`` (default: today). The lines are those of an earlier attempt, or of a draft that came in by
    table. Raises ``DomainError``, also where the agreement is already signed.
    """
    parties = parties_on(holder, on or timezone.localdate())
    # The person is the lock: two beginnings at a time make one draft.
    Employee.objects.select_for_update().get(pk=holder.pk)
    agreement = _unsealed(holder, year, kind or (round.kind if round else None))
    _settle(agreement, parties, round)
    last = agreement.versions.order_by("-number").first()
    if last is not None and last.open:
        return last
    version = begin_version(
        agreement,
        parties,
        by=by,
        number=last.number + 1 if last else 1,
        ground=last.ground if last else "",
        ground_note=last.ground_note if last else "",
        ground_file_id=last.ground_file_id if last else None,
        effective_month=last.effective_month if last else 1,
        round=round or (last.round if last else None),
    )
    carry_lines(version, last)
    log(version, "opened", by)
    return version


def begin_version(agreement: Agreement, parties: Parties, *, by: Employee | None, **terms: Any) -> Version:
    """A version, still without lines, between the parties as they are; ``terms`` are its other fields."""
    above = parties.superior
    return Version.objects.create(
        agreement=agreement,
        position=parties.own.position,
        acting=parties.own.kind,
        superior=above.employee if above else None,
        superior_position=above.position if above else None,
        superior_acting=above.kind if above else "definitive",
        created_by=by,
        **terms,
    )


def _unsealed(holder: Employee, year: int, kind: str | None) -> Agreement:
    """The agreement of a kind that may still be drafted, else a new one; of any kind what is being drafted first."""
    found = Agreement.objects.filter(holder=holder, year=year, ended_on__isnull=True)
    if kind is not None:
        found = found.filter(kind=kind)
    agreement = found.order_by(F("sealed_at").asc(nulls_first=True), "pk").first()
    if agreement is not None and agreement.sealed_at is not None:
        raise DomainError(
            "already_signed",
            _("Perjanjian %(person)s tahun %(year)s sudah ditandatangani. Ajukan perubahan dengan dasar yang sah.")
            % {"person": holder.name, "year": year},
        )
    return agreement or Agreement(holder=holder, year=year, kind=kind or AgreementKind.PK)


def _settle(agreement: Agreement, parties: Parties, round: Round | None) -> None:  # noqa: A002 -- the noun of the field
    """Write who promises to whom and, in a round, what the round says: period, precedence, pledge."""
    agreement.superior = parties.superior.employee if parties.superior else None
    agreement.position = parties.own.position
    if round is not None:
        agreement.period, agreement.gives_way = Period(round.period), round.gives_way
        agreement.pledge = parties.own.position.level in round.pledge_levels
    if agreement.pledge:
        _claim_pledge(agreement)
    agreement.save()


def _claim_pledge(agreement: Agreement) -> None:
    """The pledge is given once a year: a draft of the other kind hands it over, a frozen paper does not."""
    take_over_pledge(holder_ids=[agreement.holder_id], year=agreement.year, kind=agreement.kind)
    if pledges_beside(holder_ids=[agreement.holder_id], year=agreement.year, kind=agreement.kind).exists():
        raise DomainError(
            "second_pledge",
            _("%(person)s sudah menyatakan kesanggupan untuk tahun %(year)s pada perjanjian lain.")
            % {"person": agreement.holder.name, "year": agreement.year},
        )


def carry_lines(version: Version, last: Version | None) -> None:
    """Give a new version the lines of the one before; without one, those of the agreement's targets."""
    rows: list[dict[str, Any]]
    if last is not None:
        rows = list(last.lines.values(*CARRIED))
    else:
        targets = version.agreement.targets.order_by("indicator_code").values("id", *TERMS)
        rows = [{**target, "target_id": target.pop("id"), "order": at} for at, target in enumerate(targets, 1)]
    Line.objects.bulk_create(Line(version=version, **row) for row in rows)
