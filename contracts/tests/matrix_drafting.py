"""Who may write a draft: its holder; those who may read it are refused, others must not know of it."""

from typing import Any

from contracts.actions.lines import add_line
from contracts.models import Version
from contracts.tests.drafts import draft_of, shared_indicator, signed_target, terms
from tests.cast import VIEWERS, Cast
from tests.matrix import CITY, LOGIN, Row, only

_READERS = CITY | {"opd_head", "monitor"}


def _writer(status: int) -> dict[str, int]:
    return {role: status if role == "division_head" else 403 if role in _READERS else 404 for role in VIEWERS} | {
        "anonymous": LOGIN
    }


def _get_refused() -> dict[str, int]:
    return dict.fromkeys(VIEWERS, 405) | {"anonymous": LOGIN}


def _draft(cast: Cast) -> Version:
    return draft_of(cast.kabid)


def _version(cast: Cast) -> dict[str, Any]:
    return {"pk": _draft(cast).pk}


def _line(cast: Cast) -> dict[str, Any]:
    version = _draft(cast)
    return {"pk": version.pk, "line": add_line(version=version, terms=terms()).pk}


def _share(cast: Cast) -> dict[str, Any]:
    return {"pk": _draft(cast).pk, "target": signed_target(cast.head, cast.mayor).pk}


def _indicator(cast: Cast) -> dict[str, Any]:
    return {"pk": shared_indicator().pk}


_ORTALA = frozenset({"ortala"})

ROWS = [
    Row("shared_indicators", only(_ORTALA)),
    Row("shared_attach", only(_ORTALA), _indicator),
    Row("shared_attach", only(_ORTALA), _indicator, method="POST"),
    Row("draft", _writer(200), _version),
    Row("draft_dictionary", _writer(200), _version),
    Row("draft_dictionary", _writer(404), _version, method="POST"),
    Row("draft_take", _writer(200), _share),
    Row(
        "draft_take", _writer(302), _share, method="POST", data=lambda cast: {"percent": "5", "contribution": "direct"}
    ),
    Row("draft_line_new", _writer(200), _version),
    Row("draft_line_new", _writer(200), _version, method="POST"),
    Row("draft_line", _writer(200), _line),
    Row("draft_line", _writer(200), _line, method="POST"),
    *(
        row
        for name, kwargs, status in (
            ("draft_weights", _version, 302),
            ("draft_present", _version, 409),
            ("draft_move", _line, 302),
            ("draft_remove", _line, 302),
        )
        for row in (Row(name, _get_refused(), kwargs), Row(name, _writer(status), kwargs, method="POST"))
    ),
]
