"""The same words day after day."""

from __future__ import annotations

from collections.abc import Iterator

from dailylog.rules.checks.facts import DayFacts, Found, normal
from kinerja.text import gettext_noop as _


def copy_pasted_days(facts: DayFacts) -> Iterator[Found]:
    """A text that stands on ``copied_days`` workdays running, this one included (§8); one finding for each text.

    The words of a recurring task are the same because they were arranged so; they are not meant.
    """
    before = facts.earlier[: facts.copied_days - 1]
    if not facts.required or len(before) < facts.copied_days - 1:
        return
    same: dict[str, list[int]] = {}
    for entry in facts.entries:
        text = normal(entry.text)
        if not entry.arranged and all(text in day for day in before):
            same.setdefault(text, []).append(entry.id)
    for keys in same.values():
        message = _("Uraian yang sama %(days)s hari kerja berturut-turut.")
        yield Found(message, {"days": facts.copied_days}, tuple(keys), str(min(keys)))
