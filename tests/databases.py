"""Test databases that come and go though somebody else's session has not quite ended."""

from typing import Any

from django.db.backends.postgresql import creation

from tests.races import until

#: What makes and drops them is Django's own affair, of which its types say nothing.
_maker: Any = creation.DatabaseCreation
_create, _destroy = _maker._execute_create_test_db, _maker._destroy_test_db

#: Sessions of this user, such as those of threads of a test, are ended; a server clears its own workers away itself.
_END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user"
_LEFT = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND usename IS NOT NULL"


def wait_for_leavers() -> None:
    """PostgreSQL refuses to copy or drop a database after five seconds in which a session of it was still there."""
    _maker._execute_create_test_db = _create_when_free
    _maker._destroy_test_db = _destroy_when_free


def _create_when_free(self: Any, cursor: Any, parameters: dict[str, str], keepdb: bool = False) -> None:
    template = self.connection.settings_dict["TEST"].get("TEMPLATE")
    if template:
        _await_nobody(cursor, template)
    _create(self, cursor, parameters, keepdb)


def _destroy_when_free(self: Any, test_database_name: str, verbosity: int) -> None:
    with self._nodb_cursor() as cursor:
        cursor.execute(_END, [test_database_name])
        _await_nobody(cursor, test_database_name)
    _destroy(self, test_database_name, verbosity)


def _await_nobody(cursor: Any, database: str) -> None:
    def is_left() -> bool:
        cursor.execute(_LEFT, [database])
        return not cursor.fetchone()[0]

    until(is_left, f"nobody is connected to {database}")
