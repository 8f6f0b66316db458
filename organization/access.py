"""What one user may see today, found once per request: the value that every policy and ``visible_to`` asks."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any, NamedTuple

from django.utils import timezone

from kinerja.days import ONE_DAY
from kinerja.prepared import Prepared
from organization.models.assignment import Assignment
from organization.models.position import HEAD_LEVEL, Level, Position
from organization.models.role import Role
from organization.models.unit import Unit

#: Levels of post and roles whose scope is the whole region (mission, "Who uses it").
CITY_LEVELS = frozenset({Level.HEAD_OF_REGION.value, Level.REGIONAL_SECRETARY.value})
CITY_ROLES = frozenset({Role.ORTALA.value, Role.BKPSDM.value, Role.INSPECTORATE.value, Role.OPERATOR.value})

# Asked on every page: written out, because building the query from models takes longer than answering it. One row
# for each post, or one without a post; each with the grants.
_POSTS_AND_GRANTS = Prepared(
    "organization_access",
    """
SELECT ARRAY(
           SELECT role FROM organization_rolegrant
           WHERE employee_id = %(employee)s AND start <= %(day)s AND ("end" IS NULL OR "end" >= %(day)s)
       ),
       ARRAY(
           SELECT unit_id FROM organization_rolegrant
           WHERE employee_id = %(employee)s AND start <= %(day)s AND ("end" IS NULL OR "end" >= %(day)s)
           AND role = 'monitor'
       ),
       (
           SELECT count(*) FROM (
               SELECT FROM organization_notice WHERE employee_id = %(employee)s AND read_at IS NULL LIMIT %(most)s
           ) unread
       ),
       a.id, a.kind, a.start, a."end", p.id, p.code, p.title, p.level, p.tpp_base,
       u.id, u.code, u.name, u.kind, u.parent_id, u.schedule_id
FROM (VALUES (1)) one
LEFT JOIN (
    organization_assignment a
    JOIN organization_position p ON p.id = a.position_id
    JOIN organization_unit u ON u.id = p.unit_id
) ON a.employee_id = %(employee)s AND a.start <= %(day)s AND (a."end" IS NULL OR a."end" >= %(day)s)
ORDER BY p.code
""",
    employee="bigint",
    day="date",
    most="int",
)
#: Beyond this the exact number tells nobody anything, and counting it would cost.
MOST_COUNTED = 99
# From index to index, as in organization.queries.around.
_BELOW = Prepared(
    "organization_units_below",
    """
WITH RECURSIVE below AS (
    SELECT id FROM organization_unit WHERE id = ANY(%(units)s)
    UNION SELECT u.id FROM below
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.parent_id = below.id OFFSET 0) u
) SELECT id FROM below
""",
    units="bigint[]",
)
_ABOVE = Prepared(
    "organization_units_above",
    """
