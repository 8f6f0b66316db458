"""Who may open the pages of tables; rows of the permission matrix."""

from typing import Any

from tests.cast import Cast
from tests.matrix import Row, everyone, only

_OFFICES = frozenset({"ortala", "bkpsdm", "inspectorate", "operator"})
_PEOPLE = frozenset({"bkpsdm", "operator"})
_PROMISES = frozenset({"ortala", "operator"})
_READERS = frozenset({"inspectorate"})


def _of(kind: str) -> Any:
    def kwargs(_cast: Cast) -> dict[str, Any]:
        return {"name": kind}

    return kwargs


def _in_march(kind: str) -> Any:
    def kwargs(_cast: Cast) -> dict[str, Any]:
        return {"name": kind, "period": "2026-03"}

    return kwargs


def _nobodys(_cast: Cast) -> dict[str, Any]:
    return {"token": "x" * 32}


TABLE_ROWS = [
    Row("table_list", only(_OFFICES)),
    Row("table_upload", only(_PEOPLE), _of("employees"), note="people"),
    Row("table_upload", only(_PROMISES), _of("targets"), note="promises"),
    Row("table_upload", only(frozenset({"operator"})), _of("activities"), note="logs"),
    Row("table_upload", only(_PEOPLE), _of("employees"), method="POST", note="people"),
    Row("table_download", only(_PEOPLE, _READERS), _of("employees"), note="people"),
    Row("table_export", only(_PROMISES, _READERS), _in_march("targets"), note="promises"),
    Row("table_export", only(frozenset({"inspectorate"})), _in_march("activities"), note="logs"),
    Row("table_preview", everyone(404), _nobodys),
    Row("table_problems", everyone(404), _nobodys),
    Row("table_remarks", everyone(404), _nobodys),
    Row("table_confirm", everyone(405), _nobodys),
    Row("table_confirm", everyone(404), _nobodys, method="POST"),
]
