"""Real servers in a throwaway home: what was acknowledged is there after any kind of end."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg2
import pytest
from redis import Redis

from kinerja.database import parse_database_url
from kinerja.services.environment import Home
from kinerja.services.errors import ServiceError
from kinerja.services.postgres import EmbeddedPostgres
from kinerja.services.processes import is_alive, read_pid, wait_until
from kinerja.services.redis import EmbeddedRedis
from kinerja.services.stack import Stack
from tests.races import PATIENCE


@pytest.fixture
def stack(home: Home) -> Iterator[Stack]:
    # A killed process loses nothing that the kernel has: fsync, slow on some disks, is not what is tried here.
    stack = Stack({"KINERJA_HOME": str(home.path)}, durable=False)
    yield stack
    stack.stop()


def query(stack: Stack, statement: str) -> list[tuple[object, ...]]:
    settings = parse_database_url(stack.environment()["DATABASE_OWNER_URL"])
    connection = psycopg2.connect(dbname=settings["NAME"], user=settings["USER"], host=settings["HOST"])
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def kill(pidfile: Path) -> None:
    pid = read_pid(pidfile)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not is_alive(pid), seconds=PATIENCE)


def test_data_survives_a_kill_of_both_servers(stack: Stack) -> None:
    stack.start()
    query(stack, "CREATE TABLE janji (isi text)")
    query(stack, "INSERT INTO janji VALUES ('17 hari kerja')")
    with Redis.from_url(stack.environment()["REDIS_URL"]) as redis:
        redis.set("antrean", "1")
    stack.stop()
    stack.start()

    kill(stack.home.pgdata / "postmaster.pid")
    kill(stack.home.run / "redis.pid")
    assert [service.is_running() for service in stack.services] == [False, False]
    assert stack.restart_missing() == ["PostgreSQL", "Redis"]

    assert query(stack, "SELECT isi FROM janji") == [("17 hari kerja",)]
    with Redis.from_url(stack.environment()["REDIS_URL"]) as redis:
        assert redis.get("antrean") == b"1"
    assert stack.restart_missing() == []


def test_server_of_an_earlier_version_gets_the_role_of_the_program(stack: Stack) -> None:
    stack.start()
    query(stack, "CREATE TABLE janji (isi text)")
    postgres = next(service for service in stack.services if isinstance(service, EmbeddedPostgres))
    postgres._psql("postgres", "DROP ROLE kinerja_app")
    (stack.home.pgdata / "kinerja-roles").unlink()
    with stack.running() as environment:
        told = parse_database_url(environment["DATABASE_URL"])
        session = psycopg2.connect(dbname=told["NAME"], user=told["USER"], host=told["HOST"])
        with session, session.cursor() as cursor:
            cursor.execute("INSERT INTO janji VALUES ('sampai migrasi berikutnya')")
        session.close()
    assert told["USER"] == "kinerja_app"
    assert query(stack, "SELECT isi FROM janji") == [("sampai migrasi berikutnya",)]


def test_pid_that_now_belongs_to_another_program_does_not_prevent_a_start(stack: Stack) -> None:
    stack.start()
    stack.stop()
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    pidfile = stack.home.pgdata / "postmaster.pid"
    pidfile.write_text(f"{other.pid}\n{stack.home.pgdata}\n1\n5432\n/tmp\n\n  1 1\nready\n")
    (stack.home.run / "redis.pid").write_text(f"{other.pid}\n")

    stack.start()

    assert read_pid(pidfile) != other.pid
    other.communicate()


def test_zombie_of_a_killed_server_does_not_prevent_a_start(stack: Stack) -> None:
    stack.start()
    stack.stop()
    zombie = subprocess.Popen([sys.executable, "-c", ""])
    assert wait_until(lambda: not is_alive(zombie.pid), seconds=PATIENCE)
    (stack.home.pgdata / "postmaster.pid").write_text(
        f"{zombie.pid}\n{stack.home.pgdata}\n1\n5432\n/tmp\n\n  1 1\nready\n"
    )

    stack.start()

    assert query(stack, "SELECT 1") == [(1,)]
    zombie.wait()


def test_services_stop_when_the_last_user_leaves(stack: Stack) -> None:
    with stack.running() as environment:
        with Stack({"KINERJA_HOME": environment["KINERJA_HOME"]}).running():
            pass
        assert [service.is_running() for service in stack.services] == [True, True]
    assert [service.is_running() for service in stack.services] == [False, False]


def test_cluster_of_another_version_is_refused_with_a_way_out(home: Home) -> None:
    postgres = EmbeddedPostgres(home)
    home.pgdata.mkdir(mode=0o700)
    if os.geteuid() == 0:
        os.chown(home.pgdata, postgres.owner, -1)
    (home.pgdata / "PG_VERSION").write_text("13\n")

    with pytest.raises(ServiceError, match="was written by PostgreSQL 13") as refusal:
        postgres.start()
    assert refusal.value.command.startswith(f"mv {home.pgdata} {home.pgdata}-13")


def test_cluster_that_was_killed_while_it_was_made_is_made_anew(stack: Stack) -> None:
    half = stack.home.path / "pgdata-new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    stack.start()

    assert query(stack, "SELECT 1") == [(1,)]
    assert not half.exists()


def test_initdb_that_does_not_end_leaves_nothing_that_looks_like_a_cluster(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres = EmbeddedPostgres(home, durable=False)

    def killed(_program: str, *arguments: str) -> str:
        (Path(arguments[1]) / "PG_VERSION").write_text("18\n")
        raise KeyboardInterrupt

    monkeypatch.setattr(postgres, "_run", killed)
    with pytest.raises(KeyboardInterrupt):
        postgres.start()

    assert list(home.pgdata.iterdir()) == []


def test_files_of_somebody_else_in_the_data_folder_are_not_touched(home: Home) -> None:
    home.pgdata.mkdir()
    (home.pgdata / "foto.jpg").write_text("penting")

    with pytest.raises(ServiceError, match=r"holds files that are not PostgreSQL's"):
        EmbeddedPostgres(home, durable=False).start()

    assert (home.pgdata / "foto.jpg").read_text() == "penting"


@pytest.mark.parametrize(("made", "free"), [(False, 499), (True, 99)])
def test_full_disk_is_told_before_anything_is_written(
    home: Home, monkeypatch: pytest.MonkeyPatch, made: bool, free: int
) -> None:
    if made:
        home.pgdata.mkdir()
        (home.pgdata / "PG_VERSION").write_text("18\n")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=free * 1024 * 1024))

    with pytest.raises(ServiceError, match=f"Only {free} MB are free .* needs {free + 1}"):
        EmbeddedPostgres(home).start()
    assert home.pgdata.exists() == made


def test_nothing_runs_embedded_when_servers_are_named(home: Home) -> None:
    # Those of this run of the tests.
    urls = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}
    stack = Stack({"KINERJA_HOME": str(home.path), **urls})

    assert stack.services == []
    with stack.running() as environment:
        assert {name: environment[name] for name in urls} == urls
    assert not home.pgdata.exists()


def test_only_what_is_not_named_runs_embedded(home: Home) -> None:
    stack = Stack({"KINERJA_HOME": str(home.path), "DATABASE_URL": "postgresql://db.kota.example/kinerja"})

    assert [type(service) for service in stack.services] == [EmbeddedRedis]


def test_only_a_throwaway_home_may_forget(home: Home) -> None:
    assert "fsync = 'on'" in EmbeddedPostgres(home).configuration()
    assert "full_page_writes = 'on'" in EmbeddedPostgres(home).configuration()
    assert "fsync = 'off'" in EmbeddedPostgres(home, durable=False).configuration()


def test_redis_keeps_its_queue_and_never_evicts(home: Home) -> None:
    lines = EmbeddedRedis(home).configuration().splitlines()

    assert {"appendonly yes", "appendfsync everysec", "maxmemory-policy noeviction", "port 0"} <= set(lines)
