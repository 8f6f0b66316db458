"""The tables of who is where, and when."""

from kinerja.errors import DomainError
from kinerja.tables import Check, Column, SetCheck, Stored, Table, register_table
from kinerja.tables.cells import DATE, EMAIL, NIP, TEXT, TIME, choice, whole
from kinerja.tables.specs import RowRule
from kinerja.tables.statements import sql
from kinerja.text import gettext_noop as _
from organization.models import AssignmentKind, HolidayKind, Level, UnitKind
from organization.rules.nip import check_nip

NO_EMPLOYEE = _("Tidak ada pegawai dengan NIP “%(value)s”. Impor tabel employees lebih dahulu.")
OLD_NIP = _("NIP ini sudah dibetulkan menjadi %(value)s. Ganti NIP lama pada tabel.")
OLD_NIP_OF_NOBODY = _(
    "NIP ini sudah dibetulkan menjadi %(value)s. Ganti NIP lama pada tabel; bila kini milik pegawai lain, terima dahulu"
    " pegawai itu lewat halaman Pegawai baru."
)
END_BEFORE_START = _("Tanggal selesai tidak boleh sebelum tanggal mulai (%(value)s).")


def known_person(column: str, person: str, *, missing: str = "") -> tuple[Check, Check]:
    """Refusals of a NIP that nobody bears, of one that was corrected by naming the true one (decision 0034).

    ``person`` is the table's alias of the person joined by ``column``; ``missing`` when a row counts as naming nobody.
    """
    nobody = missing or f"{person}.id IS NULL"
    corrected = f"EXISTS (SELECT FROM organization_nipcorrection n WHERE n.old_nip = c.{column})"
    return (
        Check(column, f"{nobody} AND NOT {corrected}", NO_EMPLOYEE),
        Check(column, f"{nobody} AND {corrected}", OLD_NIP, value=_present(column)),
    )


def _present(column: str) -> str:
    return sql(
        "(SELECT e.nip FROM organization_nipcorrection n JOIN organization_employee e ON e.id = n.employee_id",
        "WHERE n.old_nip =",
        f"s.{column}",
        "ORDER BY n.id DESC LIMIT 1)",
    )


SCHEDULES = Table(
    kind="schedules",
    order=10,
    target="organization_schedulehours",
    columns=(
        Column("code", TEXT, "s.code", key=True, longest=30),
        Column("weekday", whole(1, 7), "h.weekday", store="weekday", key=True),
        Column("start", TIME, "h.start", store="start"),
        Column("end", TIME, 'h."end"', store="end"),
        Column("break_minutes", whole(0, 1439), "h.break_minutes", store="break_minutes"),
        Column("valid_from", DATE, "h.valid_from", required=False, store="valid_from", key=True),
        Column("valid_to", DATE, "h.valid_to", required=False, store="valid_to"),
    ),
    source="organization_schedulehours h JOIN organization_schedule s ON s.id = h.schedule_id",
    joins="JOIN organization_schedule s ON s.code = c.code",
    stored=(Stored("schedule_id", "s.id", ("code",), key=True),),
    nullable_keys=("valid_from",),
    checks=(
        Check("end", 'c."end" <= c.start', _("Jam selesai harus sesudah jam mulai (%(value)s).")),
        Check(
            "break_minutes",
            'c."end" > c.start AND c.break_minutes * interval \'1 minute\' >= c."end" - c.start',
            _("Istirahat tidak boleh selama jam kerja atau lebih (%(value)s menit)."),
        ),
        Check("valid_to", "c.valid_to < c.valid_from", END_BEFORE_START),
    ),
    prepare=(
        "INSERT INTO organization_schedule (code) SELECT DISTINCT code FROM staging ON CONFLICT (code) DO NOTHING",
    ),
    order_by=('s.code COLLATE "C"', "h.weekday", "h.valid_from NULLS FIRST"),
    period="(h.valid_to IS NULL OR h.valid_to >= %(first)s) AND (h.valid_from IS NULL OR h.valid_from <= %(last)s)",
)

