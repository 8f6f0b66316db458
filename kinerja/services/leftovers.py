"""What a run of the checks that was killed outright left behind: its servers and its folder."""

import os
import shutil
import time
from pathlib import Path

from kinerja.services.environment import Home
from kinerja.services.leases import Leases
from kinerja.services.stack import Stack

OLD_SECONDS = 3600
"""Longer than any run takes: programs of a killed one may still be busy with its servers."""


def clear_leftovers(place: Path, *, prefix: str) -> None:
    """Stop the servers of our own homes in ``place`` that nobody uses since an hour, and remove those homes."""
    for folder in place.glob(f"{prefix}*"):
        home = Home(folder)
        try:
            facts = folder.stat()
            ours = facts.st_uid == os.geteuid() and home.run.is_dir()
        except FileNotFoundError:  # another run clears up as well
            continue
        if ours and time.time() - facts.st_mtime > OLD_SECONDS and Leases(home).is_unused():
            Stack({"KINERJA_HOME": str(folder)}).stop()
            shutil.rmtree(folder, ignore_errors=True)
