"""The life of a version: what each step demands, and what it leaves behind."""

from decimal import Decimal

import pytest

from contracts.actions import versions as actions
from contracts.actions.mirror import mirror
from contracts.models import Event, Round, State, Target, Version
from contracts.tests import flow
from contracts.tests.rounds import make_round
from kinerja.errors import DomainError
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_papers")]


def kinds(version: Version) -> list[str]:
    return list(Event.objects.filter(version=version).order_by("pk").values_list("kind", flat=True))


def test_an_incomplete_draft_is_not_presented_and_says_why(cast: Cast) -> None:
    version = flow.drafted(cast.staff)
    version.lines.filter(indicator_code="BERITA").update(weight=50, means="")
    with pytest.raises(DomainError) as refused:
        actions.present(version=version, by=cast.staff)
    assert refused.value.code == "not_ready"
    assert "tepat 100, sekarang 90" in refused.value.message
    assert "BERITA: cara mencapai" in refused.value.message


def test_presenting_keeps_what_was_shown(cast: Cast) -> None:
    version = flow.drafted(cast.staff)
    presentation = actions.present(version=version, by=cast.staff, panel="Tim")
    version.refresh_from_db()
    assert version.state == State.PRESENTED
    assert presentation.digest == actions.digest_of(version)
    assert kinds(version) == ["opened", "presented"]


def test_agreeing_needs_every_line_found_fit(cast: Cast) -> None:
    version = flow.presented(cast.staff)
    line = version.lines.first()
    assert line is not None
    actions.judge(presentation=version.presentations.get(), line=line, by=cast.lead, fitness="fit")
    with pytest.raises(DomainError, match="UNGGAHAN"):
        actions.agree(version=version, by=cast.lead)


def test_one_reviewer_against_a_line_holds_it_up_until_he_changes_his_word(cast: Cast) -> None:
    version = flow.found_fit(flow.presented(cast.staff), cast.lead)
    presentation, line = version.presentations.get(), version.lines.get(indicator_code="BERITA")
    actions.judge(presentation=presentation, line=line, by=cast.ortala, fitness="improve", note="Terlalu rendah")
    with pytest.raises(DomainError, match="BERITA"):
        actions.agree(version=version, by=cast.lead)
    actions.judge(presentation=presentation, line=line, by=cast.ortala, fitness="fit")
    assert actions.agree(version=version, by=cast.lead).state == State.AGREED


def test_asking_for_improvement_says_which(cast: Cast) -> None:
    version = flow.presented(cast.staff)
    line = version.lines.first()
    assert line is not None
    with pytest.raises(DomainError, match="perlu diperbaiki"):
        actions.judge(presentation=version.presentations.get(), line=line, by=cast.lead, fitness="improve", note=" ")


def test_a_review_that_is_over_takes_no_verdict(cast: Cast) -> None:
    version = flow.agreed(cast.staff)
    line = version.lines.first()
    assert line is not None
    with pytest.raises(DomainError) as refused:
        actions.judge(presentation=version.presentations.get(), line=line, by=cast.lead, fitness="fit")
    assert refused.value.code == "review_over"


def test_what_changed_after_the_presentation_is_not_agreed_to(cast: Cast) -> None:
    version = flow.found_fit(flow.presented(cast.staff), cast.lead)
    version.presentations.update(digest="0" * 64)
    with pytest.raises(DomainError) as refused:
        actions.agree(version=version, by=cast.lead)
    version.refresh_from_db()
    assert (refused.value.code, version.state) == ("changed_since", State.PRESENTED)


def test_a_cancelled_version_is_thawed_and_says_why(cast: Cast) -> None:
    version = actions.cancel(version=flow.agreed(cast.staff), by=cast.staff, reason=" Salah tahun ")
    assert (version.state, version.frozen, version.document) == (State.CANCELLED, None, None)
    event = version.events.get(kind="cancelled")
    assert (event.by, event.note) == (cast.staff, "Salah tahun")


