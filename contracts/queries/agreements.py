"""Lists of agreements: what waits for somebody, and everything in one's scope."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import Agreement, State, Version
from contracts.queries.years import years_agreed
from organization.access import access_for, units_below
from organization.models import Assignment

#: State → shape of the status (the first signal is the word).
SHAPES: dict[str, str] = {
    State.DRAFT: "draft",
    State.PRESENTED: "sent",
    State.RETURNED: "back",
    State.AGREED: "wait",
    State.SIGNED_FIRST: "wait",
    State.IN_FORCE: "ok",
    State.AMENDED: "lock",
    State.ENDED: "lock",
    State.REFUSED: "no",
    State.CANCELLED: "none",
}

#: What the two parties do next, in the words of a button.
TASKS: dict[str, Any] = {
    State.DRAFT: gettext_lazy("Susun"),
    State.RETURNED: gettext_lazy("Perbaiki"),
    State.PRESENTED: gettext_lazy("Telaah"),
    State.AGREED: gettext_lazy("Periksa lalu tanda tangani"),
    State.SIGNED_FIRST: gettext_lazy("Periksa lalu tanda tangani"),
}
TASK_PAGES = {
    State.DRAFT: "draft",
    State.RETURNED: "draft",
    State.PRESENTED: "review",
    State.AGREED: "sign",
    State.SIGNED_FIRST: "sign",
}


@dataclass(frozen=True, slots=True)
class Task:
    """A version that waits for the reader, with what is to be done on which page."""

    version: Version
    label: str
    url_name: str


def waiting_for(user: Any) -> list[Task]:
    """What the reader must do next, oldest first; one query."""
    mine = Q(agreement__holder_id=user.pk, state__in=(State.DRAFT, State.RETURNED, State.AGREED))
    received = Q(superior_id=user.pk, state__in=(State.PRESENTED, State.SIGNED_FIRST))
    # Two ways, each by its index: in one condition the database would read every version of the region.
    ids = Version.objects.filter(mine).values("pk").union(Version.objects.filter(received).values("pk"))
    found = Version.objects.filter(pk__in=ids).select_related("agreement__holder", "position__unit")
    return [
        Task(version, str(TASKS[version.state]), TASK_PAGES[State(version.state)])
        for version in found.order_by("changed_at", "pk")
    ]


def with_standing(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Agreements with the state, number and id of their latest version; None where they came in by table."""
    versions = Version.objects.filter(agreement=OuterRef("pk")).order_by("-number")
    return agreements.annotate(
        last_id=Subquery(versions.values("pk")[:1]),
        last_state=Subquery(versions.values("state")[:1]),
        last_number=Subquery(versions.values("number")[:1]),
    )


def own_agreements(user: Any) -> QuerySet[Agreement]:
    """The reader's own, newest first."""
    own = Agreement.objects.filter(holder_id=user.pk).select_related("superior", "position__unit")
    return with_standing(own).order_by("-year", "-pk")


def find_agreements(
    user: Any, *, year: int, text: str = "", state: str = "", opd_id: int | None = None
) -> QuerySet[Agreement]:
    """The agreements of a year in the reader's scope, by the holder's name.

    ``state`` is a ``State``; ``paper`` finds those that came in signed, by table. ``text`` is part of a name or a NIP.
    """
    all_of_year = Agreement.objects.filter(year=year)
    if not access_for(user).sees_city:
        # As a list: a join with it would make the database read the whole region's year.
        all_of_year = all_of_year.filter(pk__in=[row["pk"] for row in all_of_year.ids_visible_to(user)])
    found: QuerySet[Any] = with_standing(all_of_year)
    if text:
        found = found.filter(Q(holder__name__icontains=text) | Q(holder__nip__startswith=text))
    if opd_id is not None:
        inside = units_below(frozenset({opd_id}))
        posts = Q(position__unit_id__in=inside) | Q(
            position__isnull=True, holder__assignments__position__unit_id__in=inside
        )
        found = found.filter(pk__in=Agreement.objects.filter(posts, year=year).values("pk"))
    if state == "paper":
        found = found.filter(last_state__isnull=True, sealed_at__isnull=False)
    elif state:
        found = found.filter(last_state=state)
    post = Assignment.objects.on(access_for(user).day).filter(employee=OuterRef("holder_id")).order_by("kind", "-start")
    # A paper that came in by table names no post: then the holder's of today tells who it is.
    found = found.annotate(
        post_title=Coalesce("position__title", Subquery(post.values("position__title")[:1])),
        post_unit=Coalesce("position__unit__name", Subquery(post.values("position__unit__name")[:1])),
    )
    return found.select_related("holder", "superior").order_by("holder__name", "pk")


def years_with_agreements(today: date) -> list[int]:
    """The years to choose from, latest first, this and the next one always among them; one query."""
    return sorted({*years_agreed(), today.year, today.year + 1}, reverse=True)


def standing_word(agreement: Any) -> tuple[str, str]:
    """Shape and word for where an agreement of ``with_standing`` stands."""
    if agreement.last_state is not None:
        return SHAPES[agreement.last_state], str(State(agreement.last_state).label)
    if agreement.sealed_at is not None:
        return ("lock", _("berakhir")) if agreement.ended_on else ("ok", _("berlaku, naskah kertas"))
    return "draft", _("rancangan dari tabel")