UNITS = Table(
    kind="units",
    order=20,
    target="organization_unit",
    columns=(
        Column("code", TEXT, "u.code", store="code", key=True, longest=60),
        Column("name", TEXT, "u.name", store="name", longest=200),
        Column("kind", choice(UnitKind.values), "u.kind", store="kind"),
        Column("parent_code", TEXT, "p.code", required=False),
        Column("schedule", TEXT, "s.code", required=False),
    ),
    source="organization_unit u LEFT JOIN organization_unit p ON p.id = u.parent_id"
    " LEFT JOIN organization_schedule s ON s.id = u.schedule_id",
    joins="LEFT JOIN organization_schedule s ON s.code = c.schedule",
    stored=(Stored("schedule_id", "s.id", ("schedule",)),),
    kept=("parent_code",),
    compared=(
        ("parent_code", "r.cell_parent_code", "(SELECT p.code FROM organization_unit p WHERE p.id = l.parent_id)"),
    ),
    checks=(
        Check(
            "schedule",
            "c.schedule IS NOT NULL AND s.id IS NULL",
            _("Tidak ada jadwal kerja “%(value)s”. Impor tabel schedules lebih dahulu."),
        ),
    ),
    set_checks=(
        SetCheck(
            "parent_code",
            "SELECT i.row_no, i.cell_parent_code FROM incoming i WHERE i.cell_parent_code IS NOT NULL"
            " AND NOT EXISTS (SELECT FROM organization_unit p WHERE p.code = i.cell_parent_code)"
            " AND NOT EXISTS (SELECT FROM incoming p WHERE p.code = i.cell_parent_code)",
            _("Tidak ada unit dengan kode “%(value)s”."),
        ),
        SetCheck(
            "parent_code",
            "SELECT i.row_no, i.cell_parent_code FROM incoming i WHERE i.cell_parent_code = i.code",
            _("Unit tidak boleh berada di bawah dirinya sendiri (%(value)s)."),
        ),
        SetCheck(
            "parent_code",
            "WITH RECURSIVE up (start, id) AS ("
            " SELECT u.id, u.parent_id FROM organization_unit u JOIN incoming i ON i.code = u.code AND i.differs"
            " UNION SELECT up.start, p.parent_id FROM up JOIN organization_unit p ON p.id = up.id)"
            " SELECT i.row_no, i.cell_parent_code FROM up JOIN organization_unit u ON u.id = up.start"
            " JOIN incoming i ON i.code = u.code WHERE up.id = up.start",
            _("Unit ini menjadi atasan dirinya sendiri lewat unit “%(value)s”."),
            after=True,
        ),
    ),
    after_write=(
        (
            "UPDATE organization_unit u SET parent_id = p.id FROM incoming i JOIN organization_unit p"
            " ON p.code = i.cell_parent_code WHERE u.code = i.code AND i.differs AND u.parent_id IS DISTINCT FROM p.id"
        ),
        (
            "UPDATE organization_unit u SET parent_id = NULL FROM incoming i"
            " WHERE u.code = i.code AND i.differs AND i.cell_parent_code IS NULL AND u.parent_id IS NOT NULL"
        ),
    ),
    order_by=('u.code COLLATE "C"',),
)

HOLIDAYS = Table(
    kind="holidays",
    order=30,
    target="organization_holiday",
    columns=(
        Column("date", DATE, "h.date", store="date", key=True),
        Column("name", TEXT, "h.name", store="name", longest=120),
        Column("kind", choice(HolidayKind.values), "h.kind", store="kind"),
    ),
    source="organization_holiday h",
    stored=(Stored("decree", "''", once=True),),
    order_by=("h.date",),
    period="h.date BETWEEN %(first)s AND %(last)s",
)

