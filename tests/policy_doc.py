"""Writes docs/policy.md from the table of policy keys: ``python -m tests.policy_doc > docs/policy.md``."""

import sys

from scoring.rules.policy_keys import POLICY_KEYS
from scoring.rules.policy_values import NOT_SCORED, PolicyError, PolicyKey

INTRODUCTION = """\
# The policy: everything that a region decides

Made from `POLICY_KEYS` (`scoring/rules/policy_keys.py`) by `python -m tests.policy_doc > docs/policy.md`; a test
compares the two. A month is scored with the policy in force in it. A region that decides nothing gets the defaults.
Change a value with a `policy` table (docs/interchange.md): it holds until a later month names its key again. A month
that is closed keeps the policy it was closed with.
The meaning is in Indonesian because the program shows it to users in that language.

Besides the bounds of each value, a policy as a whole must agree: the bands and their points rise, the parts of the TPP
sum to 100, a level has all four weights or none, and reports and approvals are due before objections end.

| key | default | allowed | meaning | rules |
|---|---|---|---|---|
"""


def document() -> str:
    """The whole page."""
    return INTRODUCTION + "".join(_row(key) for key in POLICY_KEYS.values())


def allowed(key: PolicyKey) -> str:
    """What a key accepts, in the words of its own refusal."""
    try:
        key.parse("no such value")
    except PolicyError as error:
        return _words(error) + (f", or `{NOT_SCORED}`" if _takes_none(key) else "")
    raise AssertionError(f"{key.name} accepts anything")


def _words(error: PolicyError) -> str:
    params = error.params
    if "allowed" in params:
        return ", ".join(f"`{word}`" for word in str(params["allowed"]).split(", "))
    kind = "whole" if error.code == "policy_whole" else "number"
    return f"{kind}, {params['low']} to {params['high']}"


def _takes_none(key: PolicyKey) -> bool:
    try:
        return key.parse(NOT_SCORED) is None
    except PolicyError:
        return False


def _row(key: PolicyKey) -> str:
    return f"| `{key.name}` | `{key.default}` | {allowed(key)} | {key.help} | {key.paragraph} |\n"


if __name__ == "__main__":
    sys.stdout.write(document())
