"""Kinds of cell: how PostgreSQL checks the text, reads it, and writes it back.

Checking, reading and writing are SQL over the text in ``{v}``, so that millions of cells are never touched one by one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from kinerja.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind of cell. ``family`` tells the workbook reader how to spell a number, date or time cell as text.

    ``shape`` and ``kind``, where given: a cell of that shape (a regular expression) which COPY accepts as that SQL type
    needs no further check.
    """

    family: str
    valid: str
    read: str
    show: str
    message: str
    params: tuple[tuple[str, object], ...] = ()
    shape: str = ""
    kind: str = "text"


TEXT = Cell("text", "", "{v}", "{v}", "")
DATE = Cell(
    "date",
    "CASE WHEN length({v}) = 10 AND pg_input_is_valid({v}, 'date') THEN ({v}::date)::text = {v} ELSE false END",
    "{v}::date",
    "{v}::text",
    _("“%(value)s” bukan tanggal. Tulis seperti 2026-03-31."),
    shape=r"\d{4}-\d\d-\d\d",
    kind="date",
)
MONTH = Cell(
    "month",
    "CASE WHEN length({v}) = 7 AND pg_input_is_valid({v} || '-01', 'date')"
    " THEN ({v} || '-01')::date::text = {v} || '-01' ELSE false END",
    "({v} || '-01')::date",
    "to_char({v}, 'YYYY-MM')",
    _("“%(value)s” bukan bulan. Tulis seperti 2026-03."),
)
TIME = Cell(
    "time",
    "CASE WHEN length({v}) IN (5, 8) AND {v} < '24' AND pg_input_is_valid({v}, 'time')"
    " THEN ({v}::time)::text = CASE length({v}) WHEN 5 THEN {v} || ':00' ELSE {v} END ELSE false END",
    "{v}::time",
    "regexp_replace(left({v}::text, 8), ':00$', '')",
    _("“%(value)s” bukan jam. Tulis seperti 07:30 atau 07:30:00."),
    shape=r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?",
    kind="time",
)
INSTANT = Cell(
    "instant",
    "CASE WHEN length({v}) IN (16, 19) AND substr({v}, 12) < '24' AND pg_input_is_valid({v}, 'timestamp')"
    " THEN to_char({v}::timestamp, 'YYYY-MM-DD\"T\"HH24:MI:SS') ="
    " CASE length({v}) WHEN 16 THEN {v} || ':00' ELSE {v} END ELSE false END",
    "{v}::timestamp AT TIME ZONE '" + settings.TIME_ZONE + "'",
    "regexp_replace(to_char({v} AT TIME ZONE '" + settings.TIME_ZONE + "', 'YYYY-MM-DD\"T\"HH24:MI:SS'), ':00$', '')",
    _("“%(value)s” bukan waktu. Tulis tanggal dan jam setempat seperti 2026-03-31T14:05."),
)
YES_NO = Cell(
    "yes_no",
    "{v} IN ('yes', 'no')",
    "{v} = 'yes'",
    "CASE WHEN {v} THEN 'yes' WHEN NOT {v} THEN 'no' END",
    _("“%(value)s” tidak dikenal. Isi yes atau no."),
)
EMAIL = Cell(
    "text",
    "{v} ~ '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$'",
    "{v}",
    "{v}",
    _("“%(value)s” bukan alamat surel."),
)
NIP = Cell("text", "{v} ~ '^[0-9]{{18}}$'", "{v}", "{v}", _("NIP harus 18 angka tanpa spasi, bukan “%(value)s”."))


def decimal(digits: int, places: int) -> Cell:
    """A number with a dot, at most ``digits`` before it and ``places`` after it; written without trailing zeros."""
    return Cell(
        "number",
        "{v} ~ '^-?[0-9]{{1," + str(digits) + "}}" + (f"([.][0-9]{{{{1,{places}}}}})?" if places else "") + "$'",
        "{v}::numeric",
        "trim_scale({v})::text",
        _(
            "“%(value)s” bukan angka yang diterima. Tulis angka dengan titik desimal,"
            " paling banyak %(digits)d angka dan %(places)d desimal."
        ),
        (("digits", digits), ("places", places)),
        shape=rf"-?\d{{1,{digits}}}" + (rf"(?:\.\d{{1,{places}}})?" if places else ""),
        kind="numeric",
    )


def whole(low: int, high: int) -> Cell:
    """A whole number from ``low`` to ``high``."""
    return Cell(
        "number",
        "CASE WHEN {v} ~ '^[0-9]{{1,9}}$' THEN {v}::integer BETWEEN " + f"{low} AND {high}" + " ELSE false END",
        "{v}::integer",
        "{v}::text",
        _("“%(value)s” bukan bilangan bulat dari %(low)d sampai %(high)d."),
        (("low", low), ("high", high)),
    )


def choice(values: Iterable[str]) -> Cell:
    """One of a few words."""
    words = tuple(values)
    listed = ", ".join("'" + word + "'" for word in words)
    return Cell(
        "text",
        "{v} IN (" + listed + ")",
        "{v}",
        "{v}",
        _("“%(value)s” tidak dikenal. Pilih salah satu: %(allowed)s."),
        (("allowed", ", ".join(words)),),
        shape="(?:" + "|".join(words) + ")",
    )