POSITIONS = Table(
    kind="positions",
    order=40,
    target="organization_position",
    columns=(
        Column("code", TEXT, "p.code", store="code", key=True, longest=60),
        Column("title", TEXT, "p.title", store="title", longest=200),
        Column("unit_code", TEXT, "u.code"),
        Column("level", choice(Level.values), "p.level", store="level"),
        Column("tpp_base", whole(0, 999_999_999), "p.tpp_base", store="tpp_base"),
    ),
    source="organization_position p JOIN organization_unit u ON u.id = p.unit_id",
    joins="LEFT JOIN organization_unit u ON u.code = c.unit_code",
    stored=(Stored("unit_id", "u.id", ("unit_code",)),),
    checks=(Check("unit_code", "u.id IS NULL", _("Tidak ada unit dengan kode “%(value)s”.")),),
    order_by=('p.code COLLATE "C"',),
)


def judge_nip(nip: str) -> tuple[str, str] | None:
    """Column and reason when the number cannot be that of a civil servant."""
    try:
        check_nip(nip)
    except DomainError as error:
        return "nip", error.message
    return None


EMPLOYEES = Table(
    kind="employees",
    order=50,
    target="organization_employee",
    columns=(
        Column("nip", NIP, "e.nip", store="nip", key=True),
        Column("name", TEXT, "e.name", store="name", longest=150),
        Column("email", EMAIL, "e.email", required=False, store="email", default="''", longest=254),
        Column("rank", TEXT, "e.rank", required=False, store="rank", default="''", longest=80),
    ),
    source="organization_employee e",
    # "!" is no hash of any password: nobody can log in as a new person until a password is set.
    stored=(Stored("password", "'!'", once=True), Stored("is_active", "true", once=True)),
    row_rules=(RowRule(("nip",), judge_nip),),
    checks=(
        Check(
            "nip",
            "EXISTS (SELECT FROM organization_nipcorrection n WHERE n.old_nip = c.nip)"
            " AND NOT EXISTS (SELECT FROM organization_employee e WHERE e.nip = c.nip)",
            OLD_NIP_OF_NOBODY,
            value=_present("nip"),
        ),
    ),
    order_by=("e.nip",),
)

_DEFINITIVE_UNION = (
    "WITH held AS (SELECT row_no, employee_id, position_id, daterange(start, \"end\", '[]') AS days FROM incoming"
    " WHERE kind = 'definitive' UNION ALL SELECT NULL, a.employee_id, a.position_id,"
    " daterange(a.start, a.\"end\", '[]') FROM organization_assignment a WHERE a.kind = 'definitive'"
    " AND NOT EXISTS (SELECT FROM incoming i WHERE i.live_id = a.id))"
    " SELECT DISTINCT ON (one.row_no) one.row_no, "
)