def test_a_number_without_a_sequence_is_given_once(cast: Cast) -> None:
    for person in (cast.staff, cast.colleague):
        flow.drafted(person)
    Version.objects.update(round=make_round(cast))
    # The page refuses such a pattern; one may have been written past it.
    Round.objects.update(number_format="800/{kind}/{year}")
    assert flow.agreed(cast.staff).document_number == "800/PK/2026"
    with pytest.raises(DomainError) as refused:
        flow.agreed(cast.colleague)
    assert refused.value.code == "number_taken"


def test_a_number_that_another_round_has_given_is_passed_over(cast: Cast) -> None:
    for person, kind in ((cast.staff, "pk"), (cast.colleague, "pko")):
        this = make_round(cast, kind=kind, number_format="800/{seq}/{year}")
        Version.objects.filter(pk=flow.drafted(person).pk).update(round=this)
    numbers = [flow.agreed(person).document_number for person in (cast.staff, cast.colleague)]
    assert numbers == ["800/0001/2026", "800/0002/2026"]


def test_agreeing_freezes_names_figures_and_paper(cast: Cast) -> None:
    version = flow.agreed(cast.staff)
    assert version.state == State.AGREED
    assert version.frozen is not None
    assert version.document is not None
    assert version.frozen["parties"][0]["name"] == "Dewi Lestari"
    assert [row["year_target"] for row in version.frozen["rows"]] == ["120", "120"]
    assert version.document.data.startswith(b"%PDF-")
    assert version.document_number == "000.8.6.3/0001/PK/2026"


def test_two_agreements_get_two_numbers(cast: Cast) -> None:
    first, second = flow.agreed(cast.staff), flow.agreed(cast.colleague)
    assert first.document_number != second.document_number


def test_returning_thaws_and_keeps_the_number(cast: Cast) -> None:
    version = flow.agreed(cast.staff)
    number = version.document_number
    actions.return_version(version=version, by=cast.lead, reason="Target terlalu rendah")
    version.refresh_from_db()
    assert (version.state, version.frozen, version.document) == (State.RETURNED, None, None)
    actions.present(version=version, by=cast.staff)
    flow.found_fit(version, cast.lead)
    assert actions.agree(version=version, by=cast.lead).document_number == number


@pytest.mark.parametrize("act", [actions.return_version, actions.cancel, actions.refuse])
def test_stopping_needs_a_reason(cast: Cast, act: object) -> None:
    version = flow.agreed(cast.staff)
    with pytest.raises(DomainError, match="alasan"):
        act(version=version, by=cast.lead, reason="  ")  # type: ignore[operator]


def test_a_draft_shows_as_targets_that_promises_below_can_hang_on(cast: Cast) -> None:
    flow.drafted(cast.lead)
    parent = Target.objects.get(agreement__holder=cast.lead, indicator_code="BERITA")
    version = flow.drafted(cast.staff)
    version.lines.filter(indicator_code="BERITA").update(parent=parent)
    mirror(version)
    assert flow.targets_of(version)["BERITA"].parent == parent


def test_a_line_that_others_hang_on_is_not_dropped(cast: Cast) -> None:
    above = flow.drafted(cast.lead)
    parent = Target.objects.get(agreement__holder=cast.lead, indicator_code="BERITA")
    below = flow.drafted(cast.staff)
    below.lines.filter(indicator_code="BERITA").update(parent=parent)
    mirror(below)
    below.lines.filter(indicator_code="BERITA").update(parent=parent)
    above.lines.filter(indicator_code="BERITA").delete()
    with pytest.raises(DomainError, match="dijabarkan oleh bawahan"):
        mirror(above)


def test_in_force_seals_the_agreement_with_the_lines_as_targets(cast: Cast) -> None:
    version = flow.in_force(cast.staff)
    agreement = version.agreement
    assert (version.state, agreement.superior) == (State.IN_FORCE, cast.lead)
    assert agreement.sealed_at is not None
    assert agreement.signed_on is not None
    assert {code: target.weight for code, target in flow.targets_of(version).items()} == {
        "BERITA": Decimal(60),
        "UNGGAHAN": Decimal(40),
    }
