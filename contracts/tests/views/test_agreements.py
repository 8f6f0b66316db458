"""Pages of agreements as the people concerned see them."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from contracts.actions.amend import amend
from contracts.actions.opening import open_version
from contracts.actions.versions import return_version
from contracts.models import Agreement, State, Version
from contracts.tests import flow
from contracts.tests.rounds import make_round
from contracts.tests.views.conftest import browser
from organization.models import Employee
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_papers")]

YEAR = timezone.localdate().year


def text(person: Employee, name: str, *args: object, **parameters: str | int) -> str:
    answer = browser(person).get(reverse(name, args=args), parameters)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_waits_stands_first_for_each_party(cast: Cast) -> None:
    flow.presented(cast.staff, year=YEAR)
    assert "Menunggu Anda" in text(cast.lead, "agreements")
    assert "Telaah" in text(cast.lead, "agreements")
    assert "Menunggu Anda" not in text(cast.staff, "agreements")


def test_a_beginner_is_told_how_to_begin(cast: Cast) -> None:
    page = text(cast.staff, "agreements")
    assert "Belum ada perjanjian" in page
    assert f"Susun perjanjian {YEAR}" in page


def test_beginning_leads_to_the_draft(cast: Cast) -> None:
    answer = browser(cast.staff).post(reverse("agreement_begin"), {"tahun": YEAR})
    version = Version.objects.get(agreement__holder=cast.staff)
    assert answer["Location"] == reverse("draft", args=[version.pk])


def test_beginning_follows_the_round_that_asks(cast: Cast) -> None:
    asked = make_round(cast, year=YEAR, kind="pko", levels=["opd_head"])
    assert f"Susun perjanjian kinerja operasional {YEAR}" in text(cast.head, "agreements")
    browser(cast.head).post(reverse("agreement_begin"), {"tahun": YEAR, "putaran": asked.pk})
    agreement = Agreement.objects.get(holder=cast.head)
    assert (agreement.kind, agreement.pledge) == ("pko", True)


def test_the_page_says_which_of_two_agreements_is_scored(cast: Cast) -> None:
    formal = flow.in_force(cast.head, year=YEAR)
    other = Agreement.objects.create(
        year=YEAR,
        holder=cast.head,
        superior=cast.mayor,
        kind="pko",
        signed_on=f"{YEAR}-01-02",
        sealed_at=timezone.now(),
    )
    assert "dinilai dari <a" in text(cast.head, "agreement", formal.pk)
    assert reverse("agreement_of", args=[other.pk]) in text(cast.head, "agreement", formal.pk)


@pytest.mark.parametrize("year", ["1999", "", "abc", str(YEAR + 2)])
def test_no_agreement_begins_for_another_year(cast: Cast, year: str) -> None:
    browser(cast.staff).post(reverse("agreement_begin"), {"tahun": year})
    assert not Version.objects.exists()


def test_a_paper_agreement_shows_its_terms(cast: Cast) -> None:
    version = flow.drafted(cast.staff, year=YEAR)
    agreement = version.agreement
    version.lines.all().delete()
    version.delete()
    page = text(cast.lead, "agreement_of", agreement.pk)
    assert "masuk lewat tabel" in page
    assert "Indikator BERITA" in page


def test_filters_narrow_the_list(cast: Cast) -> None:
    flow.drafted(cast.staff, year=YEAR)
    flow.presented(cast.colleague, year=YEAR)
    page = text(cast.ortala, "agreements", tahun=YEAR, keadaan="presented")
    assert cast.colleague.name in page
    assert cast.staff.name not in page
    assert cast.staff.name in text(cast.ortala, "agreements", tahun=YEAR, q="Dewi")
    assert cast.staff.name not in text(cast.ortala, "agreements", tahun=YEAR, opd=cast.units["dlh"].pk)
    assert "Tidak ada perjanjian" in text(cast.ortala, "agreements", tahun=YEAR, q="tidak ada orangnya")


def test_a_list_of_many_costs_as_many_queries_as_a_list_of_few(cast: Cast) -> None:
    client = browser(cast.ortala)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("agreements"), {"tahun": YEAR})
        return len(captured)

    flow.drafted(cast.staff, year=YEAR)
    few = queries()
    for person in (cast.colleague, cast.lead, cast.kabid, cast.head, cast.stranger, cast.other_head):
        open_version(holder=person, year=YEAR, by=person)
    assert queries() == few
    assert few <= 20


def test_one_version_costs_a_bounded_number_of_queries(cast: Cast) -> None:
    version = flow.presented(cast.staff, year=YEAR)
    client = browser(cast.lead)
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("agreement", args=[version.pk]))
    assert len(captured) <= 20


def test_a_returned_version_says_why_at_the_top(cast: Cast) -> None:
    version = flow.presented(cast.staff, year=YEAR)
    return_version(version=version, by=cast.lead, reason="Target terlalu rendah")
    page = text(cast.staff, "agreement", version.pk)
    assert "Target terlalu rendah" in page
    assert "Perbaiki" in page


def test_figures_of_last_year_stand_beside(cast: Cast) -> None:
    before = flow.in_force(cast.staff, year=YEAR - 1)
    assert before.state == State.IN_FORCE
    version = open_version(holder=cast.staff, year=YEAR, by=cast.staff)
    flow.add_line(version, "BERITA", 100, monthly=[Decimal(11)] * 12)
    page = text(cast.staff, "agreement", version.pk)
    assert "▲ semula 120" in page


def test_a_reviewer_speaks_of_all_lines_at_once(cast: Cast) -> None:
    version = flow.presented(cast.staff, year=YEAR)
    lines = {line.indicator_code: line.pk for line in version.lines.all()}
    words = {
        "paparan": "1",
        f"fit_{lines['BERITA']}": "fit",
        f"fit_{lines['UNGGAHAN']}": "improve",
        f"note_{lines['UNGGAHAN']}": "Belum terhubung ke program",
    }
    answer = browser(cast.lead).post(reverse("review", args=[version.pk]), words)
    assert answer.status_code == 302
    page = text(cast.staff, "review", version.pk)
    assert "Belum terhubung ke program" in page
    assert "1 indikator belum dinyatakan layak" in page


def test_a_note_is_missed_at_its_line_and_nothing_typed_is_lost(cast: Cast) -> None:
    version = flow.presented(cast.staff, year=YEAR)
    first, second = version.lines.order_by("order")
    words = {
        "paparan": "1",
        f"fit_{first.pk}": "improve",
        f"fit_{second.pk}": "fit",
        f"note_{second.pk}": "Catatan panjang",
    }
    answer = browser(cast.lead).post(reverse("review", args=[version.pk]), words)
    page = answer.content.decode()
    assert "Tuliskan apa yang perlu diperbaiki" in page
    assert "Catatan panjang" in page
    assert not first.verdicts.exists()


def test_words_on_an_earlier_presentation_are_refused(cast: Cast) -> None:
    version = flow.presented(cast.staff, year=YEAR)
    return_version(version=version, by=cast.lead, reason="Lengkapi")
    from contracts.actions.versions import present

    present(version=version, by=cast.staff)
    line = version.lines.first()
    assert line is not None
    answer = browser(cast.lead).post(reverse("review", args=[version.pk]), {"paparan": "1", f"fit_{line.pk}": "fit"})
    assert "sudah dipaparkan kembali" in answer.content.decode()


def test_agreeing_is_the_second_party_s(cast: Cast) -> None:
    version = flow.found_fit(flow.presented(cast.staff, year=YEAR), cast.lead)
    address = reverse("agreement_agree", args=[version.pk])
    assert browser(cast.staff).post(address).status_code == 403
    assert browser(cast.ortala).post(address).status_code == 403
    browser(cast.lead).post(address)
    version.refresh_from_db()
    assert version.state == State.AGREED


def test_another_office_s_draft_is_not_there(cast: Cast) -> None:
    version = flow.drafted(cast.staff, year=YEAR)
    assert browser(cast.other_head).get(reverse("agreement", args=[version.pk])).status_code == 404
    assert browser(cast.colleague).get(reverse("agreement", args=[version.pk])).status_code == 404


def test_a_subordinate_reads_the_signed_promise_above_but_not_its_draft(cast: Cast) -> None:
    draft = flow.drafted(cast.lead, year=YEAR + 1)
    assert browser(cast.staff).get(reverse("agreement", args=[draft.pk])).status_code == 404
    signed = flow.in_force(cast.lead, year=YEAR)
    assert browser(cast.staff).get(reverse("agreement", args=[signed.pk])).status_code == 200


def test_an_amendment_shows_old_beside_new(cast: Cast) -> None:
    agreement = flow.in_force(cast.staff, year=YEAR + 1).agreement
    version = amend(agreement=agreement, by=cast.staff, ground="strategy", note="P-APBD", effective_month=7)
    version.lines.filter(indicator_code="BERITA").update(monthly=[Decimal(10)] * 6 + [Decimal(12)] * 6)
    page = text(cast.lead, "compare", version.pk)
    assert "berlaku mulai Juli" in page
    assert page.count("Target Juli") == 1
    assert "132" in page


def test_the_paper_that_proves_an_amendment_is_there_for_whoever_reads_it(cast: Cast) -> None:
    agreement = flow.in_force(cast.staff, year=YEAR + 1).agreement
    proof = SimpleUploadedFile("sk.pdf", b"%PDF-1.7 keputusan", "application/pdf")
    values = {"ground": "strategy", "note": "P-APBD", "effective_month": "3", "file": proof}
    assert browser(cast.staff).post(reverse("amend", args=[agreement.pk]), values).status_code == 302
    first, amendment = agreement.versions.order_by("number")

    address = reverse("ground_paper", args=[amendment.pk])
    assert address in text(cast.lead, "compare", amendment.pk)
    answer = browser(cast.lead).get(address)

    assert answer.content == b"%PDF-1.7 keputusan"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert browser(cast.stranger).get(address).status_code == 404
    assert browser(cast.lead).get(reverse("ground_paper", args=[first.pk])).status_code == 404


def test_the_form_of_an_amendment_says_what_is_missing(cast: Cast) -> None:
    agreement = flow.in_force(cast.staff, year=YEAR + 1).agreement
    answer = browser(cast.staff).post(reverse("amend", args=[agreement.pk]), {"note": "x", "effective_month": "3"})
    assert "Pilih dasar perubahan" in answer.content.decode()
    assert Agreement.objects.get(pk=agreement.pk).versions.count() == 1


def test_a_file_that_is_no_pdf_is_refused_at_its_field(cast: Cast) -> None:
    agreement = flow.in_force(cast.staff, year=YEAR + 1).agreement
    values = {
        "ground": "strategy",
        "note": "P-APBD",
        "effective_month": "3",
        "file": SimpleUploadedFile("sk.pdf", b"<html>", "application/pdf"),
    }
    answer = browser(cast.staff).post(reverse("amend", args=[agreement.pk]), values)
    assert "bukan PDF" in answer.content.decode()
