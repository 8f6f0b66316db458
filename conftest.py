"""What every test of the tree shares."""

import ipaddress
import os
import socket
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db.backends.postgresql.operations import DatabaseOperations

from kinerja import guards, translations
from tests import databases

if TYPE_CHECKING:
    from tests.cast import Cast

#: A busy machine is slow, which says nothing of the rule. The same examples each time: one that fails is found by
#: whoever explores (``script/pytest --hypothesis-profile=explore``), not by a build of something else.
hypothesis.settings.register_profile(
    "kinerja",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "explore", hypothesis.settings.get_profile("kinerja"), derandomize=False, max_examples=2000
)
hypothesis.settings.load_profile("kinerja")

_PATIENT = {"socket_connect_timeout": 300, "socket_timeout": 300}
_connect = socket.socket.connect
_empty = DatabaseOperations.execute_sql_flush


def pytest_configure(config: pytest.Config) -> None:
    """Adapt the settings to tests, before anything has read them."""
    # Two runs on one server must not meet in one database.
    if name := os.environ.get("KINERJA_TEST_DATABASE"):
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name
    # A database that has just been migrated, and is empty, is copied instead of migrating another for each worker.
    if template := os.environ.get("KINERJA_TEST_TEMPLATE"):
        settings.DATABASES["default"].setdefault("TEST", {}).update(TEMPLATE=template, MIGRATE=False)
    # The manifest of static files is made by collectstatic, which tests do without.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    # Sentences are read from compiled files, which are not part of the tree.
    translations.compile_all()
    # Argon2 takes its time on purpose; whoever tests it says so.
    # No test makes a key file in the home that the programme runs in.
    settings.SIGNING_KEY = "a2luZXJqYS11amktY29iYS0zMi1iaXRhLXBhbmphbmc="
    # Between tests that commit, tables are emptied, which the database refuses.
    DatabaseOperations.execute_sql_flush = _empty_guarded
    databases.wait_for_leavers()
    # After that Django would write its table of permissions anew, which nobody here reads.
    flush.emit_post_migrate_signal = _nothing
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    # A queue that does not answer at once is still there; programs that the tests start have the limits of every day.
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {**settings.CELERY_BROKER_TRANSPORT_OPTIONS, **_PATIENT}


def _nothing(*_args: Any, **_options: Any) -> None:
    pass


def _empty_guarded(self: DatabaseOperations, sql_list: Any) -> None:
    with guards.tables_may_be_emptied():
        _empty(self, sql_list)


@pytest.fixture
def cast(db: None) -> "Cast":
    """The tiny region with a person for every role (tests/cast.py)."""
    # The models can be imported only once Django is set up.
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture(autouse=True, scope="session")
def _own_media(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files that tests keep go to a folder of their own."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Any:
    """Tests reach this machine only: a check that needs the world fails when the world does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _connect_locally)
        # What reads signatures apart is given up by the processor's clock alone: the wall's also counts others' work.
        patch.setattr("contracts.signing.inspection.WALL_SECONDS", 300)
        yield


def _connect_locally(self: socket.socket, address: Any) -> None:
    local = self.family == socket.AF_UNIX or address[0] == "localhost" or ipaddress.ip_address(address[0]).is_loopback
    if not local:
        raise AssertionError(f"A test wants to reach {address[0]} over the network.")
    _connect(self, address)
