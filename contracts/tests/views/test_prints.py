"""Papers over the web: the very bytes, under a name that says what they are."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from contracts.models import Agreement, Letterhead, Version, Volume, VolumeChunk
from contracts.paper.printer import UnprintableError
from contracts.tests import flow
from contracts.tests.paper.reading import reader, whole_text
from contracts.tests.views.conftest import browser
from tests.cast import Cast

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def picture(kind: str = "PNG") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 60), "navy").save(out, format=kind)
    return SimpleUploadedFile(f"a.{kind.lower()}", out.getvalue(), content_type=f"image/{kind.lower()}")


def test_an_agreed_paper_is_sent_byte_for_byte_and_not_kept(cast: Cast) -> None:
    version = flow.agreed(cast.staff, year=YEAR)

    answer = browser(cast.staff).get(reverse("agreement_print", args=[version.pk]))

    assert version.document is not None
    assert answer.content == version.document.data
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    number = version.document_number.replace("/", "-").replace(".", "-")
    assert answer["Content-Disposition"] == f'inline; filename="perjanjian-{YEAR}-{number}-v1.pdf"'


def test_it_can_be_downloaded(cast: Cast) -> None:
    version = flow.agreed(cast.staff, year=YEAR)

    answer = browser(cast.staff).get(reverse("agreement_print", args=[version.pk]), {"unduh": ""})

    assert answer["Content-Disposition"].startswith("attachment; ")


def test_a_draft_is_made_anew_and_says_so(cast: Cast) -> None:
    version = flow.drafted(cast.staff, year=YEAR)

    answer = browser(cast.staff).get(reverse("agreement_print", args=[version.pk]))

    assert "KONSEP" in whole_text(answer.content)
    assert "konsep" in answer["Content-Disposition"]


def test_the_form_for_the_pen_is_the_agreed_paper_with_room(cast: Cast) -> None:
    version = flow.agreed(cast.staff, year=YEAR)

    answer = browser(cast.ortala).get(reverse("wet_form", args=[version.pk]))

    text = whole_text(answer.content)
    assert version.document_number in text
    assert "kode QR" not in text
    assert "KONSEP" not in text


def test_the_bureau_hands_in_the_scan(cast: Cast) -> None:
    version = flow.agreed(cast.staff, year=YEAR)
    address = reverse("wet", args=[version.pk])

    answer = browser(cast.ortala).post(address, {"signed_on": str(timezone.localdate()), "scan": picture("JPEG")})

    assert answer.status_code == 302
    version.refresh_from_db()
    assert version.state == "in_force"


def test_a_wrong_day_is_said_at_its_field(cast: Cast) -> None:
    version = flow.agreed(cast.staff, year=YEAR)
    tomorrow = timezone.localdate() + timedelta(days=1)

    answer = browser(cast.ortala).post(
        reverse("wet", args=[version.pk]), {"signed_on": str(tomorrow), "scan": picture()}
    )

    assert answer.context["form"].errors["signed_on"] == [
        "Tanggal tanda tangan belum lewat. Isi tanggal yang tertulis di naskah."
    ]


def test_a_letterhead_is_made_and_looked_at(cast: Cast) -> None:
    client = browser(cast.ortala)
    values = {"lines": "PEMERINTAH KOTA\nDINAS", "place": "Kota", "paper": "a4", "logo": picture()}

    assert client.post(reverse("letterhead", args=["dki"]), values).status_code == 302

    head = Letterhead.objects.get(unit=cast.units["dki"])
    sample = client.get(reverse("letterhead_sample", args=[head.pk]))
    assert "PEMERINTAH KOTA" in whole_text(sample.content)
    assert float(reader(sample.content).pages[0].mediabox.height) == pytest.approx(297 * 72 / 25.4, abs=0.1)
    logo = client.get(reverse("letterhead_logo", args=[head.pk]))
    assert logo["Content-Type"] == "image/png"


def test_typing_shows_the_look_and_stores_nothing(cast: Cast) -> None:
    answer = browser(cast.ortala).get(
        reverse("letterhead_region"), {"lines": "KOTA <b>\nDINAS"}, headers={"HX-Request": "true"}
    )

    assert "KOTA &lt;b&gt;" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert not Letterhead.objects.exists()


def test_a_volume_is_asked_for_and_fetched(cast: Cast) -> None:
    Agreement.objects.create(
        year=YEAR, holder=cast.staff, superior=cast.lead, signed_on=timezone.localdate(), sealed_at=timezone.now()
    )
    client = browser(cast.lead)

    assert client.post(reverse("agreements_print"), {"year": YEAR}).status_code == 302

    volume = Volume.objects.get()
    assert (volume.requested_by, volume.total) == (cast.lead, 1)
    Volume.objects.update(state="done", size=14)
    for number, content in ((2, b"jilid"), (1, b"%PDF-1.7 ")):
        VolumeChunk.objects.create(volume=volume, number=number, content=content)
    answer = client.get(reverse("volume_file", args=[volume.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 jilid"  # type: ignore[attr-defined]
    assert answer["Content-Length"] == "14"
    assert answer["Content-Disposition"] == f'attachment; filename="perjanjian-{YEAR}-seluruh-lingkup.pdf"'


def test_a_volume_is_its_askers_alone(cast: Cast) -> None:
    volume = Volume.objects.create(requested_by=cast.lead, year=YEAR, state="done", size=1)

    assert browser(cast.ortala).get(reverse("volume_file", args=[volume.pk])).status_code == 404


def test_the_list_asks_for_itself_while_one_is_made(cast: Cast) -> None:
    Volume.objects.create(requested_by=cast.lead, year=YEAR, total=4, done=1)
    client = browser(cast.lead)

    busy = client.get(reverse("agreements_print"), headers={"HX-Request": "true"}).content.decode()
    Volume.objects.update(state="failed", error="habis")
    idle = client.get(reverse("agreements_print"), headers={"HX-Request": "true"}).content.decode()

    assert "every 3s" in busy
    assert 'value="25"' in busy
    assert "every 3s" not in idle
    assert "habis" in idle


def printed(version: Version) -> list[tuple[str, str]]:
    events = version.events.filter(kind="printed").select_related("by").order_by("pk")
    return [(event.by.name if event.by else "", event.note) for event in events]


def test_whoever_takes_a_paper_stands_in_its_history_once_a_day(cast: Cast) -> None:
    version = flow.agreed(cast.staff, year=YEAR)
    address = reverse("agreement_print", args=[version.pk])

    for person in (cast.staff, cast.staff, cast.lead):
        browser(person).get(address)

    assert printed(version) == [(cast.staff.name, ""), (cast.lead.name, "")]
    page = browser(cast.staff).get(reverse("agreement", args=[version.pk])).content.decode()
    assert "Dicetak" in page


def test_the_form_for_the_pen_is_named_in_the_history(cast: Cast) -> None:
    version = flow.agreed(cast.staff, year=YEAR)

    browser(cast.ortala).get(reverse("wet_form", args=[version.pk]))

    assert printed(version) == [(cast.ortala.name, "Formulir tanda tangan basah")]


def test_a_draft_and_the_public_page_leave_no_trace(cast: Cast) -> None:
    draft = flow.drafted(cast.colleague, year=YEAR)
    signed = flow.in_force(cast.staff, year=YEAR)

    browser(cast.colleague).get(reverse("agreement_print", args=[draft.pk]))
    Client().get(reverse("verify", kwargs={"token": signed.token}))

    assert printed(draft) == []
    assert printed(signed) == []


def test_a_paper_that_cannot_be_made_is_said_on_its_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    version = flow.drafted(cast.staff, year=YEAR)

    def gives_up(*_given: object, **_options: object) -> bytes:
        raise UnprintableError("MemoryError")

    monkeypatch.setattr("contracts.queries.papers.render", gives_up)
    answer = browser(cast.staff).get(reverse("agreement_print", args=[version.pk]), follow=True)

    assert "batas waktu dan memori" in answer.content.decode()
    assert answer.redirect_chain == [(reverse("agreement", args=[version.pk]), 302)]


def test_an_agreement_whose_paper_cannot_be_made_stays_presented(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    version = flow.found_fit(flow.presented(cast.staff, year=YEAR), cast.lead)

    def gives_up(*_given: object, **_options: object) -> bytes:
        raise UnprintableError("EOFError")

    monkeypatch.setattr("contracts.actions.freeze.render", gives_up)
    answer = browser(cast.lead).post(reverse("agreement_agree", args=[version.pk]), follow=True)

    assert "batas waktu dan memori" in answer.content.decode()
    version.refresh_from_db()
    assert (version.state, version.document) == ("presented", None)
