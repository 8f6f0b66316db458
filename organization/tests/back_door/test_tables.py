"""Every table of the product is decided upon: not in the back door, to be looked at, or with fields to be mended."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import RequestFactory

from organization.back_door.site import BackDoor, tables
from organization.models import RoleGrant
from tests.cast import Cast

#: Fields that an operator may change there, by table; all other tables that are shown are for looking only.
MENDABLE = {
    "organization.Holiday": ("from_package",),
    "organization.WithdrawnHoliday": ("name", "decree"),
}
LOOKED_AT = {
    "organization.Assignment",
    "organization.Employee",
    "organization.LoginAttempt",
    "organization.Position",
    "organization.RoleGrant",
    "organization.ScheduleHours",
    "organization.Shift",
    "organization.Unit",
    "contracts.Authority",
    "contracts.Certificate",
    "contracts.RemoteSigning",
    "scoring.Job",
}
#: Whatever is the figures', or leads to them, or is signed, or is somebody's own, or is Django's: not there at all.
KEPT_OUT = {
    "organization": "Digest NipCorrection Notice NoticePreference PushSubscription RosterDay Schedule SecondFactor",
    "contracts": """
        Agreement BatchItem Event Indicator Letterhead Line Objective Presentation ProgrammeBudget Round
        RoundCall RoundCopy Signature SigningBatch StoredFile Target Verdict Version Visit Volume VolumeChunk
        VolumePart
    """,
    "dailylog": """
        Activity ActivityDraft Attendance Decision Disturbance Disturbance_units Evidence Finding
        FindingReview Finding_activities Leave LeaveRequest LeaveReturn OpeningBalance Overtime OvertimeOrder
        PresenceCorrection PresenceTap Task TaskAnswer
    """,
    "scoring": """
        Achievement BehaviourRating Case CaseClass IndividualScore Justification Month OrganizationScore
        Reading Register Revision Sanction ScoringPolicy
    """,
    "kinerja": "History HistorySeal",
    "admin": "LogEntry",
    "auth": "Group Group_permissions Permission",
    "contenttypes": "ContentType",
    "sessions": "Session",
}


@pytest.fixture
def site() -> BackDoor:
    return tables()


def all_tables() -> set[str]:
    return {model._meta.label for model in apps.get_models(include_auto_created=True)}


def test_every_table_is_decided_upon(site: BackDoor) -> None:
    shown = {rows.opts.label for rows in site.rows}
    assert shown == LOOKED_AT | set(MENDABLE)
    kept_out = {f"{app}.{name}" for app, names in KEPT_OUT.items() for name in names.split()}
    assert all_tables() - shown - kept_out == set()
    assert kept_out - all_tables() == set()


def test_fields_are_mended_only_where_this_list_says_so(site: BackDoor) -> None:
    assert {rows.opts.label: rows.mendable for rows in site.rows if rows.mendable} == MENDABLE


def test_nobody_adds_or_deletes_and_nothing_is_done_to_many_at_once(site: BackDoor, cast: Cast) -> None:
    request = RequestFactory().get("/")
    request.user = cast.operator
    for rows in site.rows:
        may = rows.get_model_perms(request)
        assert may == {"add": False, "delete": False, "view": True, "change": bool(rows.mendable)}
        assert (rows.get_actions(request), rows.list_editable, list(rows.inlines)) == ({}, (), [])


def test_whoever_is_operator_no_more_may_nothing(site: BackDoor, cast: Cast) -> None:
    RoleGrant.objects.filter(employee=cast.operator).update(end="2026-01-01")
    request = RequestFactory().get("/")
    request.user = cast.operator
    for rows in site.rows:
        assert not any(rows.get_model_perms(request).values())
        assert not rows.has_module_permission(request)


def test_what_may_be_mended_is_watched_by_history(site: BackDoor, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'history_update'")
        watched = {row[0] for row in cursor.fetchall()}
    for rows in site.rows:
        assert (rows.opts.db_table in watched) == rows.watched
        assert rows.watched or not rows.mendable


@pytest.mark.parametrize("secret", ["password", "secret", "recovery", "key_encrypted", "above", "note", "shown"])
def test_secrets_and_figures_are_shown_in_no_column(site: BackDoor, secret: str) -> None:
    assert [rows.opts.label for rows in site.rows if secret in {*rows.facts, *rows.list_display, *rows.mendable}] == []


def test_searches_are_for_whole_keys_that_an_index_finds(site: BackDoor) -> None:
    for rows in site.rows:
        for path in rows.search_fields:
            *way, name, lookup = path.split("__")
            reference: Any = rows.opts.get_field(way[0]) if way else None
            field: Any = (reference.related_model if reference else rows.model)._meta.get_field(name)
            # Wrong tries are found by the key of their pair, which begins with the NIP.
            assert (lookup, field.unique or rows.opts.label == "organization.LoginAttempt") == ("exact", True)


def test_lists_come_in_the_order_of_an_index_without_counting_twice(site: BackDoor) -> None:
    for rows in site.rows:
        assert rows.ordering in {("-pk",), ("-date",)}
        assert (rows.show_full_result_count, rows.sortable_by, rows.list_filter, rows.date_hierarchy) == (
            False,
            (),
            (),
            None,
        )
        assert rows.list_max_show_all == rows.list_per_page
