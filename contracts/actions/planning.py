"""The region's planning tree kept: missions, goals, objectives, programmes and their budgets."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Min, ProtectedError, Q
from django.utils.translation import gettext as _

from contracts.models import PARENT_KIND, Line, Objective, ObjectiveKind, ProgrammeBudget
from kinerja.errors import DomainError
from organization.actions.conflicts import save_checked

#: Whole rupiah of a budget that fit into its column.
MOST_RUPIAH = Decimal(10) ** 16


@transaction.atomic
def save_node(
    *,
    code: str,
    name: str,
    kind: str,
    parent_id: int | None,
    unit_id: int | None,
    first_year: int,
    last_year: int,
    node_id: int | None = None,
) -> Objective:
    """Make a node of the tree, or change the one named by ``node_id``.

    A node hangs on one of the storey above, so that the tree cannot close a loop, and lives within its parent's years.
    Raises ``DomainError`` ("node_…", "code_taken") for what does not fit.
    """
    node = Objective.objects.select_for_update().get(pk=node_id) if node_id else Objective()
    # The parent's row is held, so that its kind and years do not change while a node is hung on it.
    parent = Objective.objects.select_for_update().get(pk=parent_id) if parent_id else None
    if first_year > last_year:
        raise DomainError("node_years", _("Tahun akhir tidak boleh sebelum tahun awal."))
    _check_parent(kind, parent, first_year, last_year)
    if node_id:
        if parent_id == node_id:
            raise DomainError("node_parent", _("Simpul tidak dapat menjadi induk dirinya sendiri. Pilih simpul lain."))
        _check_below(node, kind, first_year, last_year)
    other = Objective.objects.filter(code=code).exclude(pk=node.pk).first()
    if other is not None:
        raise DomainError(
            "code_taken", _("Kode %(code)s sudah dipakai: %(name)s.") % {"code": code, "name": other.name}
        )
    node.code, node.name, node.kind, node.parent, node.unit_id = code, name, kind, parent, unit_id
    node.first_year, node.last_year = first_year, last_year
    save_checked(node)
    return node


def _check_parent(kind: str, parent: Objective | None, first_year: int, last_year: int) -> None:
    wanted = PARENT_KIND.get(kind)
    if wanted is None:
        if parent is not None:
            raise DomainError("node_parent", _("Misi tidak mempunyai induk. Kosongkan induknya."))
        return
    if parent is None or parent.kind != wanted:
        words = {"kind": ObjectiveKind(kind).label, "parent": ObjectiveKind(wanted).label}
        raise DomainError("node_parent", _("Induk sebuah %(kind)s adalah %(parent)s. Pilih %(parent)s.") % words)
    if first_year < parent.first_year or last_year > parent.last_year:
        years = {"name": str(parent), "first": parent.first_year, "last": parent.last_year}
        raise DomainError("node_years", _("Tahunnya harus di dalam masa induk %(name)s: %(first)s–%(last)s.") % years)


def _check_below(node: Objective, kind: str, first_year: int, last_year: int) -> None:
    """What hangs on the node must still fit: its kind stays, and its years hold those of everything on it."""
    children = node.children.aggregate(first=Min("first_year"), last=Max("last_year"))
    budgets = node.budgets.aggregate(first=Min("year"), last=Max("year"))
    years = [year for found in (children, budgets) for year in found.values() if year is not None]
    if kind != node.kind and (years or is_used(node)):
        message = _("Jenisnya tidak dapat diubah: masih ada simpul, anggaran, indikator, atau sasaran yang memakainya.")
        raise DomainError("node_kind", message)
    if years and (min(years) < first_year or max(years) > last_year):
        words = {"first": min(years), "last": max(years)}
        raise DomainError("node_years", _("Simpul dan anggaran di bawahnya memakai tahun %(first)s–%(last)s.") % words)


def is_used(node: Objective) -> bool:
    """Whether an indicator or a line of an agreement refers to the node."""
    return node.indicators.exists() or Line.objects.filter(Q(node=node) | Q(programme=node)).exists()


@transaction.atomic
def remove_node(*, node_id: int) -> None:
    """Take a node out of the tree with its budgets. Raises ``DomainError`` "node_used" while anything hangs on it."""
    # Whoever hangs something on the node meanwhile waits for its row.
    node = Objective.objects.select_for_update().get(pk=node_id)
    try:
        node.delete()
    except ProtectedError as error:
        message = _("%(name)s masih dipakai oleh simpul di bawahnya, indikator, atau perjanjian. Pindahkan dahulu.")
        raise DomainError("node_used", message % {"name": str(node)}) from error


@transaction.atomic
def set_budget(*, programme_id: int, year: int, funding: str, amount: Decimal) -> ProgrammeBudget | None:
    """Set the money of a programme in a year from one source, in rupiah; 0 takes the row away and gives None.

    Raises ``DomainError`` "budget_…" for a node that is no programme, a year outside its plan, or a negative amount.
    """
    programme = Objective.objects.select_for_update().get(pk=programme_id)
    if programme.kind != ObjectiveKind.PROGRAMME:
        raise DomainError("budget_programme", _("Anggaran hanya dicatat pada program."))
    if not programme.first_year <= year <= programme.last_year:
        words = {"first": programme.first_year, "last": programme.last_year}
        raise DomainError("budget_year", _("Program ini berlaku %(first)s–%(last)s. Pilih tahun di dalamnya.") % words)
    if not 0 <= amount < MOST_RUPIAH:
        raise DomainError("budget_amount", _("Anggaran tidak boleh kurang dari nol atau lebih dari 16 angka."))
    row = programme.budgets.filter(year=year, funding=funding).first()
    if amount == 0:
        if row is not None:
            row.delete()
        return None
    row = row or ProgrammeBudget(programme=programme, year=year, funding=funding)
    row.amount = amount
    save_checked(row)
    return row
