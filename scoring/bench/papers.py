"""``print``: a city's heads bound in one volume, beside bare WeasyPrint over the very same pages in one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from weasyprint import HTML

from contracts.paper.bound import VARIANT, Bound, bind
from contracts.paper.fetcher import OnlyThese
from contracts.paper.printer import PRINTER
from contracts.paper.render import fonts, qr_code, stylesheet, to_html
from contracts.paper.sheet import Look
from contracts.rules.deed import Deed, Letterhead, Party, Programme, Row
from contracts.rules.pledge_text import statements
from scoring.bench.measure import apart
from scoring.bench.report import Figure

AGREEMENTS = 70
INDICATORS = 8
PROGRAMMES = 4
BAR = 1.3


def run() -> Iterator[Figure]:
    """Seconds of the processor and peak memory of the volume; each side in a process of its own."""
    deeds = [sample_deed(number) for number in range(1, AGREEMENTS + 1)]
    bare = apart(lambda: _bare(deeds))
    ours = apart(lambda: _bound(deeds))
    yield Figure(f"print: {AGREEMENTS} agreements bound", ours.processor, "cpu s", bare.processor, bar=BAR)
    yield Figure(f"print: {AGREEMENTS} agreements, memory", ours.megabytes, "MB", bare.megabytes, bar=BAR)


def _bound(deeds: list[Deed]) -> None:
    bind((Bound(deed.office, deed) for deed in deeds), title="PERJANJIAN KINERJA TAHUN 2027", scope="Kota Contoh")
    # What the press used counts once it has gone home.
    PRINTER.stop()


def _bare(deeds: list[Deed]) -> None:
    pages = [to_html(deed, Look(), has_logo=False) for deed in deeds]
    head = pages[0].split("<body>")[0]
    bodies = "".join(page.split("<body>")[1].split("</body>")[0] for page in pages)
    given = OnlyThese({"qr": (qr_code(deeds[0].verify_url), "image/svg+xml")})
    HTML(string=f"{head}<body>{bodies}</body></html>", url_fetcher=given).write_pdf(
        stylesheets=[stylesheet("paper.css"), stylesheet("f4.css")], font_config=fonts(), pdf_variant=VARIANT
    )


def sample_deed(number: int) -> Deed:
    """The agreement of a head, ``number`` telling offices apart."""
    office = f"Dinas Contoh {number}"
    second = Party("second", "Wali Kota Contoh", "Wali Kota Contoh", "", "")
    token = f"{number:032}"
    return Deed(
        kind="pk",
        year=2027,
        version=1,
        number=f"000.8.6.3/{number:04}/PK/2027",
        office=office,
        region="Kota Contoh",
        place="Contoh",
        dated=date(2027, 1, 4),
        parties=(
            Party("first", f"Pejabat {number}", f"Kepala {office}", "Pembina", f"19750412200003{number:04}"),
            second,
        ),
        rows=tuple(_row(each) for each in range(1, INDICATORS + 1)),
        programmes=tuple(
            Programme(f"Program pelayanan perangkat daerah {each}", Decimal("1250000000"), "APBD")
            for each in range(1, PROGRAMMES + 1)
        ),
        pledge=statements(kind="pk", second_party=second.position),
        letterhead=Letterhead(("Pemerintah Kota Contoh", office)),
        token=token,
        verify_url=f"https://kinerja.contoh.go.id/v/{token}/",
    )


_ROW = Row(
    objective="Meningkatnya mutu pelayanan perangkat daerah kepada masyarakat",
    code="",
    indicator="Persentase permohonan layanan yang diselesaikan tepat waktu",
    unit_of_measure="%",
    weight=Decimal("12.5"),
    monthly=(Decimal(85),) * 12,
    year_target=Decimal(85),
    accumulation="average",
    polarity="maximize",
    formula="Jumlah permohonan tepat waktu dibagi jumlah permohonan dikali 100",
    data_source="Laporan bulanan perangkat daerah",
)


def _row(number: int) -> Row:
    return replace(_ROW, code=f"IKU-{number}", indicator=f"{_ROW.indicator} ({number})")
