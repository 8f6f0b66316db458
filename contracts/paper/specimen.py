"""A paper of nobody: to look at a letterhead, margins and breaks before the first agreement is made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from contracts.rules import deed as deeds


def specimen(region: str, office: str, today: date) -> deeds.Deed:
    """One indicator and one programme of an office, dated ``today``; the caller puts the letterhead over it."""
    row = deeds.Row(
        objective="Contoh sasaran",
        code="",
        indicator="Contoh indikator kinerja",
        unit_of_measure="%",
        weight=Decimal(100),
        monthly=(Decimal(85),) * 12,
        year_target=Decimal(85),
        accumulation="last",
        polarity="maximize",
    )
    return deeds.Deed(
        kind="pk",
        year=today.year,
        version=1,
        number="",
        office=office,
        region=region,
        place="",
        dated=today,
        parties=(
            deeds.Party("first", "Nama Pihak Pertama", "Kepala Perangkat Daerah", "Pangkat", "000000000000000000"),
            deeds.Party("second", "Nama Pihak Kedua", "Kepala Daerah", "", ""),
        ),
        rows=(row,),
        programmes=(deeds.Programme("Contoh program", Decimal(1_250_000_000), "APBD"),),
        pledge=(),
        letterhead=deeds.Letterhead(()),
        token="",
        verify_url="",
    )
