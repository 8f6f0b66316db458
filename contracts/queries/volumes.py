"""What goes into a volume, in the order of the house: region, then OPDs by code, each from the top down."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.models import Agreement, SigningMethod, State, Version
from contracts.paper.bound import Bound
from contracts.paper.sheet import COPY_NOTE, Look
from contracts.queries.agreement_page import deed_of
from contracts.queries.papers import deed_of_targets, standing_version
from organization.models import Assignment, AssignmentKind, Level, Position, Unit, UnitKind

SCAN_NOTE = "Naskah asli ditandatangani di atas kertas; pindaiannya tersimpan."
#: Levels from the top down; whom "heads only" means are those before the divisions.
LEVELS = [level.value for level in Level]
HEADS = frozenset({Level.HEAD_OF_REGION, Level.REGIONAL_SECRETARY, Level.ASSISTANT, Level.OPD_HEAD})
IN_FORCE = frozenset({State.IN_FORCE.value, State.AMENDED.value, State.ENDED.value})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an agreement stands in a volume: below which unit, and before which others."""

    agreement_id: int
    group: str
    order: tuple[Any, ...]

    @property
    def planned(self) -> tuple[int, str]:
        """What a plan keeps of it."""
        return self.agreement_id, self.group


def places(*, year: int, user: Any = None, unit: Unit | None = None, heads_only: bool = False) -> list[Place]:
    """The agreements of a year in the order of the volume, read in a bounded number of queries.

    ``user`` limits them to what that person may see; without one it is everything (commands).
    """
    found = Agreement.objects.filter(year=year)
    if user is not None:
        found = found.visible_to(user)
    agreements = list(found.select_related("holder", "position"))
    tree = {each.pk: each for each in Unit.objects.all()}
    posts = _posts(agreements)
    placed = []
    for agreement in agreements:
        post = agreement.position or posts.get(agreement.pk)
        chain = _chain(tree, post.unit_id) if post else []
        if unit is not None and unit.pk not in {each.pk for each in chain}:
            continue
        if heads_only and (post is None or post.level not in HEADS):
            continue
        placed.append(_place(agreement, post, chain))
    return sorted(placed, key=lambda place: place.order)


def _posts(agreements: list[Agreement]) -> dict[int, Position]:
    """The posts of agreements that came in by table without one: those of the holder on the day of signing."""
    without = [agreement for agreement in agreements if agreement.position is None]
    holders = {agreement.holder_id for agreement in without}
    held: dict[int, list[Assignment]] = {}
    found = Assignment.objects.filter(employee_id__in=holders).select_related("position").order_by("start")
    for assignment in found:
        held.setdefault(assignment.employee_id, []).append(assignment)
    posts = {}
    for agreement in without:
        day = agreement.signed_on or date(agreement.year, 1, 1)
        days = [each for each in held.get(agreement.holder_id, ()) if each.start <= day and (each.end or day) >= day]
        # The definitive one decides; of several acting ones the latest (rules §1).
        days.sort(key=lambda each: (each.kind == AssignmentKind.DEFINITIVE, each.start))
        if days:
            posts[agreement.pk] = days[-1].position
    return posts


def _chain(tree: dict[int, Unit], unit_id: int) -> list[Unit]:
    """A unit and those above it, the region first."""
    chain: list[Unit] = []
    at: int | None = unit_id
    while at is not None and at in tree and len(chain) <= len(tree):
        chain.insert(0, tree[at])
        at = tree[at].parent_id
    return chain


def _place(agreement: Agreement, post: Position | None, chain: list[Unit]) -> Place:
    opd = next((each for each in chain if each.kind == UnitKind.OPD), chain[0] if chain else None)
    level = LEVELS.index(post.level) if post else len(LEVELS)
    below = tuple(each.code for each in chain)
    # Without a post one comes last; the region itself comes before its OPDs.
    order = (not chain, below[:2], below[2:], level, agreement.holder.name, agreement.pk)
    return Place(agreement.pk, opd.name if opd else "–", order)


def papers_for(plan: Iterable[tuple[int, str]], *, drafts: bool) -> Iterator[Bound | None]:
    """The papers of agreements (id, unit above), one at a time; None for one that is gone or not in force."""
    for agreement_id, group in plan:
        found = Agreement.objects.select_related("holder", "superior", "position").filter(pk=agreement_id)
        agreement = found.first()
        yield _paper(agreement, group, drafts=drafts) if agreement else None


def _paper(agreement: Agreement, group: str, *, drafts: bool) -> Bound | None:
    version = standing_version(agreement)
    if version is None:
        if agreement.sealed_at is not None:
            return Bound(group, deed_of_targets(agreement), Look(note=COPY_NOTE))
        return Bound(group, deed_of_targets(agreement), Look(draft=True)) if drafts else None
    if version.state in IN_FORCE:
        return Bound(group, deed_of(version), Look(note=SCAN_NOTE) if _by_hand(version) else Look())
    return Bound(group, deed_of(version), Look(draft=True)) if drafts else None


def _by_hand(version: Version) -> bool:
    return version.signatures.filter(method=SigningMethod.WET).exists()
