"""The tables of what it amounts to: registers, what is reported and decided, the policy."""

from contracts.models.agreement import precedence_sql
from kinerja.tables import Check, Column, SetCheck, Stored, Table, add_checks, register_table
from kinerja.tables.cells import DATE, INSTANT, MONTH, NIP, TEXT, YES_NO, choice, decimal, whole
from kinerja.tables.statements import sql
from kinerja.text import gettext_noop as _
from organization.importers import END_BEFORE_START, known_person
from scoring.models import LimitUnit, Rating
from scoring.policy_table import POLICY
from scoring.table_guards import register_guards

REGISTERS = Table(
    kind="registers",
    order=70,
    target="scoring_caseclass",
    columns=(
        Column("register", TEXT, "r.code", key=True, longest=40),
        Column("name", TEXT, "r.name", longest=200),
        Column("class", TEXT, "k.code", store="code", key=True, longest=60),
        Column("limit", whole(1, 100_000), 'k."limit"', store="limit"),
        Column("limit_unit", choice(LimitUnit.values), "k.limit_unit", store="limit_unit"),
    ),
    source="scoring_caseclass k JOIN scoring_register r ON r.id = k.register_id",
    joins="JOIN scoring_register g ON g.code = c.register",
    stored=(Stored("register_id", "g.id", ("register",), key=True),),
    kept=("name",),
    compared=(("name", "r.cell_name", "(SELECT g.name FROM scoring_register g WHERE g.id = l.register_id)"),),
    set_checks=(
        SetCheck(
            "name",
            "SELECT i.row_no, i.cell_name FROM incoming i WHERE i.cell_name <> (SELECT f.cell_name FROM incoming f"
            " WHERE f.register_id = i.register_id ORDER BY f.row_no LIMIT 1)",
            _("Nama register “%(value)s” berbeda dari nama pada baris lain register yang sama."),
        ),
    ),
    prepare=(
        (
            "INSERT INTO scoring_register (code, name) SELECT register, min(name) FROM staging GROUP BY register"
            " ON CONFLICT (code) DO NOTHING"
        ),
    ),
    after_write=(
        (
            "UPDATE scoring_register g SET name = i.cell_name FROM incoming i"
            " WHERE g.id = i.register_id AND i.differs AND g.name <> i.cell_name"
        ),
    ),
    order_by=('r.code COLLATE "C"', 'k.code COLLATE "C"'),
)

CASES = Table(
    kind="cases",
    order=100,
    target="scoring_case",
    columns=(
        Column("register", TEXT, "r.code", key=True),
        Column("number", TEXT, "s.number", store="number", key=True, longest=80),
        Column("unit_code", TEXT, "u.code"),
        Column("class", TEXT, "k.code"),
        Column("opened_at", INSTANT, "s.opened_at", store="opened_at"),
        Column("closed_at", INSTANT, "s.closed_at", required=False, store="closed_at"),
    ),
    source="scoring_case s JOIN scoring_register r ON r.id = s.register_id JOIN organization_unit u ON u.id = s.unit_id"
    " JOIN scoring_caseclass k ON k.id = s.case_class_id",
    joins="LEFT JOIN scoring_register g ON g.code = c.register"
    " LEFT JOIN scoring_caseclass k ON k.register_id = g.id AND k.code = c.class"
    " LEFT JOIN organization_unit u ON u.code = c.unit_code",
    stored=(
        Stored("register_id", "g.id", ("register",), key=True),
        Stored("case_class_id", "k.id", ("class",)),
        Stored("unit_id", "u.id", ("unit_code",)),
        # The limit is that of the day of receipt; a later change of the class must not move old deadlines.
        Stored("limit", 'k."limit"', once=True),
        Stored("limit_unit", "k.limit_unit", once=True),
    ),
    checks=(
        Check("register", "g.id IS NULL", _("Tidak ada register “%(value)s”. Impor tabel registers lebih dahulu.")),
        Check("class", "g.id IS NOT NULL AND k.id IS NULL", _("Register itu tidak mempunyai kelas “%(value)s”.")),
        Check("unit_code", "u.id IS NULL", _("Tidak ada unit dengan kode “%(value)s”.")),
        Check(
            "closed_at",
            "c.closed_at < c.opened_at",
            _("Waktu selesai (%(value)s) tidak boleh sebelum waktu diterima."),
        ),
    ),
    order_by=('r.code COLLATE "C"', 's.number COLLATE "C"'),
    period="s.opened_at < (%(last)s::date + 1) AND (s.closed_at IS NULL OR s.closed_at >= %(first)s::date)",
)