ASSIGNMENTS = Table(
    kind="assignments",
    order=60,
    target="organization_assignment",
    columns=(
        Column("nip", NIP, "e.nip", key=True),
        Column("position_code", TEXT, "p.code", key=True),
        Column("kind", choice(AssignmentKind.values), "a.kind", store="kind"),
        Column("start", DATE, "a.start", store="start", key=True),
        Column("end", DATE, 'a."end"', required=False, store="end"),
    ),
    source="organization_assignment a JOIN organization_employee e ON e.id = a.employee_id"
    " JOIN organization_position p ON p.id = a.position_id",
    joins="LEFT JOIN organization_employee e ON e.nip = c.nip"
    " LEFT JOIN organization_position p ON p.code = c.position_code",
    stored=(
        Stored("employee_id", "e.id", ("nip",), key=True),
        Stored("position_id", "p.id", ("position_code",), key=True),
    ),
    checks=(
        *known_person("nip", "e"),
        Check("position_code", "p.id IS NULL", _("Tidak ada jabatan dengan kode “%(value)s”.")),
        Check("end", 'c."end" < c.start', END_BEFORE_START),
    ),
    set_checks=(
        SetCheck(
            "position_code",
            _DEFINITIVE_UNION + "e.nip FROM held one JOIN held other ON other.position_id = one.position_id"
            " AND other.employee_id <> one.employee_id AND other.days && one.days"
            " JOIN organization_employee e ON e.id = other.employee_id WHERE one.row_no IS NOT NULL",
            _("Jabatan ini sudah mempunyai pejabat definitif lain pada tanggal itu (NIP %(value)s)."),
        ),
        SetCheck(
            "nip",
            _DEFINITIVE_UNION + "p.code FROM held one JOIN held other ON other.employee_id = one.employee_id"
            " AND other.days && one.days AND (other.position_id <> one.position_id OR other.row_no <> one.row_no"
            " OR other.row_no IS NULL) JOIN organization_position p ON p.id = other.position_id"
            " WHERE one.row_no IS NOT NULL",
            _("Pegawai ini sudah memegang jabatan definitif pada tanggal itu (jabatan %(value)s)."),
        ),
    ),
    order_by=("e.nip", "a.start", 'p.code COLLATE "C"'),
    period='a.start <= %(last)s AND (a."end" IS NULL OR a."end" >= %(first)s)',
)

SHIFTS = Table(
    kind="shifts",
    order=15,
    target="organization_shift",
    columns=(
        Column("code", TEXT, "s.code", store="code", key=True, longest=10),
        Column("name", TEXT, "s.name", store="name", longest=80),
        Column("start", TIME, "s.start", store="start"),
        Column("end", TIME, 's."end"', store="end"),
        Column("break_minutes", whole(0, 1439), "s.break_minutes", store="break_minutes"),
    ),
    source="organization_shift s",
    checks=(
        Check(
            "code",
            "c.code !~ '^[A-Za-z0-9]+$' OR c.code = 'L'",
            _("Kode giliran terdiri atas huruf dan angka saja, dan bukan L (%(value)s)."),
        ),
        Check(
            "end",
            'c."end" <= c.start AND c."end" > \'10:00\'',
            _("Giliran berakhir paling lambat pukul 10.00 keesokan harinya (%(value)s)."),
        ),
        Check(
            "break_minutes",
            "c.break_minutes * interval '1 minute' >= c.\"end\" - c.start"
            " + CASE WHEN c.\"end\" <= c.start THEN interval '24 hours' ELSE interval '0' END",
            _("Istirahat tidak boleh selama giliran atau lebih (%(value)s menit)."),
        ),
    ),
    order_by=('s.code COLLATE "C"',),
)

ROSTERS = Table(
    kind="rosters",
    order=65,
    target="organization_rosterday",
    columns=(
        Column("nip", NIP, "e.nip", key=True),
        Column("date", DATE, "r.date", store="date", key=True),
        Column("shift", TEXT, "s.code", required=False),
    ),
    source="organization_rosterday r JOIN organization_employee e ON e.id = r.employee_id"
    " LEFT JOIN organization_shift s ON s.id = r.shift_id",
    joins="LEFT JOIN organization_employee e ON e.nip = c.nip LEFT JOIN organization_shift s ON s.code = c.shift",
    stored=(
        Stored("employee_id", "e.id", ("nip",), key=True),
        Stored("shift_id", "s.id", ("shift",)),
    ),
    checks=(
        *known_person("nip", "e"),
        Check(
            "shift",
            "c.shift IS NOT NULL AND s.id IS NULL",
            _("Tidak ada giliran kerja “%(value)s”. Impor tabel shifts lebih dahulu."),
        ),
    ),
    order_by=("e.nip", "r.date"),
    period="r.date BETWEEN %(first)s AND %(last)s",
)

for table in (SCHEDULES, SHIFTS, UNITS, HOLIDAYS, POSITIONS, EMPLOYEES, ASSIGNMENTS, ROSTERS):
    register_table(table)
