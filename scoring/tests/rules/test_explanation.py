import json
from dataclasses import replace
from decimal import Decimal

import pytest

from scoring.rules.explanation import ExplanationError, Mismatch, Node, check, evaluate, from_json, to_json

D = Decimal
ON_TIME = Node("on_time", "Kasus selesai tepat waktu", D(1), "rules §2", "cases")
DECIDED = Node("decided", "Kasus yang diputus", D(3), "rules §2", "cases")
SHARE = Node("share", "Realisasi", D("33.33"), "rules §2", "percent", "100 * on_time / decided", 2, (ON_TIME, DECIDED))
STATE = Node("state", "Status", "Terukur", "rules §3")
TARGET = Node("target", "Target", D("95"), "rules §3", "percent", policy_keys=("some.key",))
ROOT = Node("score", "Capaian", D("35.08"), "rules §3", "percent", "100 * share / target", 2, (STATE, SHARE, TARGET))


def test_an_honest_tree_has_no_mismatch() -> None:
    assert evaluate(ROOT) == D("35.08")
    assert check(ROOT) == []


def test_a_changed_figure_is_found_wherever_it_is() -> None:
    share = replace(SHARE, value=D("33.34"))
    root = replace(ROOT, inputs=(STATE, share, TARGET))
    assert check(root) == [
        Mismatch("score", D("35.08"), D("35.09")),
        Mismatch("score.share", D("33.34"), D("33.33")),
    ]


def test_a_figure_that_should_not_be_there_is_found() -> None:
    share = replace(SHARE, inputs=(ON_TIME, replace(DECIDED, value=D(0))))
    assert check(share) == [Mismatch("share", D("33.33"), None)]
    assert check(replace(share, value=None)) == []
    assert check(replace(SHARE, inputs=(replace(ON_TIME, value=None), DECIDED)))[0].computed is None


def test_without_places_the_value_is_exact() -> None:
    total = Node("total", "Jumlah", D("0.125"), "rules §6", expression="on_time / 8", inputs=(ON_TIME,))
    assert check(total) == []
    assert check(replace(total, value=D("0.13")))


@pytest.mark.parametrize(
    ("node", "message"),
    [
        (ON_TIME, "on_time is given, not computed"),
        (replace(SHARE, inputs=(ON_TIME, ON_TIME)), "share has two inputs of one name"),
        (replace(SHARE, inputs=(ON_TIME,)), "share: no input is named decided"),
        (replace(SHARE, expression="open(decided)"), "share: not allowed"),
        (replace(SHARE, inputs=(ON_TIME, replace(DECIDED, value="tiga"))), "share: no input is named decided"),
    ],
)
def test_a_badly_built_node_is_refused(node: Node, message: str) -> None:
    with pytest.raises(ExplanationError, match=message):
        evaluate(node)


def test_json_keeps_every_digit() -> None:
    stored = json.loads(json.dumps(to_json(ROOT)))
    assert from_json(stored) == ROOT
    assert str(from_json(stored).find("share").value) == "33.33"


def test_json_form() -> None:
    assert to_json(replace(SHARE, inputs=(STATE, replace(TARGET, value=None)))) == {
        "schema": 1,
        "key": "share",
        "label": "Realisasi",
        "value": "33.33",
        "source": "rules §2",
        "unit": "percent",
        "expression": "100 * on_time / decided",
        "places": 2,
        "inputs": [
            {"key": "state", "label": "Status", "text": "Terukur", "source": "rules §3"},
            {
                "key": "target",
                "label": "Target",
                "value": None,
                "source": "rules §3",
                "unit": "percent",
                "policy_keys": ["some.key"],
            },
        ],
    }


def test_plain_notation_and_nothing_survive() -> None:
    assert to_json(replace(ON_TIME, value=D("1E+3")))["value"] == "1000"
    assert from_json(to_json(replace(ON_TIME, value=None))).value is None
    assert from_json(to_json(replace(STATE, value=""))).value == ""


def test_another_schema_is_refused() -> None:
    with pytest.raises(ExplanationError, match="unknown schema: 2"):
        from_json({**to_json(ROOT), "schema": 2})


def test_find() -> None:
    assert ROOT.find("share", "decided") is DECIDED
    assert ROOT.find() is ROOT
    with pytest.raises(KeyError):
        ROOT.find("nothing")