WITH RECURSIVE above AS (
    SELECT id, parent_id FROM organization_unit WHERE id = ANY(%(units)s)
    UNION SELECT u.id, u.parent_id FROM above
    CROSS JOIN LATERAL (SELECT * FROM organization_unit x WHERE x.id = above.parent_id OFFSET 0) u
) SELECT id FROM above
""",
    units="bigint[]",
)


def units_below(unit_ids: frozenset[int]) -> frozenset[int]:
    """These units and all under them; one query, none for the empty set."""
    return _walk(_BELOW, unit_ids)


def units_above(unit_ids: frozenset[int]) -> frozenset[int]:
    """These units and all above them; one query, none for the empty set."""
    return _walk(_ABOVE, unit_ids)


def _walk(statement: Prepared, unit_ids: frozenset[int]) -> frozenset[int]:
    if not unit_ids:
        return frozenset()
    return frozenset(unit_id for (unit_id,) in statement.rows({"units": list(unit_ids)}))


@dataclass(frozen=True)
class Access:
    """A user's rights on one day; of a visitor, who has none, ``employee_id`` is 0.

    ``headed`` are the units that the user heads, definitive or acting; ``monitored`` the OPDs assigned by a grant;
    ``held`` the units of the user's posts, ``posts`` those of the day, by the code of the post. ``unread`` is how many
    notices wait in the user's inbox, at most one more than ``MOST_COUNTED``: every page shows it beside the bell.
    """

    employee_id: int
    day: date
    assignment: Assignment | None = None
    levels: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    headed: frozenset[int] = frozenset()
    monitored: frozenset[int] = frozenset()
    held: frozenset[int] = frozenset()
    posts: tuple[Assignment, ...] = ()
    unread: int = 0
    # Other floors keep here, for the length of a request, what they derive from these rights.
    notes: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def answers_for_units(self) -> bool:
        """Whether more than oneself is in scope: whoever heads or monitors a unit."""
        return bool(self.headed or self.monitored)

    @cached_property
    def unit_ids(self) -> frozenset[int]:
        """The units headed or monitored, with everything below; read when it is first asked for."""
        return units_below(self.headed | self.monitored)

    @cached_property
    def own_unit_ids(self) -> frozenset[int]:
        """The units of the user's posts with everything above, whose published figures enter the user's own score."""
        return units_above(self.held)

    @property
    def level(self) -> str | None:
        """The level of the post of today's assignment (rules §1)."""
        return self.assignment.position.level if self.assignment else None

    @property
    def unit_id(self) -> int | None:
        """The unit of today's assignment."""
        return self.assignment.position.unit_id if self.assignment else None

    @property
    def leads_region(self) -> bool:
        """Head of region or regional secretary, definitive or acting."""
        return bool(self.levels & CITY_LEVELS)

    @property
    def sees_city(self) -> bool:
        """Whether agreements, figures and people of the whole region are in scope."""
        return self.leads_region or bool(self.roles & CITY_ROLES)

    @property
    def sees_city_logs(self) -> bool:
        """Whether everyone's daily logs are in scope: the region's leaders and the inspectorate only."""
        return self.leads_region or Role.INSPECTORATE in self.roles

    def may_see_unit(self, unit_id: int) -> bool:
        """Whether the unit's page with its people is in scope."""
        return self.sees_city or unit_id in self.unit_ids

    def may_see_unit_figures(self, unit_id: int) -> bool:
        """Whether the unit's published figures are in scope: also those of the units above one's own post."""
        return self.may_see_unit(unit_id) or unit_id in self.own_unit_ids

    def may_see_person(self, employee_id: int, unit_id: int | None) -> bool:
        """Whether a person, whose assignment of the day is in ``unit_id``, is in scope."""
        return self.sees_city or self._is_own(employee_id, unit_id)

    def may_see_logs_of(self, employee_id: int, unit_id: int | None) -> bool:
        """Whether that person's daily logs are in scope."""
        return self.sees_city_logs or self._is_own(employee_id, unit_id)

    def _is_own(self, employee_id: int, unit_id: int | None) -> bool:
        return employee_id == self.employee_id or (unit_id is not None and unit_id in self.unit_ids)


def access_for(user: Any, day: date | None = None) -> Access:
    """The rights of a user on a day (default: today), one query; today's are kept on the user object.

    ``user`` is an employee or an anonymous user, who has none.
    """
    known: _Today | None = getattr(user, "access_today", None)
    if known is not None and known.began <= timezone.now() < known.ends and (day is None or day == known.access.day):
        return known.access
    today = timezone.localdate()
    day = day or today
    if not user.is_authenticated:
        return Access(employee_id=0, day=day)
    if day != today:
        return _find(user.pk, day)
    known = user.access_today = _Today(_find(user.pk, today), _midnight(today), _midnight(today + ONE_DAY))
    return known.access


class _Today(NamedTuple):
    """Rights and the instants between which they are those of today: a page asks twenty times."""

    access: Access
    began: datetime
    ends: datetime


def _midnight(day: date) -> datetime:
    """When a day begins, in UTC as the clock tells it: such instants are compared at once."""
    return timezone.make_aware(datetime.combine(day, time(0))).astimezone(UTC)


def _find(employee_id: int, day: date) -> Access:
    rows = _POSTS_AND_GRANTS.rows({"employee": employee_id, "day": day, "most": MOST_COUNTED + 1})
    posts = [_post(employee_id, row[3:]) for row in rows if row[3] is not None]
    return Access(
        employee_id=employee_id,
        day=day,
        # The posts come in the order of their codes, so that max() leaves a tie to the lower one (rules §0).
        assignment=max(posts, key=lambda post: (post.kind == "definitive", post.start), default=None),
        levels=frozenset(post.position.level for post in posts),
        roles=frozenset(rows[0][0]),
        headed=frozenset(
            post.position.unit_id for post in posts if HEAD_LEVEL.get(post.position.unit.kind) == post.position.level
        ),
        monitored=frozenset(rows[0][1]),
        held=frozenset(post.position.unit_id for post in posts),
        posts=tuple(posts),
        unread=rows[0][2],
    )


def _post(employee_id: int, row: tuple[Any, ...]) -> Assignment:
    post = Assignment.from_db(None, ("id", "kind", "start", "end"), row[:4])
    post.employee_id = employee_id
    post.position = Position.from_db(None, ("id", "code", "title", "level", "tpp_base"), row[4:9])
    post.position.unit = Unit.from_db(None, ("id", "code", "name", "kind", "parent_id", "schedule_id"), row[9:])
    return post
