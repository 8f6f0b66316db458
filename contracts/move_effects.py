"""What a change of posts means for agreements, told on the page of the move before it is saved."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.models import Agreement
from kinerja.days import ONE_DAY
from kinerja.ui.wording import day as day_words
from organization.effects import Change, Effect, register
from organization.models import Assignment, AssignmentKind


@register
def agreements_of_a_move(change: Change) -> Iterator[Effect]:
    """The mover's agreement ends; subordinates' papers name the old superior; whoever comes gets what remains."""
    if change.kind != AssignmentKind.DEFINITIVE:
        return
    year = change.start.year
    for own in _open_agreements(change.employee_id, year):
        if own.position_id in (None, change.position_id):
            continue
        yield Effect(
            _("Perjanjian %(year)s untuk jabatan %(post)s berakhir pada %(day)s; target sisanya untuk penggantinya.")
            % {
                "year": year,
                "post": own.position.title if own.position else "",
                "day": day_words(max(change.start - ONE_DAY, own.signed_on or date.min)),
            },
            url=reverse("agreement_of", args=[own.pk]),
        )
    if change.position_id is not None:
        yield from _of_the_predecessor(change, year)


def _open_agreements(employee_id: int, year: int) -> QuerySet[Agreement]:
    signed = Agreement.objects.filter(sealed_at__isnull=False, ended_on__isnull=True).select_related("position")
    return signed.filter(holder_id=employee_id, year=year).order_by("kind")


def _of_the_predecessor(change: Change, year: int) -> Iterator[Effect]:
    held = Assignment.objects.on(change.start - ONE_DAY).filter(position=change.position_id)
    for before in held.exclude(employee_id=change.employee_id).select_related("employee"):
        for theirs in _open_agreements(before.employee_id, year).filter(position=change.position_id):
            yield Effect(
                _("Rancangan perjanjian dengan target sisa dari %(person)s dibuka untuk pejabat baru.")
                % {"person": before.employee.name},
                url=reverse("agreement_of", args=[theirs.pk]),
            )
