from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from scoring.rules.ranking import Ranked, rank

D = Decimal

offices = st.dictionaries(
    st.text("ABC0123", min_size=1, max_size=4), st.one_of(st.none(), st.integers(90, 95).map(Decimal)), max_size=15
)


def test_equals_share_a_rank_and_skip_the_next() -> None:
    scores = {"D4": D("70.00"), "B2": D("80.0"), "X": None, "A1": D("80.00"), "C3": D("91.50"), "E": None}
    assert rank(scores.items()) == [
        Ranked(1, "C3", D("91.50")),
        Ranked(2, "A1", D("80.00")),
        Ranked(2, "B2", D("80.0")),
        Ranked(4, "D4", D("70.00")),
        Ranked(None, "E", None),
        Ranked(None, "X", None),
    ]


def test_nobody_to_rank() -> None:
    assert rank([]) == []


@given(offices)
def test_a_rank_is_one_more_than_the_number_of_better_offices(scores: dict[str, Decimal | None]) -> None:
    ranked = rank(scores.items())
    assert sorted(row.code for row in ranked) == sorted(scores)
    for row in ranked:
        better = [
            score for score in scores.values() if score is not None and row.score is not None and score > row.score
        ]
        assert row.rank == (None if row.score is None else len(better) + 1)


@given(offices)
def test_the_order_of_entry_does_not_matter(scores: dict[str, Decimal | None]) -> None:
    assert rank(scores.items()) == rank(reversed(scores.items()))


@given(offices)
def test_the_unranked_stand_last_and_equals_by_code(scores: dict[str, Decimal | None]) -> None:
    keys = [(row.rank is None, row.rank or 0, row.code) for row in rank(scores.items())]
    assert keys == sorted(keys)
