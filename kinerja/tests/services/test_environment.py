"""Where things lie, and what programs are told about it."""

import os
import stat
from pathlib import Path

import pytest

from kinerja.services.environment import (
    LONGEST_SOCKET_NAME,
    ROOT,
    SOCKET_PATH_BYTES,
    Home,
    application_environment,
    make_private,
)
from kinerja.services.errors import ServiceError


def test_home_is_var_unless_named() -> None:
    assert Home.of({}).path == ROOT / "var"
    assert Home.of({"KINERJA_HOME": ""}).path == ROOT / "var"
    assert Home.of({"KINERJA_HOME": "/srv/kota"}).path == Path("/srv/kota")


def test_secret_key_is_made_once_and_kept_private(home: Home) -> None:
    first = home.secret_key()

    assert home.secret_key() == first
    assert len(first) >= 50
    assert stat.S_IMODE((home.path / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in home.path.glob("secret-key*")] == ["secret-key"]


def test_place_where_nothing_can_be_stored_is_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")

    with pytest.raises(ServiceError, match=r"Nothing can be stored in .*: Not a directory"):
        Home(tmp_path / "berkas" / "kota").prepare()


def test_two_homes_have_different_keys_and_sockets(tmp_path: Path) -> None:
    one, two = Home(tmp_path / "one"), Home(tmp_path / "two")
    one.prepare()
    two.prepare()

    assert one.secret_key() != two.secret_key()
    assert one.socket_folder("pg") != two.socket_folder("pg")


def test_socket_path_fits_however_deep_the_home_lies() -> None:
    deep = Home(Path("/srv") / ("kabupaten-yang-jauh/" * 8) / "kota")
    deeper = Home(deep.path / "lain")

    folders = [deep.socket_folder("pg"), deeper.socket_folder("pg"), Home(Path("/srv/kota")).socket_folder("pg")]

    assert all(len(os.fsencode(folder)) + len(LONGEST_SOCKET_NAME) <= SOCKET_PATH_BYTES for folder in folders)
    assert len(set(folders)) == 3
    assert folders[2] == Path("/srv/kota/run/pg")


def test_photographs_queue_and_logs_are_of_no_other_users_business(home: Home) -> None:
    for name in ("media", "redis", "logs"):
        assert stat.S_IMODE((home.path / name).stat().st_mode) == 0o700


def test_private_folder_lets_nobody_else_in(tmp_path: Path) -> None:
    make_private(tmp_path / "run", owner=os.geteuid())

    assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700


def test_private_folder_that_is_a_link_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(ServiceError, match="belongs to another user"):
        make_private(tmp_path / "run", owner=os.geteuid())


def test_environment_keeps_what_the_caller_set(home: Home) -> None:
    environ = {"REDIS_URL": "redis://redis.kota.example/0", "KINERJA_SECRET_KEY": "dari-luar", "PATH": "/usr/bin"}

    result = application_environment(home=home, environ=environ, urls={"DATABASE_URL": "postgresql:///kinerja"})

    assert result["REDIS_URL"] == "redis://redis.kota.example/0"
    assert result["KINERJA_SECRET_KEY"] == "dari-luar"
    assert result["DATABASE_URL"] == "postgresql:///kinerja"
    assert result["KINERJA_HOME"] == str(home.path)
    assert result["PATH"].endswith(":/usr/bin")


@pytest.mark.parametrize("name", ["Asia/Bandung", "../etc/passwd", "Asia"])
def test_time_zone_that_is_none_is_told_with_those_of_the_country(home: Home, name: str) -> None:
    with pytest.raises(ServiceError, match="is no time zone") as refusal:
        application_environment(home=home, environ={"KINERJA_TIME_ZONE": name}, urls={})
    assert "Asia/Makassar" in refusal.value.command
