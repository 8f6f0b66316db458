"""Charts: lengths compare, right is better, words say the same."""

import re
from decimal import Decimal

import pytest
from django.template import Context, Template

from kinerja.ui import charts


def measure(drawn: str) -> float:
    found = re.search(r'class="m" width="([\d.]+)%"', drawn)
    assert found
    return float(found[1])


def render(tag: str, **context: object) -> str:
    return Template("{% load kinerja_ui %}{% " + tag + " %}").render(Context(context))


def test_right_is_always_better() -> None:
    lengths = [measure(charts.bullet(Decimal(value), "")) for value in (0, 40, 80, 95, 100, 119)]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) == len(lengths)


@pytest.mark.parametrize(("value", "length"), [("-5", 0.0), ("0", 0.0), ("60", 50.0), ("120", 100.0), ("250", 100.0)])
def test_the_bar_stays_within_its_scale(value: str, length: float) -> None:
    assert measure(charts.bullet(Decimal(value), "")) == length


def test_the_tick_is_at_the_target_for_every_bullet() -> None:
    ticks = {re.search(r'class="t" x="([\d.]+)%"', charts.bullet(Decimal(v), ""))[1] for v in (3, 300)}  # type: ignore[index]
    assert ticks == {"83.3"}


def test_the_bullet_says_its_figure_and_forecast() -> None:
    drawn = render("bullet value=value forecast=forecast what=what", value=Decimal("91.8"), forecast=95, what="IKO")
    assert 'aria-label="IKO 91,8 persen dari sasaran, prakiraan 95 persen"' in drawn


def test_words_of_people_are_escaped() -> None:
    assert "&lt;b&gt;" in render("bullet value=value what=what", value=Decimal(1), what='<b>"x')


def test_nothing_is_drawn_where_there_is_no_figure() -> None:
    assert render("bullet value=value", value=None) == ""
    assert render("spark values", values=[]) == ""
    assert render("spark values", values=[None, None]) == ""
    assert charts.spark([None], "") == ""


def test_a_month_without_a_figure_breaks_the_line() -> None:
    drawn = charts.spark([Decimal(90), Decimal(95), None, Decimal(99), None], "")
    assert len(re.findall("<polyline", drawn)) == 2


def test_sparks_share_one_scale() -> None:
    heights = [charts.spark([Decimal(value)], "").split('cy="')[1] for value in (80, 100)]
    assert heights[0] != heights[1]
    assert charts.spark([Decimal(80)], "").split('cy="')[1] == heights[0]


def test_the_spark_says_first_and_last() -> None:
    drawn = render("spark values", values=[Decimal("81.5"), None, Decimal(97)])
    assert 'aria-label="2 bulan: dari 81,5 ke 97 persen"' in drawn


def test_a_status_has_a_shape_and_a_word() -> None:
    drawn = render("st 'late' word", word="Terlambat <1 hari>")
    assert 'class="k-st st-warn"' in drawn
    assert "#s-late" in drawn
    assert drawn.endswith("Terlambat &lt;1 hari&gt;</span>")


def test_an_unknown_shape_is_an_error() -> None:
    with pytest.raises(KeyError):
        render("st 'terlambat' 'Terlambat'")
