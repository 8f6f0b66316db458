"""Reports of what is missing in the structure, as texts that are read anew only when it has changed."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from kinerja.unchanged import until_changed
from organization.models import Employee, Position, UnitKind
from organization.noted import STRUCTURE
from organization.queries import authority
from organization.queries.people import ListedPerson, listed, with_assignments
from organization.superior_doubts import doubts_on

M = TypeVar("M", bound=Model)
R = TypeVar("R")


class VacantUnit(NamedTuple):
    """A unit that nobody leads; ``above`` is the name of the unit above, empty for the highest."""

    pk: int
    name: str
    kind: UnitKind
    above: str


class VacantPost(NamedTuple):
    """A post without a definitive holder."""

    title: str
    code: str
    unit_id: int
    unit: str


class Unplaced(NamedTuple):
    """An active person without a post."""

    nip: str
    name: str


@dataclass(frozen=True, slots=True)
class ReportPage(Generic[R]):
    """Rows of the page ``number`` of a list of ``count``."""

    rows: Sequence[R]
    number: int
    count: int


@until_changed(*STRUCTURE)
def vacancies_text(day: date, *, page: int, size: int) -> str:
    """Units without a head, and a page of posts without a definitive holder, as JSON."""
    found = authority.vacant_heads(day)
    units = [[unit.pk, unit.name, unit.kind, unit.parent.name if unit.parent else ""] for unit in found]
    return json.dumps({"units": units, "posts": _page(authority.vacant_positions(day), page, size, _posts)})


def read_vacancies(text: str) -> tuple[list[VacantUnit], ReportPage[VacantPost]]:
    """What a ``vacancies_text`` says."""
    read = json.loads(text)
    units = [VacantUnit(pk, name, UnitKind(kind), above) for pk, name, kind, above in read["units"]]
    return units, _read(read["posts"], VacantPost)


@until_changed(*STRUCTURE)
def unled_text(day: date, *, page: int, unplaced: int, size: int) -> str:
    """Pages of the people whose work nobody can approve, and of active people without a post, as JSON."""
    rows = _page(authority.people_without_superior(day), page, size, lambda found: _people(found, day))
    others = _page(authority.people_without_post(day), unplaced, size, _names)
    return json.dumps({"unled": rows, "unplaced": others})


def superior_rows(day: date) -> Iterator[tuple[str, str, str, str]]:
    """The whole report, as the export ``superiors`` writes it: problem, NIP, name, sentence."""
    for person in authority.people_without_superior(day):
        yield "no_superior", person.nip, person.name, _("Tidak ada pejabat pada unitnya dan semua unit di atasnya")
    for person in authority.people_without_post(day):
        yield "no_post", person.nip, person.name, _("Pegawai aktif tanpa jabatan")
    for doubt in doubts_on(day):
        yield doubt.kind, doubt.nip, doubt.name, doubt.sentence


def read_unled(text: str) -> tuple[ReportPage[ListedPerson], ReportPage[Unplaced]]:
    """What an ``unled_text`` says."""
    read = json.loads(text)
    return _read(read["unled"], ListedPerson), _read(read["unplaced"], Unplaced)


def _posts(found: Sequence[Position]) -> list[Any]:
    return [[post.title, post.code, post.unit_id, post.unit.name] for post in found]


def _people(found: Sequence[Employee], day: date) -> list[Any]:
    return [astuple(listed(row)) for row in with_assignments(found, day)]


def _names(found: Sequence[Employee]) -> list[Any]:
    return [[person.nip, person.name] for person in found]


def _page(found: QuerySet[M], number: int, size: int, told: Callable[[Sequence[M]], list[Any]]) -> list[Any]:
    page = Paginator(found, size).get_page(number)
    return [told(list(page.object_list)), page.number, page.paginator.count]


def _read(page: list[Any], row: Callable[..., R]) -> ReportPage[R]:
    rows, number, count = page
    return ReportPage([row(*each) for each in rows], number, count)
