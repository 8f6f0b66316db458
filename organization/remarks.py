"""What is worth a look in tables of the structure."""

from kinerja.tables.remarks import Remark, register_remark
from kinerja.text import gettext_noop as _

register_remark(
    "units",
    Remark(
        "kind",
        "SELECT i.row_no, u.name FROM incoming i JOIN LATERAL (SELECT name FROM organization_unit"
        " WHERE kind = 'region' AND code <> i.code ORDER BY code LIMIT 1) u ON i.kind = 'region'",
        _("Ada unit lain yang berjenis region: “%(value)s”. Biasanya hanya satu."),
    ),
)
