"""Dates and numbers are read and written as people here do."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats, translation


@pytest.mark.parametrize(
    ("language", "day", "moment", "number"),
    [
        ("id", "22 November 2026", "22 November 2026 pukul 07.30", "1.250.750,50"),
        ("en", "22 November 2026", "22 November 2026 at 07:30", "1,250,750.50"),
    ],
)
def test_written(language: str, day: str, moment: str, number: str) -> None:
    with translation.override(language):
        assert formats.date_format(date(2026, 11, 22)) == day
        assert formats.date_format(datetime(2026, 11, 22, 7, 30), "DATETIME_FORMAT") == moment  # noqa: DTZ001 -- a civil time
        assert formats.number_format(Decimal("1250750.50"), use_l10n=True, force_grouping=True) == number


@pytest.mark.parametrize("text", ["2026-11-22", "22-11-2026", "22/11/2026"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_days_are_read_day_first(language: str, text: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(text) == date(2026, 11, 22)


@pytest.mark.parametrize("text", ["07:30", "07.30", "07:30:00"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_times_are_read_with_point_or_colon(language: str, text: str) -> None:
    with translation.override(language):
        assert forms.TimeField().clean(text) == time(7, 30)
