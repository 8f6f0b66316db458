"""What a draft must say before it is presented, as the desk demands it."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contracts.actions.lines import add_line, change_line, line_digest
from contracts.models import State, Version
from contracts.tests.drafts import terms
from contracts.tests.views.desk import at, filled

D = Decimal


def test_presentation_waits_for_what_is_missing(kabid: Client, draft: Version) -> None:
    add_line(version=draft, terms=terms(weight=D(90)))
    page = kabid.get(at("draft", draft)).content.decode()
    assert "Belum dapat dipaparkan" in page
    assert kabid.post(at("draft_present", draft)).status_code == 409
    line = draft.lines.get()
    kabid.post(at("draft_weights", draft), {f"w{line.pk}": "100", f"seen{line.pk}": "90"})
    sent = {"held_on": "2027-01-20", "panel": "Tim", "seen": mark(kabid, draft)}
    assert kabid.post(at("draft_present", draft), sent).status_code == 302
    assert Version.objects.get(pk=draft.pk).state == State.PRESENTED
    assert kabid.get(at("draft", draft)).headers["Location"] == reverse("agreement", args=[draft.pk])


def mark(kabid: Client, draft: Version) -> str:
    """The mark of the lines that the desk shows."""
    return str(kabid.get(at("draft", draft)).context["presenting"]["seen"].value())


def test_lines_that_changed_since_the_page_was_opened_are_not_presented(kabid: Client, draft: Version) -> None:
    line = add_line(version=draft, terms=terms())
    seen = mark(kabid, draft)
    change_line(version=draft, line_id=line.pk, terms=terms(means="Cara yang lain"), seen=line_digest(line))
    refused = kabid.post(at("draft_present", draft), {"seen": seen})
    assert refused.status_code == 409
    assert "berubah setelah halaman ini dibuka" in refused.content.decode()
    assert Version.objects.get(pk=draft.pk).state == State.DRAFT
    # The page that says so carries the new mark: pressing again presents what it shows.
    again = refused.context["presenting"]["seen"].value()
    assert kabid.post(at("draft_present", draft), {"seen": again}).status_code == 302


def test_presentation_that_names_no_lines_is_refused(kabid: Client, draft: Version) -> None:
    add_line(version=draft, terms=terms())
    assert kabid.post(at("draft_present", draft), {}).status_code == 409
    draft.refresh_from_db()
    assert (draft.state, draft.presentations.count()) == (State.DRAFT, 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unfunded_reason": ""}, "program, anggaran"),
        ({"unfunded_reason": "", "budget": D(0)}, "program, anggaran"),
        ({"risk": " "}, "risiko dan penanganannya"),
    ],
)
def test_means_are_demanded_on_the_desk_and_at_the_field(
    kabid: Client, draft: Version, changes: dict[str, Any], words: str
) -> None:
    line = add_line(version=draft, terms=terms(**changes))
    desk = kabid.get(at("draft", draft)).content.decode()
    assert f"Lengkapi indikator A-1: {words}." in desk
    assert f"Untuk paparan masih kurang: {words}." in desk
    assert "c-lack" in kabid.get(at("draft_line", draft, line.pk)).content.decode()
    assert kabid.post(at("draft_present", draft), {"seen": line_digest(line)}).status_code == 409


def test_line_without_money_needs_a_reason(kabid: Client, draft: Version) -> None:
    page = kabid.post(at("draft_line_new", draft), filled(funding="none")).content.decode()
    assert "Tuliskan alasan tanpa program/anggaran tersendiri." in page
    page = kabid.post(
        at("draft_line_new", draft), filled(funding="none", unfunded_reason="Rutin", budget="5000")
    ).content.decode()
    assert "Kosongkan anggaran" in page
    page = kabid.post(at("draft_line_new", draft), filled(funding="own", budget="0")).content.decode()
    assert "Anggaran nol hanya untuk" in page
    assert not draft.lines.exists()
    kabid.post(at("draft_line_new", draft), filled(funding="none", unfunded_reason="Rutin", budget="0"))
    line = draft.lines.get()
    assert (line.unfunded_reason, line.budget) == ("Rutin", D(0))


def test_choosing_money_drops_the_reason_for_none(kabid: Client, draft: Version) -> None:
    line = add_line(version=draft, terms=terms())
    kabid.post(at("draft_line", draft, line.pk), filled(funding="own", unfunded_reason="Rutin", seen=line_digest(line)))
    assert draft.lines.get().unfunded_reason == ""


def test_figure_of_the_year_without_months_is_said_at_the_field(kabid: Client, draft: Version) -> None:
    page = kabid.post(at("draft_line_new", draft), filled(total="1.200", m01="", m02="")).content.decode()
    assert "Bagi target setahun ke bulan-bulannya" in page
    assert not draft.lines.exists()


def test_months_that_make_another_figure_than_was_typed_are_named(kabid: Client, draft: Version) -> None:
    page = kabid.post(at("draft_line_new", draft), filled(total="1.200", m01="10", m02="10"), follow=True)
    assert "diketik 1.200, bulan-bulannya menghasilkan 20" in page.content.decode()
    assert draft.lines.get().monthly[:3] == [10, 10, None]


def test_bad_date_of_the_presentation_is_told(kabid: Client, draft: Version) -> None:
    add_line(version=draft, terms=terms())
    answer = kabid.post(at("draft_present", draft), {"held_on": "besok"})
    assert (answer.status_code, "held_on" in answer.context["presenting"].errors) == (422, True)