_OF_TARGET = (
    " t ON t.id = v.target_id JOIN contracts_agreement a ON a.id = t.agreement_id"
    " JOIN organization_employee h ON h.id = a.holder_id"
)
_LAST_DAY = "(c.month + interval '1 month' - interval '1 day')::date"
# What is reported of a month belongs to the agreement that counted in it (``Agreement.objects.counting``).
_FIND_TARGET = sql(
    "LEFT JOIN organization_employee h ON h.nip = c.holder_nip"
    " LEFT JOIN LATERAL (SELECT g.id FROM contracts_agreement g WHERE g.holder_id = h.id AND g.year = c.year"
    " AND (g.ended_on IS NULL OR g.ended_on >=",
    _LAST_DAY,
    ") ORDER BY",
    precedence_sql("g", _LAST_DAY),
    ", g.ended_on NULLS LAST, g.id LIMIT 1) a ON true"
    " LEFT JOIN contracts_target t ON t.agreement_id = a.id AND t.indicator_code = c.indicator_code",
)
_TARGET_ID = Stored("target_id", "t.id", ("year", "holder_nip", "indicator_code"), key=True)
_TARGET_COLUMNS = (
    Column("year", whole(1990, 2999), "a.year", key=True),
    Column("holder_nip", NIP, "h.nip", key=True),
    Column("indicator_code", TEXT, "t.indicator_code", key=True),
    Column("month", MONTH, "v.month", store="month", key=True),
)
_TARGET_CHECKS = (
    *known_person("holder_nip", "h"),
    Check(
        "indicator_code",
        "h.id IS NOT NULL AND t.id IS NULL",
        _("Pegawai ini tidak mempunyai sasaran “%(value)s” dalam perjanjian tahun itu."),
    ),
    Check("month", "extract(year FROM c.month) <> c.year", _("Bulan %(value)s bukan bulan dari tahun perjanjian.")),
)
_TARGET_ORDER = ("a.year", "h.nip", 't.indicator_code COLLATE "C"', "v.month")

READINGS = Table(
    kind="readings",
    order=110,
    target="scoring_reading",
    columns=(
        *_TARGET_COLUMNS,
        Column("value", decimal(18, 6), "v.value", store="value"),
        Column("verified", YES_NO, "v.verified", required=False, store="verified"),
        Column("note", TEXT, "v.note", required=False, store="note", default="''"),
    ),
    source="scoring_reading v JOIN contracts_target" + _OF_TARGET,
    joins=_FIND_TARGET,
    stored=(_TARGET_ID,),
    checks=_TARGET_CHECKS,
    order_by=_TARGET_ORDER,
    period="v.month BETWEEN %(first)s AND %(last)s",
)

JUSTIFICATIONS = Table(
    kind="justifications",
    order=120,
    target="scoring_justification",
    columns=(
        *_TARGET_COLUMNS,
        Column("accepted", YES_NO, "v.accepted", store="accepted"),
        Column("note", TEXT, "v.note", store="note"),
    ),
    source="scoring_justification v JOIN contracts_target" + _OF_TARGET,
    joins=_FIND_TARGET,
    stored=(_TARGET_ID,),
    checks=_TARGET_CHECKS,
    order_by=_TARGET_ORDER,
    period="v.month BETWEEN %(first)s AND %(last)s",
)

_EMPLOYEE = "LEFT JOIN organization_employee e ON e.nip = c.nip"
_EMPLOYEE_ID = Stored("employee_id", "e.id", ("nip",), key=True)

BEHAVIOUR = Table(
    kind="behaviour",
    order=160,
    target="scoring_behaviourrating",
    columns=(
        Column("nip", NIP, "e.nip", key=True),
        Column("month", MONTH, "b.month", store="month", key=True),
        Column("rating", choice(Rating.values), "b.rating", store="rating"),
    ),
    source="scoring_behaviourrating b JOIN organization_employee e ON e.id = b.employee_id",
    joins=_EMPLOYEE,
    stored=(_EMPLOYEE_ID,),
    checks=known_person("nip", "e"),
    order_by=("e.nip", "b.month"),
    period="b.month BETWEEN %(first)s AND %(last)s",
)

SANCTIONS = Table(
    kind="sanctions",
    order=170,
    target="scoring_sanction",
    columns=(
        Column("nip", NIP, "e.nip", key=True),
        Column("start", DATE, "s.start", store="start", key=True),
        Column("end", DATE, 's."end"', store="end"),
        Column("percent", decimal(3, 2), "s.percent", store="percent"),
        Column("reference", TEXT, "s.reference", store="reference", longest=120),
    ),
    source="scoring_sanction s JOIN organization_employee e ON e.id = s.employee_id",
    joins=_EMPLOYEE,
    stored=(_EMPLOYEE_ID,),
    checks=(
        *known_person("nip", "e"),
        Check("end", 'c."end" < c.start', END_BEFORE_START),
        Check("percent", "c.percent < 0 OR c.percent > 100", _("Persen harus 0 sampai 100, bukan %(value)s.")),
    ),
    order_by=("e.nip", "s.start"),
    period='s.start <= %(last)s AND s."end" >= %(first)s',
)

for table in (REGISTERS, CASES, READINGS, JUSTIFICATIONS, BEHAVIOUR, SANCTIONS, POLICY):
    register_table(table)

#: A promise and the dictionary speak of the same registers.
KNOWN_REGISTER = (
    SetCheck(
        "register",
        "SELECT i.row_no, i.register FROM incoming i WHERE i.source = 'cases' AND i.register <> ''"
        " AND NOT EXISTS (SELECT FROM scoring_register g WHERE g.code = i.register)",
        _("Tidak ada register “%(value)s”. Impor tabel registers lebih dahulu."),
    ),
    SetCheck(
        "class",
        "SELECT i.row_no, i.case_class FROM incoming i JOIN scoring_register g ON g.code = i.register"
        " WHERE i.source = 'cases' AND i.case_class <> ''"
        " AND NOT EXISTS (SELECT FROM scoring_caseclass k WHERE k.register_id = g.id AND k.code = i.case_class)",
        _("Register itu tidak mempunyai kelas “%(value)s”."),
    ),
)
for kind in ("indicators", "targets"):
    add_checks(kind, *KNOWN_REGISTER)

register_guards()
