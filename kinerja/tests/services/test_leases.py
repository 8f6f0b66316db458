"""Who may stop the services that several commands share."""

import pytest

from kinerja.services.environment import Home
from kinerja.services.errors import ServiceError
from kinerja.services.leases import Leases, only_server, reserve_test_database


def test_services_are_unused_only_after_the_last_lease(home: Home) -> None:
    leases = Leases(home)
    first, second = leases.take(), leases.take()

    first.close()
    assert not leases.is_unused()
    second.close()
    assert leases.is_unused()


def test_services_that_were_asked_to_stay_are_never_unused(home: Home) -> None:
    leases = Leases(home)
    leases.keep_marker.touch()

    assert not leases.is_unused()


def test_second_server_on_one_home_is_refused(home: Home) -> None:
    with only_server(home), pytest.raises(ServiceError, match="runs already"), only_server(home):
        pass
    with only_server(home):
        pass


def test_two_test_runs_have_two_databases(home: Home) -> None:
    with reserve_test_database(home) as first, reserve_test_database(home) as second:
        assert (first, second) == ("test_kinerja_1", "test_kinerja_2")
    with reserve_test_database(home) as again:
        assert again == "test_kinerja_1"
