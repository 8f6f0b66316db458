"""A reviewer's words on all lines: what was said already is not said twice."""

import pytest

from contracts.actions.reviews import Word, judge_lines
from contracts.models import Event
from contracts.tests import flow
from kinerja.errors import DomainError
from tests.cast import Cast


def test_the_same_words_again_are_nothing_new(cast: Cast) -> None:
    version = flow.presented(cast.staff)
    shown = version.presentations.get()
    words = {line.pk: Word("fit") for line in version.lines.all()}
    assert judge_lines(presentation=shown, by=cast.lead, words=words) == len(words)
    assert judge_lines(presentation=shown, by=cast.lead, words=words) == 0
    assert Event.objects.filter(version=version, kind="judged").count() == 1


def test_words_on_an_older_presentation_are_refused(cast: Cast) -> None:
    version = flow.presented(cast.staff)
    shown = version.presentations.get()
    version.presentations.create(number=shown.number + 1, presented_by=cast.staff)
    with pytest.raises(DomainError) as refused:
        judge_lines(presentation=shown, by=cast.lead, words={})
    assert refused.value.code == "presented_again"
