"""Officials come and go: the predecessor's agreement closes, the successor's remaining targets open (domain §1.5)."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from contracts.actions.opening import open_version
from contracts.actions.versions import CARRIED, log
from contracts.models import Agreement, Ground, Line, State, Target, Version
from contracts.rules.spreading import MONTHS
from kinerja.errors import DomainError
from kinerja.ui.wording import day as day_words
from organization.models import Assignment, Employee


@transaction.atomic
def end_agreement(*, agreement: Agreement, by: Employee | None, on: date, reason: str) -> Agreement:
    """Close an agreement: ``on`` is the last day that it counts. What is still open of it is cancelled.

    Raises ``DomainError`` for a day outside its life.
    """
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if agreement.ended_on is not None and agreement.ended_on <= on:
        return agreement
    if agreement.signed_on is not None and on < agreement.signed_on:
        raise DomainError(
            "ends_before_signing",
            _("Perjanjian ini ditandatangani pada %(day)s; hari terakhirnya tidak bisa lebih awal.")
            % {"day": day_words(agreement.signed_on)},
        )
    for version in agreement.versions.select_for_update().exclude(
        state__in=(State.AMENDED, State.ENDED, State.REFUSED, State.CANCELLED)
    ):
        _close(version, by, reason)
    agreement.ended_on = on
    agreement.save()
    return agreement


def _close(version: Version, by: Employee | None, reason: str) -> None:
    if version.state == State.IN_FORCE:
        version.state = State.ENDED
    elif version.state == State.SIGNED_FIRST:
        # What the first party has signed stays readable; only the second signature will never come.
        version.state = State.REFUSED
    else:
        version.state = State.CANCELLED
        version.frozen, version.frozen_sha256, version.document = None, "", None
    version.save()
    log(version, version.state, by, reason)


def close_left_agreements(today: date) -> list[Agreement]:
    """End the signed agreements of the year whose holder no longer holds the post, as of the last day in it.

    For use every hour: idempotent, one transaction an agreement. Where somebody holds the post now, a draft with the
    remaining targets is opened for that person.
    """
    ended = []
    for agreement in _lasting(today).filter(position__isnull=False).exclude(pk__in=_still_held(today)):
        last = _last_day_held(agreement)
        if last is None or last >= today:
            continue
        on = max(last, agreement.signed_on or last)
        end_agreement(agreement=agreement, by=None, on=on, reason=_("Pejabat tidak lagi memegang jabatan ini."))
        ended.append(agreement)
        _open_for_successor(agreement, today)
    return ended


def _lasting(today: date) -> QuerySet[Agreement]:
    signed = Agreement.objects.filter(year=today.year, sealed_at__isnull=False)
    return signed.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=today))


def _still_held(today: date) -> list[int]:
    held = Assignment.objects.on(today).values_list("employee_id", "position_id")
    pairs = set(held)
    rows = _lasting(today).values_list("pk", "holder_id", "position_id")
    return [pk for pk, holder, position in rows if (holder, position) in pairs]


def _last_day_held(agreement: Agreement) -> date | None:
    ends = agreement.holder.assignments.filter(position=agreement.position).values_list("end", flat=True)
    known = [end for end in ends if end is not None]
    return max(known, default=None)


def _open_for_successor(agreement: Agreement, today: date) -> Version | None:
    """A draft for whoever holds the post now; nobody, or one with an agreement of his own, gets none."""
    holders = Assignment.objects.on(today).filter(position=agreement.position).exclude(employee_id=agreement.holder_id)
    chosen = holders.order_by("kind", "-start").first()
    if chosen is None or _has_one(chosen.employee_id, agreement):
        return None
    return hand_over(predecessor=agreement, successor=chosen.employee, by=None, on=today)


def _has_one(employee_id: int, like: Agreement) -> bool:
    open_ones = Agreement.objects.filter(holder_id=employee_id, year=like.year, ended_on__isnull=True)
    # Of a second kind it could only be had beside the first, and a pledge is given once.
    return open_ones.filter(Q(kind=like.kind) | Q(pledge=True) if like.pledge else Q(kind=like.kind)).exists()


@transaction.atomic
def hand_over(*, predecessor: Agreement, successor: Employee, by: Employee | None, on: date) -> Version:
    """Open a draft for the successor in a post with the targets that remain from the month of ``on``.

    Months before stay the predecessor's; what others promised below his targets counts for the successor's too.
    Raises ``DomainError`` where the successor already has an agreement of the year.
    """
    if _has_one(successor.pk, predecessor):
        raise DomainError(
            "has_agreement",
            _("%(person)s sudah mempunyai perjanjian tahun %(year)s.")
            % {"person": successor.name, "year": predecessor.year},
        )
    version = open_version(holder=successor, year=predecessor.year, kind=predecessor.kind, by=by, on=on)
    agreement = version.agreement
    agreement.period, agreement.pledge = predecessor.period, predecessor.pledge
    agreement.gives_way = predecessor.gives_way
    agreement.save()
    version.ground, version.ground_note = (
        Ground.OFFICIAL,
        _("Menggantikan %(person)s.") % {"person": predecessor.holder.name},
    )
    version.effective_month = on.month if on.year == predecessor.year else MONTHS
    version.save()
    last = predecessor.versions.filter(applied_at__isnull=False).order_by("-number").first()
    words = {line.target_id: line for line in last.lines.all()} if last else {}
    Line.objects.bulk_create(
        _remaining(version, at, target, words.get(target.pk))
        for at, target in enumerate(predecessor.targets.order_by("indicator_code"), 1)
    )
    log(version, "copied", by, version.ground_note)
    return version


def _remaining(version: Version, at: int, target: Target, words: Line | None) -> Line:
    line = Line(version=version, order=at)
    for name in CARRIED:
        if words is not None or hasattr(target, name):
            setattr(line, name, getattr(words if words is not None else target, name))
    line.order = at
    line.weight, line.parent_id, line.contribution = target.weight, target.parent_id, target.contribution
    first = version.effective_month
    line.monthly = [value if month >= first else None for month, value in enumerate(target.monthly, 1)]
    line.target_id, line.succeeds_id = None, target.pk
    return line
