"""Posts given and taken: move, acting appointment, end."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kinerja.days import ONE_DAY
from kinerja.errors import DomainError
from kinerja.ui.wording import day as day_words
from organization.actions.conflicts import save_assignment
from organization.effects import Change, refuse_blocked
from organization.models import Assignment, AssignmentKind, Employee, Position


@transaction.atomic
def move_employee(*, employee_id: int, position_id: int, start: date, end_acting: bool = True) -> Assignment:
    """Give a definitive post from ``start`` on; the definitive post held until then ends the day before.

    With ``end_acting`` whoever acts in the new post on ``start`` stops the day before. Raises ``DomainError``.
    """
    employee, position = _lock(employee_id, position_id)
    refuse_blocked(Change(employee_id, position_id, AssignmentKind.DEFINITIVE, start))
    current = employee.assignments.on(start).filter(kind=AssignmentKind.DEFINITIVE).first()
    if current is not None:
        _check_leaves(current, position, start)
        _end_on(current, start - ONE_DAY)
    if end_acting:
        for acting in position.assignments.on(start).exclude(kind=AssignmentKind.DEFINITIVE):
            _stop_before(acting, start)
    return save_assignment(
        Assignment(employee=employee, position=position, kind=AssignmentKind.DEFINITIVE, start=start)
    )


@transaction.atomic
def appoint_acting(
    *, employee_id: int, position_id: int, kind: str, start: date, end: date | None = None
) -> Assignment:
    """Let a person act in a post as Plt. (vacant) or Plh. (holder away) beside his own. Raises ``DomainError``."""
    employee, position = _lock(employee_id, position_id)
    if kind not in {AssignmentKind.PLT, AssignmentKind.PLH}:
        raise DomainError("acting_kind", _("Pilih Plt. atau Plh."))
    if kind == AssignmentKind.PLH and end is None:
        raise DomainError("acting_end", _("Isi tanggal selesai: Plh. menggantikan pejabat yang kembali bertugas."))
    refuse_blocked(Change(employee_id, position_id, kind, start, end))
    if employee.assignments.on(start).filter(position=position).exists():
        raise DomainError(
            "acting_holds_already",
            _("%(person)s sudah memegang jabatan %(post)s pada %(day)s. Pilih pegawai atau tanggal lain.")
            % {"person": employee.name, "post": position.title, "day": day_words(start)},
        )
    return save_assignment(Assignment(employee=employee, position=position, kind=kind, start=start, end=end))


@transaction.atomic
def end_assignment(*, assignment_id: int, end: date | None, close_account: bool = False) -> Assignment:
    """Set or lift the last day of a post; ``close_account`` also ends the right to log in (retirement).

    Raises ``DomainError`` where the end precedes the start or reaches into another definitive post.
    """
    assignment = Assignment.objects.select_related("employee").get(pk=assignment_id)
    _lock(assignment.employee_id, assignment.position_id)
    first = min((end or date.max), (assignment.end or date.max))
    if first < date.max:
        refuse_blocked(Change(assignment.employee_id, None, assignment.kind, first + ONE_DAY))
    _end_on(assignment, end)
    if close_account:
        assignment.employee.is_active = False
        assignment.employee.save(update_fields=["is_active"])
    return assignment


@transaction.atomic
def cancel_assignment(*, assignment_id: int, today: date) -> None:
    """Take back a post that has not begun yet. Raises ``DomainError`` once it has: what was held stays on record."""
    assignment = Assignment.objects.get(pk=assignment_id)
    _lock(assignment.employee_id, assignment.position_id)
    if assignment.start <= today:
        raise DomainError("assignment_has_begun", _("Penempatan ini sudah berjalan. Isi tanggal selesainya."))
    refuse_blocked(Change(assignment.employee_id, None, assignment.kind, assignment.start, assignment.end))
    assignment.delete()


def _lock(employee_id: int, position_id: int) -> tuple[Employee, Position]:
    # Always the person before the post, so that two moves at a time wait instead of blocking each other.
    employee = Employee.objects.select_for_update().get(pk=employee_id)
    return employee, Position.objects.select_for_update().get(pk=position_id)


def _check_leaves(current: Assignment, position: Position, start: date) -> None:
    if current.position_id == position.pk:
        raise DomainError(
            "move_same_post",
            _("%(person)s sudah memegang jabatan %(post)s. Pilih jabatan lain.")
            % {"person": current.employee.name, "post": position.title},
        )
    if current.start >= start:
        raise DomainError(
            "move_before_start",
            _("%(person)s baru memegang jabatan %(post)s pada %(day)s. Pilih tanggal sesudahnya.")
            % {"person": current.employee.name, "post": current.position.title, "day": day_words(current.start)},
        )


def _stop_before(acting: Assignment, start: date) -> None:
    if acting.start >= start:
        raise DomainError(
            "acting_begins_later",
            _("%(person)s baru bertindak sebagai %(kind)s %(post)s pada %(day)s. Pilih tanggal sesudahnya.")
            % {
                "person": acting.employee.name,
                "kind": acting.get_kind_display(),
                "post": acting.position.title,
                "day": day_words(acting.start),
            },
        )
    _end_on(acting, start - ONE_DAY)


def _end_on(assignment: Assignment, end: date | None) -> None:
    assignment.end = end
    save_assignment(assignment)
