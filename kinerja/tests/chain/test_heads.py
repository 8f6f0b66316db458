"""Heads are read from whatever people kept them in."""

from kinerja.chain.heads import read_heads

HASH = "ab" * 32


def test_dates_before_and_remarks_behind_a_head_are_left_aside() -> None:
    lines = [
        "",
        "# arsip",
        f"2026-03-10 07:00 +0700 12:{HASH.upper()}",
        f"  13:{HASH}  # dicetak",
        "14:abc",
        f"x{HASH}",
    ]
    assert read_heads(lines) == ([(12, HASH), (13, HASH)], ["14:abc", f"x{HASH}"])
