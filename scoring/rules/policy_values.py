"""Kinds of policy value: how the text of a key is read, bounded and explained when it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from kinerja.errors import DomainError
from kinerja.text import gettext_noop as _

Value = Decimal | int | str | None
Parse = Callable[[str, str], Value]

_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
NOT_SCORED = "none"


class PolicyError(DomainError):
    """A policy value that may not be used; `key` names it, the sentence says what is allowed."""

    def __init__(self, code: str, message_id: str, key: str, **params: object) -> None:
        self.key = key
        super().__init__(code, message_id, key=key, **params)


@dataclass(frozen=True, slots=True)
class PolicyKey:
    """One value that the region decides: dotted name, default text, reader, help in Indonesian, paragraph."""

    name: str
    default: str
    read: Parse
    help: str
    paragraph: str

    def parse(self, text: str) -> Value:
        """Read the text of the value; PolicyError when it is not allowed."""
        return self.read(self.name, text.strip())


def choice(*allowed: str) -> Parse:
    """One of a few words."""

    def read(key: str, text: str) -> str:
        if text not in allowed:
            raise PolicyError(
                "policy_choice", _("Nilai %(key)s harus salah satu dari: %(allowed)s."), key, allowed=", ".join(allowed)
            )
        return text

    return read


def number_choice(*allowed: str) -> Parse:
    """One of a few numbers."""
    one_of = choice(*allowed)

    def read(key: str, text: str) -> Decimal:
        one_of(key, text)
        return Decimal(text)

    return read


def whole(low: int, high: int) -> Parse:
    """A whole number from low to high."""

    def read(key: str, text: str) -> int:
        if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
            raise PolicyError(
                "policy_whole",
                _("Nilai %(key)s harus bilangan bulat dari %(low)s sampai %(high)s."),
                key,
                low=low,
                high=high,
            )
        return int(text)

    return read


def number(low: int, high: int) -> Parse:
    """A number from low to high with at most two decimals after a dot."""

    def read(key: str, text: str) -> Decimal:
        if not _NUMBER.fullmatch(text) or not low <= Decimal(text) <= high:
            raise PolicyError(
                "policy_number",
                _("Nilai %(key)s harus angka dari %(low)s sampai %(high)s, paling banyak dua desimal setelah titik."),
                key,
                low=low,
                high=high,
            )
        return Decimal(text)

    return read


def weight_or_none(low: int, high: int) -> Parse:
    """A number, or `none` for a level that is not scored."""
    a_number = number(low, high)

    def read(key: str, text: str) -> Value:
        return None if text == NOT_SCORED else a_number(key, text)

    return read
