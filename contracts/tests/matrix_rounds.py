"""Who may open the pages of rounds."""

from typing import Any

from contracts.models import RoundCall
from contracts.tests.rounds import make_round
from tests.cast import Cast
from tests.matrix import CITY, HEADS, Row, everyone, only

_ORTALA = frozenset({"ortala"})


def _open(cast: Cast) -> dict[str, Any]:
    return {"pk": make_round(cast).pk}


def _prepared(cast: Cast) -> dict[str, Any]:
    return {"pk": make_round(cast, opened_at=None, opened_by=None).pk}


def _failed(cast: Cast) -> dict[str, Any]:
    this = make_round(cast)
    return {"pk": this.pk, "call": RoundCall.objects.create(round=this, kind="opened", state="failed").pk}


def _acknowledged(cast: Cast) -> dict[str, Any]:
    return {"acknowledgement": "Sudah diketahui"}


ROWS = [
    Row("rounds", only(CITY, HEADS)),
    Row("round_new", only(_ORTALA)),
    Row("round", only(CITY, HEADS), _open),
    Row("round", only(_ORTALA, others=404) | {"staff": 403}, _prepared, note="prepared"),
    Row("round_edit", only(_ORTALA), _prepared),
    Row("round_edit", everyone(403), _open, note="open"),
    Row("round_check", only(_ORTALA), _open),
    Row("round_open", everyone(405), _prepared),
    Row("round_open", only(_ORTALA, status=302), _prepared, "POST", _acknowledged),
    Row("round_copy", everyone(405), _open),
    Row("round_copy", only(_ORTALA, status=302), _open, "POST"),
    Row("round_runs", only(_ORTALA, status=302), _open),
    Row("round_call_again", everyone(405), _failed),
    Row("round_call_again", only(_ORTALA, status=302), _failed, "POST"),
    Row("round_remind", everyone(405), _open),
    Row("round_remind", only(_ORTALA, status=302), _open, "POST"),
    Row("round_close", everyone(405), _open),
    Row("round_close", only(_ORTALA, status=302), _open, "POST"),
]
