"""Looks the locked packages up in the public list of known vulnerabilities.

Without its data pip-audit ends with "No known vulnerabilities found", a false green. So one package with a known hole
is looked up along with ours: only a list that knows this one is believed when it is silent about the others.

Whether it is in reach or not, the pins are also held against our own list of security releases.
"""

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from packaging.version import Version

from kinerja.services.security_releases import READ_ON, RELEASES, STALE_DAYS, WAIVERS

LOCKS = ("requirements.txt", "requirements-dev.txt")
CANARY = ("pycrypto", "2.6.1")
"""Abandoned in 2013 with CVE-2013-7459: no lock will ever hold it, every list knows it."""

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^\]]*\])?==(?P<version>[^\s;\\]+)")


@dataclass
class Audit:
    """What was found: ``problems`` fail the check, ``warnings`` are said loudly."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def audit(root: Path) -> Audit:
    """Check the lock files in ``root``: every pin carries hashes, none has a known vulnerability."""
    result = Audit()
    pins: dict[str, str] = {}
    for name in LOCKS:
        found, problems = read_lock((root / name).read_text(), name=name)
        pins.update(found)
        result.problems += problems
    hold_against_own_list(pins, result, today=datetime.now(UTC).date())
    _look_up(pins, result)
    return result


def read_lock(text: str, *, name: str) -> tuple[dict[str, str], list[str]]:
    """The pins of a lock file as name → version, and a sentence for each line that pip could not verify."""
    pins: dict[str, str] = {}
    problems = []
    for line in text.replace("\\\n", " ").splitlines():
        requirement = line.split("#", 1)[0].strip()
        if not requirement:
            continue
        pin = PIN.match(requirement)
        if pin is None:
            problems.append(f"{name}: not pinned to one version: {requirement}")
        elif "--hash=sha256:" not in requirement:
            problems.append(f"{name}: without a hash: {requirement}")
        else:
            pins[pin["name"].lower()] = pin["version"]
    return pins, problems


def hold_against_own_list(pins: dict[str, str], result: Audit, *, today: date) -> None:
    """Say of each pin that is older than a security release so.

    A waived hole is a warning, and says from its day on that it is overdue: a tree that nobody touched does not begin
    to fail because time passes.
    """
    waivers = {(one.package, one.fixed_in): one for one in WAIVERS}
    for release in RELEASES:
        version = pins.get(release.package)
        if version is None or Version(version) >= Version(release.fixed_in):
            continue
        hole = f"{release.package} {version}: {release.advisories}, fixed in {release.fixed_in}"
        waiver = waivers.get((release.package, release.fixed_in))
        if waiver is None:
            result.problems.append(hole)
            continue
        overdue = ", OVERDUE" if today > waiver.until else ""
        result.warnings.append(f"KNOWN HOLE, left open until {waiver.until}{overdue}: {hole}; {waiver.reason}")
    age = (today - READ_ON).days
    told = f"Held against our own {len(RELEASES)} security releases, read on {READ_ON} ({age} days ago)"
    overdue = "; OVERDUE, see docs/dependencies.md" if age > STALE_DAYS else ""
    result.warnings.append(f"{told}{overdue}.")


def judge(report: list[dict[str, Any]], result: Audit) -> None:
    """Sort pip-audit's report on the pins and the canary into ``result``."""
    known = {entry["name"]: entry.get("vulns", []) for entry in report}
    if not known.get(CANARY[0]):
        result.warnings.append(
            "NOT AUDITED: the list of known vulnerabilities is out of reach (it does not even know "
            f"{CANARY[0]} {CANARY[1]}). Repeat this check where pypi.org answers: script/test --only audit"
        )
    for entry in report:
        if entry["name"] == CANARY[0]:
            continue
        for vulnerability in entry.get("vulns", []):
            fixed = ", ".join(vulnerability["fix_versions"]) or "no version yet"
            result.problems.append(f"{entry['name']} {entry['version']}: {vulnerability['id']}, fixed in {fixed}")
        if known.get(CANARY[0]) and entry.get("skip_reason"):
            result.warnings.append(f"NOT AUDITED: {entry['skip_reason']}")


def _look_up(pins: dict[str, str], result: Audit) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{name}=={version}\n" for name, version in [*pins.items(), CANARY])
        file.flush()
        options = ("--disable-pip", "--no-deps", "--progress-spinner", "off", "--format", "json", "--timeout", "10")
        command = [sys.executable, "-m", "pip_audit", *options, "-r", file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    # Without any network there is no report at all, only words on stderr.
    report = json.loads(done.stdout)["dependencies"] if done.stdout.strip() else []
    judge(report, result)


def main() -> int:
    """Print the findings; 1 when there are problems."""
    result = audit(Path.cwd())
    for line in [*result.warnings, *result.problems]:
        print(line)
    return 1 if result.problems else 0


if __name__ == "__main__":
    sys.exit(main())
