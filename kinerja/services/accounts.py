"""Which user PostgreSQL runs as: it refuses root, because a break-in would then own the machine."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from kinerja.services.errors import ServiceError

# Walk through folders of others; and let access(), which PostgreSQL asks about its own programs, count that too.
WALK = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup")

PREFERRED_USERS = ("kinerja", "nobody")
"""A user made for Kinerja when there is one, else the one that every Linux has."""


def owner_for(pgdata: Path) -> int:
    """The user id that PostgreSQL runs as: ours, or, for root, the data's owner, else an unprivileged user."""
    if os.geteuid() != 0:
        return os.geteuid()
    if pgdata.exists() and pgdata.stat().st_uid != 0:
        return pgdata.stat().st_uid
    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    for name in PREFERRED_USERS:
        if name in known:
            return known[name]
    raise ServiceError("PostgreSQL refuses to run as root and there is no other user.", "useradd --system kinerja")


def command_as(uid: int, *, program: Path, data: Path) -> list[str]:
    """The words to put before a command so that it runs as ``uid``: none when that is who we are.

    When ``uid`` may not walk to the program or the data (a checkout under /root), it is given the one capability to do
    so; the alternative, opening those folders to everybody, would outlast us.
    """
    if uid == os.geteuid():
        return []
    if shutil.which("setpriv") is None:
        raise ServiceError("As root, PostgreSQL needs the program setpriv.", "apt-get install -y util-linux")
    group = pwd.getpwuid(uid).pw_gid
    plain = ["setpriv", f"--reuid={uid}", f"--regid={group}", "--clear-groups"]
    for prefix in (plain, [*plain, *WALK]):
        if _succeeds([*prefix, str(program), "--version"]) and _succeeds([*prefix, "test", "-r", str(data)]):
            return prefix
    name = pwd.getpwuid(uid).pw_name
    raise ServiceError(
        f"PostgreSQL runs as the user {name}, who may not enter {data} or {program.parent}.",
        "chmod o+x on those folders, or move the checkout to /srv/kinerja and start it there",
    )


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, cwd="/", check=False).returncode == 0
