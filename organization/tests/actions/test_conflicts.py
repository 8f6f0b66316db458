"""A refusal that cannot be explained any more, because the rival is gone, still becomes a sentence."""

from datetime import date

import pytest
from django.db import IntegrityError

from kinerja.errors import DomainError
from organization.actions import conflicts
from organization.models import Assignment
from tests.cast import Cast


@pytest.mark.parametrize("constraint", ["assignment_one_definitive_holder", "assignment_one_definitive_post"])
def test_a_rival_that_left_meanwhile(cast: Cast, monkeypatch: pytest.MonkeyPatch, constraint: str) -> None:
    def refuse(_assignment: Assignment) -> None:
        raise IntegrityError

    monkeypatch.setattr(Assignment, "save", refuse)
    monkeypatch.setattr(conflicts, "constraint_of", lambda _error: constraint)
    free = Assignment(
        employee=cast.staff,
        position=cast.positions["staff"],
        kind="definitive",
        start=date(1990, 1, 1),
        end=date(1990, 1, 2),
    )
    with pytest.raises(DomainError) as refused:
        conflicts.save_assignment(free)
    assert refused.value.code == constraint
    assert refused.value.message


def test_a_constraint_without_words_of_its_own_is_told_in_general_ones() -> None:
    assert conflicts.sentence_of(Assignment(), "integrity").startswith("Data ini sudah tercatat")
