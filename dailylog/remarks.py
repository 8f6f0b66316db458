"""What is worth a look in the table of leave."""

from kinerja.tables.remarks import Remark, register_remark
from kinerja.text import gettext_noop as _

register_remark(
    "leave",
    Remark(
        "start",
        "SELECT DISTINCT ON (i.row_no) i.row_no, l.start || ' … ' || l.\"end\" FROM incoming i"
        " JOIN dailylog_leave l ON l.employee_id = i.employee_id AND l.start <> i.start"
        ' AND l.start <= i."end" AND l."end" >= i.start ORDER BY i.row_no, l.start',
        _("Bertumpuk dengan cuti atau dinas luar lain pegawai ini (%(value)s)."),
    ),
)
