"""The lookup of known vulnerabilities, and its guard against a list that knows nothing."""

from datetime import date, timedelta
from typing import Any

import pytest

from kinerja.services.audit import CANARY, LOCKS, Audit, hold_against_own_list, judge, read_lock
from kinerja.services.environment import ROOT
from kinerja.services.security_releases import READ_ON, RELEASES, WAIVERS

KNOWN_HOLE = {"id": "CVE-2013-7459", "fix_versions": []}


def entry(name: str, version: str = "1.0", **facts: Any) -> dict[str, Any]:
    return {"name": name, "version": version, "vulns": [], **facts}


def canary(**facts: Any) -> dict[str, Any]:
    return entry(*CANARY, **{"vulns": [KNOWN_HOLE], **facts})


def test_lock_yields_pins_with_hashes() -> None:
    requirement = "Django[argon2]==5.2.19 ; python_version < '4' \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
    text = f"# made\n{requirement}    # via -r requirements.in\n"

    assert read_lock(text, name="requirements.txt") == ({"django": "5.2.19"}, [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("django==5.2.19\n", "requirements.txt: without a hash: django==5.2.19"),
        ("django>=5.2 --hash=sha256:aa\n", "requirements.txt: not pinned to one version: django>=5.2 --hash=sha256:aa"),
        ("-e .\n", "requirements.txt: not pinned to one version: -e ."),
    ],
)
def test_lock_line_that_pip_could_not_verify_is_a_problem(line: str, problem: str) -> None:
    assert read_lock(line, name="requirements.txt") == ({}, [problem])


def test_silence_is_believed_of_a_list_that_knows_the_canary() -> None:
    result = Audit()

    judge([entry("django"), canary()], result)

    assert (result.problems, result.warnings) == ([], [])


@pytest.mark.parametrize("report", [[], [entry("django"), canary(vulns=[])], [canary(vulns=[], skip_reason="404")]])
def test_silence_of_a_list_without_the_canary_is_said_loudly(report: list[dict[str, Any]]) -> None:
    result = Audit()

    judge(report, result)

    assert result.problems == []
    assert len(result.warnings) == 1
    assert result.warnings[0].startswith("NOT AUDITED")


def test_known_hole_is_a_problem_and_an_unknown_package_a_warning() -> None:
    hole = {"id": "CVE-2030-1", "fix_versions": ["1.1", "2.0"]}
    result = Audit()

    judge([entry("django", vulns=[hole]), entry("sendiri", skip_reason="sendiri is unknown"), canary()], result)

    assert result.problems == ["django 1.0: CVE-2030-1, fixed in 1.1, 2.0"]
    assert result.warnings == ["NOT AUDITED: sendiri is unknown"]


def held(pins: dict[str, str], *, today: date = READ_ON) -> Audit:
    result = Audit()
    hold_against_own_list(pins, result, today=today)
    return result


def test_pin_before_a_security_release_is_a_problem_and_that_release_is_none() -> None:
    assert held({"pillow": "12.2.9"}).problems == [
        "pillow 12.2.9: CVE-2026-59197 to 59200, CVE-2026-55798, fixed in 12.3.0"
    ]
    # 12.10 comes after 12.3, though not as text.
    assert held({"pillow": "12.10.0"}).problems == []


def test_waived_hole_is_said_and_is_overdue_after_its_day() -> None:
    waiver = WAIVERS[0]
    pins = {waiver.package: "18.6.3"}

    assert held(pins, today=waiver.until).problems == []
    assert held(pins, today=waiver.until).warnings[0].startswith(f"KNOWN HOLE, left open until {waiver.until}: ")
    late = held(pins, today=waiver.until + timedelta(days=1))
    assert late.problems == []
    assert late.warnings[0].startswith(f"KNOWN HOLE, left open until {waiver.until}, OVERDUE: ")


def test_own_list_says_its_age() -> None:
    assert held({}).warnings[-1].endswith(f"read on {READ_ON} (0 days ago).")
    assert "(91 days ago); OVERDUE" in held({}, today=READ_ON + timedelta(days=91)).warnings[-1]


def test_own_list_speaks_of_packages_that_are_locked_and_waives_only_what_it_names() -> None:
    pins: dict[str, str] = {}
    for name in LOCKS:
        pins |= read_lock((ROOT / name).read_text(), name=name)[0]

    assert {one.package for one in RELEASES} - set(pins) == set()
    assert {(one.package, one.fixed_in) for one in WAIVERS} <= {(one.package, one.fixed_in) for one in RELEASES}
