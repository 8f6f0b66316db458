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
FETCH_SECONDS = 300
START_SECONDS = 120
APT_OPTIONS = ("-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120")
"""A machine that has just started often updates itself, and holds apt's lock meanwhile."""


def require_pango() -> None:
    """Pango lays out the PDFs; raise ``ServiceError`` when it is missing and cannot be installed."""
    if _loads(*PANGO_LIBRARIES, *SUBSET_LIBRARIES):
        return
    apt_install(*PANGO_PACKAGES)
    # Not everywhere a package of its own; WeasyPrint does without, at the price of larger files.
    if not _loads(*SUBSET_LIBRARIES):
        apt_install(*SUBSET_PACKAGES)
    if not _loads(*PANGO_LIBRARIES):
        packages = [*PANGO_PACKAGES, *(name for name in SUBSET_PACKAGES if is_installable(name))]
        raise ServiceError("The library Pango, which prints the PDFs, is missing.", apt_command(*packages))


def find_browser(environ: Mapping[str, str]) -> str | None:
    """A Chromium for the browser tests: ``KINERJA_CHROMIUM``, an installed one, or one fetched now; else ``None``."""
    found = _installed_browser(environ)
    if found is None and apt_install("chromium"):
        found = _installed_browser(environ)
    return found or _playwright_browser()


def apt_install(*packages: str) -> bool:
    """Install Debian packages when we are root on such a system; whether that worked. If not, apt's reason is shown."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print(f"Installing {' '.join(packages)} ...", flush=True)
    for command in (("update",), ("install", *APT_OPTIONS, *packages)):
        done = _apt_get(*command)
    if done.returncode != 0:
        print(done.stderr.strip(), file=sys.stderr, flush=True)
    return done.returncode == 0


def is_installable(package: str) -> bool:
    """Whether this machine's apt, as its lists stand, would install the package; anyone may ask."""
    return shutil.which("apt-get") is not None and _apt_get("install", "--simulate", package).returncode == 0


def apt_command(*packages: str) -> str:
    """What a person types to have packages installed; a fresh machine has no lists of them yet."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y {' '.join(packages)}"


def browser_command() -> str:
    """What a person types to have a browser. Ubuntu packs Chromium for snap alone, out of a test's reach."""
    if is_installable("chromium"):
        return apt_command("chromium")
    return f"{sys.executable} -m playwright install --with-deps chromium"


def _apt_get(*arguments: str) -> "subprocess.CompletedProcess[str]":
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = [shutil.which("apt-get") or "apt-get", *arguments]
    return subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


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
    # Its libraries come by apt, so root only.
    libraries = ["--with-deps"] if os.geteuid() == 0 else []
    command = [sys.executable, "-m", "playwright", "install", *libraries, "chromium"]
    try:
        subprocess.run(command, capture_output=True, timeout=FETCH_SECONDS, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() and _starts(path) else None


def _starts(path: str) -> bool:
    """Ubuntu's chromium is a mere pointer to a snap, which a container cannot run: only trying tells."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=START_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"snap" not in done.stdout + done.stderr
