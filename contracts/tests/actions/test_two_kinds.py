"""A formal and an operational agreement of one person: each goes its own way, one of them counts in a month."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from contracts.actions.copying import copy_forward
from contracts.actions.handover import close_left_agreements
from contracts.actions.opening import open_version
from contracts.actions.versions import agree, present
from contracts.models import Agreement, Round, Version
from contracts.queries.beginnings import beginnings
from contracts.tests import flow
from contracts.tests.rounds import YEAR, make_round, signed_last_year
from kinerja.errors import DomainError
from kinerja.tables.exporting import outgoing
from organization.access import access_for
from organization.models import Assignment, Employee
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_papers")]

MARCH, APRIL = date(YEAR, 3, 31), date(YEAR, 4, 30)


def pko(cast: Cast, **values: Any) -> Round:
    return make_round(cast, **({"kind": "pko", "levels": ["opd_head"]} | values))


def pk(cast: Cast, **values: Any) -> Round:
    return make_round(cast, **({"pledge_levels": []} | values))


def signed(holder: Employee, asked: Round, *codes: str, on: date = date(YEAR, 1, 20)) -> Version:
    """A version in force since a day, with equal weights."""
    version = open_version(holder=holder, year=YEAR, by=holder, round=asked)
    for code in codes:
        flow.add_line(version, code, 100 // len(codes))
    present(version=version, by=holder)
    assert version.superior is not None
    agree(version=flow.found_fit(version, version.superior), by=version.superior)
    version.refresh_from_db()
    flow.sign_by_hand(version, recorded_by=holder, on=on)
    version.refresh_from_db()
    return version


def counting(holder: Employee, last_day: date) -> Agreement:
    return Agreement.objects.counting(last_day).get(holder=holder)


def test_both_are_in_force_and_the_pledged_one_counts_from_its_first_month(cast: Cast) -> None:
    formal = signed(cast.head, pk(cast), "IKU")
    operational = signed(cast.head, pko(cast), "RILIS", "MEDSOS", on=date(YEAR, 4, 7))
    assert [formal.state, operational.state] == ["in_force", "in_force"]
    assert (formal.agreement.pledge, operational.agreement.pledge) == (False, True)
    assert counting(cast.head, MARCH) == formal.agreement
    assert counting(cast.head, APRIL) == operational.agreement


def test_a_round_may_give_way(cast: Cast) -> None:
    formal = signed(cast.head, pk(cast), "IKU")
    operational = signed(cast.head, pko(cast, pledge_levels=[], gives_way=True), "RILIS")
    assert operational.agreement.gives_way
    assert counting(cast.head, MARCH) == formal.agreement


def test_a_half_year_counts_in_its_own_months(cast: Cast) -> None:
    formal = signed(cast.head, pk(cast), "IKU")
    early = open_version(holder=cast.head, year=YEAR, by=cast.head, round=pko(cast, period="semester2"))
    Agreement.objects.filter(pk=early.agreement_id).update(signed_on=date(YEAR, 1, 20))
    assert counting(cast.head, date(YEAR, 6, 30)) == formal.agreement
    assert counting(cast.head, date(YEAR, 7, 31)) == early.agreement


def test_the_pledge_is_given_once(cast: Cast) -> None:
    signed(cast.head, pko(cast), "RILIS")
    with pytest.raises(DomainError, match="sudah menyatakan kesanggupan"):
        open_version(holder=cast.head, year=YEAR, by=cast.head, round=make_round(cast))
    with pytest.raises(IntegrityError, match="agreement_one_pledge_a_year"), transaction.atomic():
        Agreement.objects.create(year=YEAR, holder=cast.head, superior=cast.mayor, pledge=True)


def test_a_draft_hands_the_pledge_over_and_says_so(cast: Cast) -> None:
    formal = open_version(holder=cast.head, year=YEAR, by=cast.head, round=make_round(cast))
    operational = open_version(holder=cast.head, year=YEAR, by=cast.head, round=pko(cast))
    assert operational.agreement.pledge
    assert not Agreement.objects.get(pk=formal.agreement_id).pledge
    assert list(formal.events.values_list("kind", flat=True)) == ["opened", "pledge_moved"]


def test_copying_takes_the_pledge_over_as_well(cast: Cast) -> None:
    formal = open_version(holder=cast.head, year=YEAR, by=cast.head, round=make_round(cast))
    signed_last_year(cast.head, cast.mayor, "RILIS", kind="pko")
    assert copy_forward(in_round=pko(cast), by=cast.ortala)["copied"] == 1
    assert not Agreement.objects.get(pk=formal.agreement_id).pledge


def test_a_code_stands_in_one_of_the_two(cast: Cast) -> None:
    signed(cast.head, pk(cast), "IKU")
    version = open_version(holder=cast.head, year=YEAR, by=cast.head, round=pko(cast))
    flow.add_line(version, "IKU", 100)
    with pytest.raises(DomainError, match="Indikator IKU sudah ada dalam perjanjian kinerja tahun ini"):
        present(version=version, by=cast.head)


def test_each_is_copied_from_its_own_kind(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "IKU")
    signed_last_year(cast.head, cast.mayor, "RILIS", kind="pko", pledge=True)
    assert copy_forward(in_round=pk(cast, levels=["opd_head"]), by=cast.ortala)["copied"] == 1
    assert copy_forward(in_round=pko(cast), by=cast.ortala)["copied"] == 1
    found = Version.objects.values_list("agreement__kind", "agreement__pledge", "lines__indicator_code")
    assert sorted(found) == [("pk", False, "IKU"), ("pko", True, "RILIS")]


def test_what_the_other_kind_was_drafted_from_is_not_copied_twice(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "IKU")
    copy_forward(in_round=pk(cast, levels=["opd_head"]), by=cast.ortala)
    assert copy_forward(in_round=pko(cast), by=cast.ortala) == {"no_last_year": 2}


def test_whoever_pledged_is_left_out_of_a_second_pledge(cast: Cast) -> None:
    signed_last_year(cast.head, cast.mayor, "IKU")
    signed(cast.head, pko(cast), "RILIS")
    outcome = copy_forward(in_round=make_round(cast, levels=["opd_head"]), by=cast.ortala)
    assert outcome == {"pledged": 1, "no_last_year": 1}


def test_both_end_with_the_post_and_both_open_for_the_successor(cast: Cast) -> None:
    formal, operational = signed(cast.head, pk(cast), "IKU"), signed(cast.head, pko(cast), "RILIS")
    Assignment.objects.filter(employee__in=[cast.head, cast.colleague]).update(end=MARCH)
    Assignment.objects.create(
        employee=cast.colleague, position=formal.position, kind="definitive", start=date(YEAR, 4, 1)
    )
    assert set(close_left_agreements(APRIL)) == {formal.agreement, operational.agreement}
    drafts = Version.objects.filter(agreement__holder=cast.colleague)
    found = drafts.values_list("agreement__kind", "agreement__pledge", "lines__indicator_code")
    assert sorted(found) == [("pk", False, "IKU"), ("pko", True, "RILIS")]


def test_the_tables_show_the_one_that_counts_at_the_year_s_end(cast: Cast) -> None:
    signed(cast.head, pk(cast), "IKU")
    signed(cast.head, pko(cast), "RILIS")
    (row,) = outgoing(kind="agreements").rows
    assert list(row) == [YEAR, cast.head.nip, cast.mayor.nip, "yes", f"{YEAR}-01-20", "pko"]
    assert [row[2] for row in outgoing(kind="targets").rows] == ["RILIS"]


def test_one_begins_what_running_rounds_ask_for(cast: Cast) -> None:
    asked = pko(cast)
    day = date(YEAR, 1, 10)
    assert [(each.year, each.kind) for each in beginnings(access_for(cast.head), day)] == [
        (YEAR, "pko"),
        (YEAR + 1, "pk"),
    ]
    open_version(holder=cast.head, year=YEAR, by=cast.head, round=asked)
    assert [each.year for each in beginnings(access_for(cast.head), day)] == [YEAR + 1]
    assert [each.kind for each in beginnings(access_for(cast.staff), day)] == ["pk", "pk"]


def test_each_is_printed_by_its_kind(cast: Cast, tmp_path: Path) -> None:
    formal, operational = signed(cast.head, pk(cast), "IKU"), signed(cast.head, pko(cast), "RILIS")
    for kind, version in (("pk", formal), ("pko", operational), ("", operational)):
        target, chosen = tmp_path / f"{kind}.pdf", ["--kind", kind] if kind else []
        call_command("print_agreement", str(YEAR), cast.head.nip, *chosen, "--output", str(target), stdout=StringIO())
        assert version.document is not None
        assert target.read_bytes() == bytes(version.document.content)
