"""The tables of what was done."""

from dailylog.models import ActivityStatus, AttendanceMode, LeaveKind
from dailylog.rules.leave_balance import CARRIED, CARRIED_UNUSED
from kinerja.tables import Check, Column, SetCheck, Stored, Table, register_table
from kinerja.tables.cells import DATE, TEXT, TIME, choice, decimal, whole
from kinerja.tables.statements import sql
from kinerja.text import gettext_noop as _
from organization.importers import END_BEFORE_START, known_person

EMPLOYEE = "LEFT JOIN organization_employee e ON e.nip = c.nip"
EMPLOYEE_ID = Stored("employee_id", "e.id", ("nip",), key=True)

ATTENDANCE = Table(
    kind="attendance",
    order=130,
    target="dailylog_attendance",
    columns=(
        Column("nip", TEXT, "e.nip", key=True),
        Column("date", DATE, "a.date", store="date", key=True),
        Column("check_in", TIME, "a.check_in", required=False, store="check_in"),
        Column("check_out", TIME, "a.check_out", required=False, store="check_out"),
        Column("mode", choice(AttendanceMode.values), "a.mode", store="mode"),
    ),
    source="dailylog_attendance a JOIN organization_employee e ON e.id = a.employee_id",
    joins=EMPLOYEE,
    stored=(EMPLOYEE_ID,),
    narrow="date",
    checks=(
        *known_person("nip", "e"),
        Check(
            "check_out",
            "c.check_out < c.check_in AND NOT EXISTS (SELECT FROM organization_rosterday r"
            " JOIN organization_shift s ON s.id = r.shift_id"
            ' WHERE r.employee_id = e.id AND r.date = c.date AND s."end" <= s.start)',
            _(
                "Jam pulang (%(value)s) tidak boleh sebelum jam masuk, kecuali pada giliran yang melewati tengah malam."
                " Impor tabel rosters lebih dahulu."
            ),
        ),
    ),
    order_by=("e.nip", "a.date"),
    period="a.date BETWEEN %(first)s AND %(last)s",
)

LEAVE = Table(
    kind="leave",
    order=140,
    target="dailylog_leave",
    columns=(
        Column("nip", TEXT, "e.nip", key=True),
        Column("start", DATE, "l.start", store="start", key=True),
        Column("end", DATE, 'l."end"', store="end"),
        Column("kind", choice(LeaveKind.values), "l.kind", store="kind"),
    ),
    source="dailylog_leave l JOIN organization_employee e ON e.id = l.employee_id",
    joins=EMPLOYEE,
    stored=(EMPLOYEE_ID,),
    checks=(
        *known_person("nip", "e"),
        Check("end", 'c."end" < c.start', END_BEFORE_START),
    ),
    order_by=("e.nip", "l.start"),
    period='l.start <= %(last)s AND l."end" >= %(first)s',
)

LEAVE_BALANCES = Table(
    kind="leave_balances",
    order=141,
    target="dailylog_openingbalance",
    columns=(
        Column("nip", TEXT, "e.nip", key=True),
        Column("year", whole(2000, 2200), "b.year", store="year", key=True),
        Column("carried", whole(0, CARRIED_UNUSED), "b.carried", store="carried"),
        Column("served_since", DATE, "b.served_since", required=False, store="served_since"),
        Column("note", TEXT, "nullif(b.note, '')", required=False),
    ),
    source="dailylog_openingbalance b JOIN organization_employee e ON e.id = b.employee_id",
    joins=EMPLOYEE,
    stored=(EMPLOYEE_ID, Stored("note", "coalesce(c.note, '')", ("note",))),
    checks=(
        *known_person("nip", "e"),
        Check(
            "note",
            sql("c.carried > ", str(CARRIED), " AND c.note IS NULL"),
            _("Sisa lebih dari 6 hari memerlukan keterangan: dua tahun tanpa cuti, atau cuti yang ditangguhkan."),
        ),
    ),
    order_by=("e.nip", "b.year"),
    period="b.year BETWEEN extract(year FROM %(first)s::date) AND extract(year FROM %(last)s::date)",
)

ACTIVITIES = Table(
    kind="activities",
    order=150,
    target="dailylog_activity",
    columns=(
        Column("nip", TEXT, "e.nip", key=True),
        Column("date", DATE, "a.date", store="date", key=True),
        Column("start", TIME, "a.start", store="start", key=True),
        Column("end", TIME, 'a."end"', store="end"),
        Column("description", TEXT, "a.description", store="description"),
        Column("output", TEXT, "a.output", store="output"),
        Column("quantity", decimal(14, 4), "a.quantity", required=False, store="quantity"),
        Column("indicator_code", TEXT, "t.indicator_code", required=False),
        Column("status", choice(ActivityStatus.values), "a.status", store="status"),
    ),
    source="dailylog_activity a JOIN organization_employee e ON e.id = a.employee_id"
    " LEFT JOIN contracts_target t ON t.id = a.target_id",
    # Looked up row by row and remembered: a join by hash may turn around and lose the order of the file, in which the
    # index of the natural key fills fastest.
    # Of several agreements that of the day: the first that has not ended before it and promises the indicator.
    joins=sql(
        EMPLOYEE,
        "LEFT JOIN LATERAL (SELECT t.id FROM contracts_agreement g JOIN contracts_target t ON t.agreement_id = g.id"
        " WHERE c.indicator_code IS NOT NULL AND g.holder_id = e.id AND g.year = extract(year FROM c.date)::integer"
        " AND t.indicator_code = c.indicator_code AND (g.ended_on IS NULL OR g.ended_on >= c.date)"
        " ORDER BY g.ended_on NULLS LAST, g.id LIMIT 1) t ON true",
    ),
    stored=(EMPLOYEE_ID, Stored("target_id", "t.id", ("indicator_code",))),
    narrow="date",
    checks=(
        *known_person("nip", "e"),
        Check(
            "indicator_code",
            "c.indicator_code IS NOT NULL AND t.id IS NULL AND e.id IS NOT NULL",
            _("Pegawai ini tidak mempunyai sasaran “%(value)s” dalam perjanjian tahun kegiatan itu."),
        ),
        Check("end", 'c."end" <= c.start', _("Jam selesai harus sesudah jam mulai (%(value)s).")),
        Check("quantity", "c.quantity < 0", _("Jumlah tidak boleh kurang dari nol (%(value)s).")),
    ),
    set_checks=(
        SetCheck(
            "status",
            "SELECT i.row_no, i.status FROM incoming i WHERE i.live_id IS NOT NULL AND i.differs AND EXISTS ("
            "SELECT FROM dailylog_decision d WHERE d.activity_id = i.live_id AND d.verdict = 'approve')",
            _("Kegiatan ini sudah disetujui atasan di aplikasi dan tidak dapat diubah lewat tabel."),
        ),
    ),
    order_by=("e.nip", "a.date", "a.start"),
    period="a.date BETWEEN %(first)s AND %(last)s",
)

for table in (ATTENDANCE, LEAVE, LEAVE_BALANCES, ACTIVITIES):
    register_table(table)
