"""What is worth a look in the table of cases."""

from kinerja.tables.cells import INSTANT
from kinerja.tables.remarks import Remark, register_remark
from kinerja.tables.statements import sql
from kinerja.text import gettext_noop as _

for _column, _message in (
    ("opened_at", _("Waktu diterima (%(value)s) belum tiba.")),
    ("closed_at", _("Waktu selesai (%(value)s) belum tiba.")),
):
    register_remark(
        "cases",
        Remark(
            _column,
            sql("SELECT row_no,", INSTANT.show.format(v=_column), "FROM incoming WHERE", _column, "> now()"),
            _message,
        ),
    )
