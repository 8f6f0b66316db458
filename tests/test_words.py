"""Words that a field knows are known to the database as well, whoever writes the row."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

APPS = ("kinerja", "organization", "contracts", "dailylog", "scoring")


def fields_with_words() -> Iterator[tuple[type[models.Model], Any]]:
    for model in apps.get_models():
        if model._meta.app_label in APPS:
            for field in model._meta.concrete_fields:
                if words_of(field):
                    yield model, field


def words_of(field: Any) -> set[str]:
    """The words of a field, or of each place of a list; empty for a field that takes any."""
    each = field.base_field if isinstance(field, ArrayField) else field
    return {word for word, _label in each.flatchoices}


def named_words(check: Any, name: str) -> set[str]:
    """The words of a field that a condition names."""
    if isinstance(check, models.Q):
        return {word for child in check.children for word in named_words(child, name)}
    lookup, value = check if isinstance(check, tuple) else ("", None)
    if lookup == name:
        return {value}
    return set(value) if lookup in {f"{name}__in", f"{name}__contained_by"} else set()


@pytest.mark.parametrize(("model", "field"), [pytest.param(*pair, id=str(pair[1])) for pair in fields_with_words()])
def test_a_field_with_words_is_held_to_them_by_the_database(model: type[models.Model], field: Any) -> None:
    checks = [each.condition for each in model._meta.constraints if isinstance(each, models.CheckConstraint)]
    words = words_of(field)

    assert any(named_words(check, field.name) in (words, words | {""}) for check in checks)
