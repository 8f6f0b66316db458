"""The same words day after day."""

from __future__ import annotations

from collections.abc import Iterator

from dailylog.rules.checks.facts import DayFacts, Found, normal
from kinerja.text import gettext_noop as _


def copy_pasted_days(facts: DayFacts) -> Iterator[Found]:
    """An entry whose text stands on ``copied_days`` workdays running, this one included (§8).

    The words of a recurring task are the same because they were arranged so; they are not meant.
    """
    before = facts.earlier[: facts.copied_days - 1]
    if not facts.required or len(before) < facts.copied_days - 1:
        return
    for entry in facts.entries:
        text = normal(entry.text)
        if not entry.arranged and all(text in day for day in before):
            yield Found(
                _("Uraian yang sama %(days)s hari kerja berturut-turut."),
                {"days": facts.copied_days},
                (entry.id,),
                str(entry.id),
            )
