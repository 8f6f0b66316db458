"""What pip cannot bring: system libraries and a browser. Root gets them installed, others the command to type."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from kinerja.services.errors import ServiceError

PANGO_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0")
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0")
SUBSET_LIBRARIES = ("libharfbuzz-subset.so.0",)
SUBSET_PACKAGES = ("libharfbuzz-subset0",)
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")


def require_pango() -> None:
    """Pango lays out the PDFs; raise ``ServiceError`` when it is missing and cannot be installed."""
    if _loads(*PANGO_LIBRARIES, *SUBSET_LIBRARIES):
        return
    apt_install(*PANGO_PACKAGES)
    # Not everywhere a package of its own; WeasyPrint does without, at the price of larger files.
    if not _loads(*SUBSET_LIBRARIES):
        apt_install(*SUBSET_PACKAGES)
    if not _loads(*PANGO_LIBRARIES):
        raise ServiceError("The library Pango, which prints the PDFs, is missing.", apt_command(*PANGO_PACKAGES))


def find_browser(environ: Mapping[str, str]) -> str | None:
    """A Chromium for the browser tests: ``KINERJA_CHROMIUM``, an installed one, or one fetched now; else ``None``."""
    found = _installed_browser(environ)
    if found is None and apt_install("chromium"):
        found = _installed_browser(environ)
    return found or _playwright_browser()


def apt_install(*packages: str) -> bool:
    """Install Debian packages when we are root on such a system; whether that worked."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print(f"Installing {' '.join(packages)} ...", flush=True)
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], install):
        done = subprocess.run(command, env=environ, capture_output=True, check=False)
    return done.returncode == 0


def apt_command(*packages: str) -> str:
    """What a person without root types to have packages installed."""
    return f"sudo apt-get install -y {' '.join(packages)}"


def _loads(*libraries: str) -> bool:
    try:
        for library in libraries:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _installed_browser(environ: Mapping[str, str]) -> str | None:
    names = [environ["KINERJA_CHROMIUM"]] if environ.get("KINERJA_CHROMIUM") else list(BROWSERS)
    paths = [path for name in names if (path := shutil.which(name)) is not None]
    return next((path for path in paths if _starts(path)), None)


def _playwright_browser() -> str | None:
    from playwright.sync_api import sync_playwright

    print("Fetching Chromium for the browser tests ...", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, capture_output=True, timeout=300, check=False).returncode != 0:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() and _starts(path) else None


def _starts(path: str) -> bool:
    """Ubuntu's chromium is a mere pointer to a snap, which a container cannot run: only trying tells."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"snap" not in done.stdout + done.stderr
