"""Rows whose task or suggestion went away while somebody was writing in them: what was typed stays.

Such a row keeps its prefix, so that what browser and server hold of it finds its place; a hidden field "kept" says that
its person has seen why. It is filed as work without a task.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from contracts.models import Target
from dailylog.forms.row import DONE, HIDDEN, Row, row_form

#: Rows that come from somewhere and may go: of a task, of a suggestion, and of an entry that is copied.
_MAY_GO = ("t", "u", "c")


def gone(typed: Mapping[str, str], there: Collection[str]) -> list[str]:
    """The prefixes of rows in which something was typed and that are not there; who empties a row is rid of it."""
    found: dict[str, None] = {}
    for name, value in typed.items():
        prefix, _dash, said = name.partition("-")
        may_go = prefix.startswith(_MAY_GO) and prefix[1:].isdigit()
        if may_go and prefix not in there and said not in {*HIDDEN, "done"} and value.strip():
            found[prefix] = None
    return list(found)


def kept_row(
    prefix: str, why: str, *, typed: Mapping[str, Any], targets: Sequence[Target], data: Any = None, files: Any = None
) -> Row:
    """The row as it was typed, with the sentence ``why`` it is none of the page's own any more.

    ``data`` binds it to what was sent. A tick from before is dropped: it was meant for the task.
    """
    initial = {name.partition("-")[2]: value for name, value in typed.items() if name.startswith(f"{prefix}-")}
    if initial.get("kept") != DONE:
        initial.pop("done", None)
    make = partial(row_form, prefix, initial, targets=targets, data=data, files=files)
    title = str(initial.get("description", ""))
    sent = data is not None and initial.get("kept") != DONE
    return Row(prefix, "kept", make, title=title, initial=initial, notice=why, unasked=sent)


def kept_before(sent: Mapping[str, Any]) -> dict[str, str]:
    """What was sent of rows that the page had kept already."""
    prefixes = {name.partition("-")[0] for name in sent if name.endswith("-kept")}
    return {name: str(value) for name, value in sent.items() if name.partition("-")[0] in prefixes}
