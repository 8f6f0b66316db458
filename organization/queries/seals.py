"""The chain of seals over history, for whoever keeps its head outside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Max, QuerySet
from django.db.models.functions import TruncDate

from kinerja.chain.heads import read_heads
from kinerja.models import History, HistorySeal

#: Rows of history that are counted before the page says "more".
MOST_COUNTED = 10_000


class Waiting(NamedTuple):
    """Rows of history that no seal covers yet, counted up to ``MOST_COUNTED``."""

    rows: int
    more: bool


def waiting() -> Waiting:
    """What the next seal will hold."""
    last = HistorySeal.objects.last()
    sealed_to = last.parts["kinerja_history"]["to"] if last else 0
    ahead = History.objects.filter(pk__gt=sealed_to).values("pk")[: MOST_COUNTED + 1].count()
    return Waiting(min(ahead, MOST_COUNTED), ahead > MOST_COUNTED)


class Compared(NamedTuple):
    """A head that somebody kept, and what stands under its number now (None: no such seal)."""

    number: int
    kept: str
    here: str | None

    @property
    def fits(self) -> bool:
        """Whether the chain still holds this very head."""
        return self.kept == self.here


def compare(text: str) -> list[Compared]:
    """The heads in somebody's text against the chain."""
    heads, _unreadable = read_heads(text.splitlines())
    here = dict(HistorySeal.objects.filter(number__in=[number for number, _ in heads]).values_list("number", "sha256"))
    return [Compared(number, kept, here.get(number)) for number, kept in heads]


def heads_of_days() -> Iterable[HistorySeal]:
    """The last seal of each day in the region, oldest first."""
    days = HistorySeal.objects.annotate(day=TruncDate("at")).order_by().values("day")
    last = days.annotate(number=Max("number")).values("number")
    return HistorySeal.objects.filter(number__in=last).defer("parts").iterator()


def newest_first() -> QuerySet[HistorySeal]:
    """The seals from the last one back."""
    return HistorySeal.objects.order_by("-number")
