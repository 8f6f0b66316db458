"""Who connects as the owner of the tables, and who as the role of the web server."""

import pytest

from kinerja.database import DEFAULT_URL, application_role, database_url, parse_database_url

BOTH = {"DATABASE_URL": "postgresql://kinerja_app@db/kota", "DATABASE_OWNER_URL": "postgresql://kinerja@db/kota"}
APPLICATION, OWNER = BOTH.values()


@pytest.mark.parametrize(
    ("arguments", "url"),
    [
        (["manage.py", "migrate", "--no-input"], OWNER),
        (["manage.py", "score_month", "2026-03"], APPLICATION),
        (["manage.py", "help", "migrate"], APPLICATION),
        (["gunicorn"], APPLICATION),
    ],
)
def test_the_owner_connects_for_the_owners_work(arguments: list[str], url: str) -> None:
    assert database_url(BOTH, arguments) == url


def test_tests_connect_as_the_owner() -> None:
    assert database_url(BOTH | {"KINERJA_AS_OWNER": "1"}, ["-c"]) == OWNER


def test_one_address_serves_for_everything() -> None:
    assert database_url({"DATABASE_URL": OWNER, "KINERJA_AS_OWNER": "1"}, ["manage.py", "migrate"]) == OWNER
    assert database_url({}, []) == DEFAULT_URL


def test_only_a_role_that_is_not_the_owner_is_granted_rights() -> None:
    assert application_role(BOTH) == "kinerja_app"
    assert application_role({"DATABASE_URL": OWNER}) == ""
    assert application_role({"DATABASE_URL": OWNER, "DATABASE_OWNER_URL": OWNER}) == ""


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        parse_database_url("mysql://db/kota")
