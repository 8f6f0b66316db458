"""Coming back from a running leave: which kinds end early, and on whose word.

PP 11/2017 (as amended by PP 17/2020) and Peraturan BKN 24/2017, joint provisions: whoever is on annual leave, long
leave or leave for an important reason may be called back for urgent duties; what was not taken stays a right. Official
travel is the superior's to end. From sick leave a recovered person asks to come back. Maternity leave protects, and
leave outside the state's charge ends by decree: both through the personnel board.
"""

from __future__ import annotations

from datetime import date, timedelta

#: Kinds from which a superior may call back.
CALLED_BACK = frozenset({"annual", "long", "important", "dinas_luar"})
#: Kinds that their person may ask to end early.
ASKED_BACK = CALLED_BACK | {"sick"}
#: So many days after its end a person may still say that it ended earlier.
AFTERWARDS = timedelta(days=7)


def may_still_end(start: date, end: date, today: date) -> bool:
    """Whether a leave from ``start`` to ``end`` has begun and is not long over."""
    return start <= today <= end + AFTERWARDS


def may_be_called(start: date, end: date, today: date) -> bool:
    """Whether a superior may still call somebody back: the leave runs today and beyond."""
    return start <= today <= end


def given_back(back_on: date, end: date) -> list[date]:
    """The days on which the leave no longer lies: from the first day of work to its planned end."""
    return [back_on + timedelta(days=n) for n in range((end - back_on).days + 1)]
