"""What is worth a look in the table of agreements."""

from kinerja.tables.remarks import Remark, register_remark
from kinerja.text import gettext_noop as _

# Upward from whoever is a second party himself: nobody else can come back to where he began. UNION ends a loop.
_ABOVE = """
WITH RECURSIVE open AS (
    SELECT a.year, a.holder_id, a.superior_id FROM contracts_agreement a
    WHERE a.ended_on IS NULL AND a.superior_id IS NOT NULL AND a.year IN (SELECT DISTINCT year FROM incoming)
), party AS (
    SELECT o.* FROM open o WHERE EXISTS (SELECT FROM open below WHERE below.year = o.year
        AND below.superior_id = o.holder_id)
), up (year, start, id) AS (
    SELECT p.year, p.holder_id, p.superior_id FROM party p
    JOIN incoming i ON i.year = p.year AND i.holder_id = p.holder_id
    UNION SELECT up.year, up.start, p.superior_id FROM up JOIN party p ON p.year = up.year AND p.holder_id = up.id
)
SELECT i.row_no, e.name FROM up JOIN incoming i ON i.year = up.year AND i.holder_id = up.start
JOIN organization_employee e ON e.id = i.superior_id WHERE up.id = up.start
"""

register_remark(
    "agreements",
    Remark("superior_nip", _ABOVE, _("Atasan ini (%(value)s) menurut perjanjian juga berada di bawah pegawainya.")),
)
