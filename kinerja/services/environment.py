"""Where the state of one installation lies, and the environment its programs run in."""

import hashlib
import os
import secrets
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kinerja.services.errors import ServiceError

ROOT = Path(__file__).resolve().parent.parent.parent
"""The checkout."""

# A socket address holds 108 bytes with its closing zero; PostgreSQL's is the longest name that we append.
SOCKET_PATH_BYTES = 107
LONGEST_SOCKET_NAME = "/.s.PGSQL.5432"


@dataclass(frozen=True)
class Home:
    """``KINERJA_HOME``: every file that an installation writes. Another folder is another city."""

    path: Path

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "Home":
        """The home that the environment names, else ``var/`` in the checkout."""
        return cls(Path(environ.get("KINERJA_HOME") or ROOT / "var").expanduser().resolve())

    @property
    def pgdata(self) -> Path:
        """The data of the embedded PostgreSQL."""
        return self.path / "pgdata"

    @property
    def redis_data(self) -> Path:
        """The append-only file of the embedded Redis."""
        return self.path / "redis"

    @property
    def run(self) -> Path:
        """Locks and pid files: meaningless once nothing runs."""
        return self.path / "run"

    @property
    def logs(self) -> Path:
        """One log file per program."""
        return self.path / "logs"

    def prepare(self) -> None:
        """Make the folders, so that a first start finds them."""
        try:
            for folder in (self.path, self.run, self.path / "static"):
                folder.mkdir(parents=True, exist_ok=True)
            # Photographs of people, what waits in the queue, and who asked for what: of no other user's business.
            for folder in (self.path / "media", self.redis_data, self.logs):
                folder.mkdir(mode=0o700, exist_ok=True)
            (self.run / ".writable").touch()
        except PermissionError as error:
            raise ServiceError(
                f"{self.path} belongs to another user, so nothing can be stored there.",
                "KINERJA_HOME=$HOME/kinerja script/server",
            ) from error
        except OSError as error:
            raise ServiceError(
                f"Nothing can be stored in {self.path}: {error.strerror}.", f"df -h {self.path} && ls -ld {self.path}"
            ) from error

    def socket_folder(self, service: str) -> Path:
        """A folder for the unix socket of ``service``, in the home where its path is short enough for a socket."""
        inside = self.run / service
        if len(os.fsencode(inside)) + len(LONGEST_SOCKET_NAME) <= SOCKET_PATH_BYTES:
            return inside
        digest = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:12]
        return Path(f"/tmp/kinerja-{os.geteuid()}-{digest}") / service  # noqa: S108 -- compared, not written to -- make_private() checks the owner

    def secret_key(self) -> str:
        """The signing key of this installation, made on first use and readable by its owner only."""
        file = self.path / "secret-key"
        if not file.exists():
            draft = file.with_suffix(f".{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(50))
            # A hard link fails where a file stands already: of two first starts only one key survives.
            try:
                file.hardlink_to(draft)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return file.read_text().strip()


def make_private(folder: Path, *, owner: int) -> None:
    """Make ``folder`` and keep everybody but ``owner`` (a user id) out of it.

    A shared place such as /tmp may hold a folder of that name made by somebody else: then ``ServiceError``.
    """
    if folder.parent.parent == Path("/tmp"):  # noqa: S108 -- compared, not written to
        folder.parent.mkdir(mode=0o711, exist_ok=True)
        _require_own(folder.parent, owner=os.geteuid())
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0 and folder.stat().st_uid != owner:
        os.chown(folder, owner, -1)
    _require_own(folder, owner=owner)
    folder.chmod(0o700)


def _require_own(folder: Path, *, owner: int) -> None:
    facts = folder.lstat()
    if facts.st_uid != owner or not stat.S_ISDIR(facts.st_mode):
        raise ServiceError(f"{folder} belongs to another user.", f"ls -ld {folder}")


def application_environment(*, home: Home, environ: Mapping[str, str], urls: Mapping[str, str]) -> dict[str, str]:
    """The environment for Django, Celery and the tests: what the caller set stays, what is missing is computed.

    ``urls`` are the addresses of the embedded services, by the name of their variable.
    """
    _require_time_zone(environ.get("KINERJA_TIME_ZONE") or "Asia/Jakarta")
    return {
        **urls,
        "DJANGO_SETTINGS_MODULE": "kinerja.settings",
        "PYTHONUNBUFFERED": "1",
        "KINERJA_SECRET_KEY": environ.get("KINERJA_SECRET_KEY") or home.secret_key(),
        **{name: value for name, value in environ.items() if name != "KINERJA_SECRET_KEY"},
        "KINERJA_HOME": str(home.path),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environ.get('PATH', os.defpath)}",
    }


def _require_time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ServiceError(
            f"KINERJA_TIME_ZONE={name} is no time zone.",
            "export KINERJA_TIME_ZONE=Asia/Jakarta (or Asia/Makassar, Asia/Jayapura)",
        ) from error
