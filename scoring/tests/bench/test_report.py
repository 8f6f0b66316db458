"""How a measurement is told: a table for people, one JSON object a line for programs."""

import json

import pytest

from scoring.bench.report import Figure, tell, to_json, to_text

FAST = Figure("score: the city", 2.0, "s", limit=1.0, bar=4)
SLOW = Figure("score: the city", 5.0, "s", limit=1.0, bar=4)
TOLD = Figure("score: bare SQL", 1.0, "s")
RATE = Figure("score: two workers", 1.5, "1/s", limit=1.0, bar=1.7, least=True)


def test_a_figure_is_held_against_its_bar_by_its_ratio() -> None:
    assert [figure.ok for figure in (FAST, SLOW, TOLD)] == [True, False, True]
    assert (FAST.ratio, TOLD.ratio) == (2.0, 1.0)


def test_a_bar_from_below_is_missed_by_less() -> None:
    assert not RATE.ok
    assert Figure("x", 1.7, "1/s", limit=1.0, bar=1.7, least=True).ok


def test_without_a_limit_the_value_itself_is_judged() -> None:
    assert Figure("memory", 399, "MB", bar=400).ok
    assert not Figure("memory", 401, "MB", bar=400).ok


def test_a_line_of_the_table_says_what_was_missed() -> None:
    assert to_text(SLOW).split() == ["score:", "the", "city", "5", "s", "1", "5.00", "<=", "4", "MISSED"]
    assert to_text(TOLD).split() == ["score:", "bare", "SQL", "1", "s"]
    assert ">= 1.7" in to_text(RATE)


def test_a_line_of_json_has_name_value_limit_ratio_bar_and_verdict() -> None:
    told = json.loads(to_json(SLOW))
    assert {key: told[key] for key in ("name", "value", "limit", "ratio", "bar", "ok")} == {
        "name": "score: the city",
        "value": 5.0,
        "limit": 1.0,
        "ratio": 5.0,
        "bar": 4,
        "ok": False,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("figures", "fine"), [([FAST, TOLD], True), ([FAST, SLOW], False)])
def test_all_bars_must_be_met(figures: list[Figure], fine: bool, capsys: pytest.CaptureFixture[str]) -> None:
    lines: list[str] = []
    assert tell(figures, as_json=True, write=lines.append) is fine
    assert [json.loads(line)["ok"] for line in lines] == [figure.ok for figure in figures]
    assert "cores" in capsys.readouterr().err


@pytest.mark.django_db
def test_people_are_told_what_it_ran_on_and_what_the_columns_are() -> None:
    lines: list[str] = []
    tell([FAST], as_json=False, write=lines.append)
    assert "PostgreSQL" in lines[0].splitlines()[0]
    assert lines[0].splitlines()[1].split() == ["name", "value", "unit", "limit", "ratio", "bar"]
    assert lines[1].endswith("ok")
