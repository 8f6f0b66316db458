"""Turns a refusal by the database into a sentence that names the post, the person and the dates."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from kinerja.ui.wording import day as day_words
from organization.models import Assignment, AssignmentKind


def span_words(assignment: Assignment) -> str:
    """``1 Januari 2026 sampai sekarang`` or ``1 Januari 2026 sampai 3 Maret 2026``."""
    end = day_words(assignment.end) if assignment.end else _("seterusnya")
    return _("%(start)s sampai %(end)s") % {"start": day_words(assignment.start), "end": end}


def save_assignment(assignment: Assignment) -> Assignment:
    """Write an assignment; raise ``DomainError`` ("assignment_…") where the database forbids it."""
    try:
        with transaction.atomic():
            assignment.save()
    except IntegrityError as error:
        raise _explained(assignment, constraint_of(error)) from error
    return assignment


def save_checked(instance: Model) -> None:
    """Write any row; raise ``DomainError`` with the sentence of the constraint that it breaks."""
    try:
        with transaction.atomic():
            instance.save()
    except IntegrityError as error:
        name = constraint_of(error)
        raise DomainError(name, sentence_of(instance, name)) from error


def constraint_of(error: IntegrityError) -> str:
    """The name of the database constraint that was broken."""
    cause: Any = error.__cause__
    return str(getattr(getattr(cause, "diag", None), "constraint_name", None) or "integrity")


def sentence_of(instance: Model, name: str) -> str:
    """What the model says about that constraint, or a sentence that fits all."""
    for constraint in instance._meta.constraints:  # noqa: SLF001 -- Django documents _meta for this use
        own = constraint.violation_error_message != constraint.default_violation_error_message
        if constraint.name == name and own:
            return str(constraint.violation_error_message)
    if name == "month_closed":
        return _("Bulan ini sudah ditutup dan tidak dapat diubah lagi.")
    return _("Data ini sudah tercatat, atau bertentangan dengan data lain. Muat ulang halaman, lalu periksa kembali.")


def _explained(assignment: Assignment, name: str) -> DomainError:
    rivals = _overlapping(assignment).select_related("employee", "position")
    if name == "assignment_one_definitive_holder":
        rival = rivals.filter(position=assignment.position).first()
        if rival:
            return DomainError(
                name,
                _("Jabatan %(post)s sudah dipegang %(person)s (NIP %(nip)s) secara definitif %(span)s. ")
                % {
                    "post": rival.position.title,
                    "person": rival.employee.name,
                    "nip": rival.employee.nip,
                    "span": span_words(rival),
                }
                + _("Akhiri dahulu penempatan itu, atau pilih tanggal lain."),
            )
    if name == "assignment_one_definitive_post":
        rival = rivals.filter(employee=assignment.employee).first()
        if rival:
            return DomainError(
                name,
                _("%(person)s sudah memegang jabatan definitif %(post)s %(span)s. ")
                % {"person": rival.employee.name, "post": rival.position.title, "span": span_words(rival)}
                + _("Akhiri dahulu penempatan itu, atau pilih tanggal lain."),
            )
    return DomainError(name, sentence_of(assignment, name))


def _overlapping(assignment: Assignment) -> Any:
    others = Assignment.objects.exclude(pk=assignment.pk).filter(kind=AssignmentKind.DEFINITIVE)
    if assignment.end is not None:
        others = others.filter(start__lte=assignment.end)
    return others.filter(Q(end__isnull=True) | Q(end__gte=assignment.start)).order_by("start")
