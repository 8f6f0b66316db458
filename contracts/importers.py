"""The tables of what was promised."""

from contracts.models import Accumulation, AgreementKind, Contribution, Polarity, Source
from contracts.models.agreement import precedence_sql
from kinerja.tables import Check, Column, SetCheck, Stored, Table, register_table
from kinerja.tables.cells import DATE, NIP, TEXT, YES_NO, choice, decimal, whole
from kinerja.tables.statements import sql
from kinerja.text import gettext_noop as _
from organization.importers import known_person

YEAR = whole(1990, 2999)
IN_YEARS = "a.year BETWEEN extract(year FROM %(first)s::date) AND extract(year FROM %(last)s::date)"
SEALED = _("Perjanjian ini sudah ditandatangani dan terkunci; perubahan hanya lewat perjanjian baru (%(value)s).")

# A signed agreement is complete once it has targets, and their weights are checked to be 100 when they come in.
SEAL_COMPLETE = (
    "UPDATE contracts_agreement a SET sealed_at = now() WHERE a.signed_on IS NOT NULL AND a.sealed_at IS NULL"
    " AND (SELECT sum(t.weight) FROM contracts_target t WHERE t.agreement_id = a.id) = 100"
)

# The tables know one agreement a year and holder: the open one that counts at the year's end, else the one that ended
# last (docs/decisions/0031-two-kinds-of-agreement.md).
_LAST = (
    "coalesce({0}.ended_on, 'infinity'::date), -(" + precedence_sql("{0}", "make_date({0}.year, 12, 31)") + "), {0}.id"
)
LISTED = sql(
    "(SELECT * FROM contracts_agreement g WHERE NOT EXISTS (SELECT FROM contracts_agreement o"
    " WHERE o.year = g.year AND o.holder_id = g.holder_id AND o.id <> g.id AND",
    f"({_LAST.format('o')}) > ({_LAST.format('g')})))",
)

# Of a draft that is still being written only the agreement is listed: its weights are not 100 yet.
COMPLETE = sql(
    "(SELECT * FROM",
    LISTED,
    "c WHERE c.sealed_at IS NOT NULL"
    " OR (SELECT sum(w.weight) FROM contracts_target w WHERE w.agreement_id = c.id) = 100)",
)

HEADS_REGION = (
    "EXISTS (SELECT FROM organization_assignment x JOIN organization_position y ON y.id = x.position_id"
    " WHERE x.employee_id = h.id AND y.level = 'head_of_region')"
)

AGREEMENTS = Table(
    kind="agreements",
    order=80,
    target="contracts_agreement",
    columns=(
        Column("year", YEAR, "a.year", store="year", key=True),
        Column("holder_nip", NIP, "h.nip", key=True),
        Column("superior_nip", NIP, "s.nip", filled=False),
        Column("pledge", YES_NO, "a.pledge", store="pledge"),
        Column("signed_on", DATE, "a.signed_on", required=False, store="signed_on"),
        Column("kind", choice(AgreementKind.values), "a.kind", required=False, store="kind", default="'pk'"),
    ),
    source=LISTED + " a JOIN organization_employee h ON h.id = a.holder_id"
    " LEFT JOIN organization_employee s ON s.id = a.superior_id",
    live=LISTED,
    joins="LEFT JOIN organization_employee h ON h.nip = c.holder_nip"
    " LEFT JOIN organization_employee s ON s.nip = c.superior_nip",
    stored=(
        Stored("holder_id", "h.id", ("holder_nip",), key=True),
        Stored("superior_id", "s.id", ("superior_nip",)),
    ),
    checks=(
        *known_person("holder_nip", "h"),
        *known_person("superior_nip", "s", missing="c.superior_nip IS NOT NULL AND s.id IS NULL"),
        Check(
            "superior_nip",
            "c.superior_nip IS NULL AND h.id IS NOT NULL AND NOT " + HEADS_REGION,
            _("Isi superior_nip: hanya kepala daerah yang berjanji tanpa pihak kedua."),
        ),
        Check("superior_nip", "h.id = s.id", _("Pihak pertama dan pihak kedua harus orang yang berbeda (%(value)s).")),
    ),
    set_checks=(
        SetCheck(
            "holder_nip",
            "SELECT i.row_no, i.year::text FROM incoming i JOIN contracts_agreement a ON a.id = i.live_id"
            " WHERE i.differs AND a.sealed_at IS NOT NULL",
            SEALED,
        ),
        SetCheck(
            "kind",
            "SELECT i.row_no, i.kind FROM incoming i JOIN contracts_agreement a ON a.id = i.live_id"
            " WHERE i.differs AND EXISTS (SELECT FROM contracts_agreement o WHERE o.year = a.year AND o.id <> a.id"
            " AND o.holder_id = a.holder_id AND o.kind = i.kind AND o.ended_on IS NULL)",
            _("Pegawai ini sudah mempunyai perjanjian jenis itu (%(value)s) di samping yang ditampilkan tabel ini."),
        ),
    ),
    finish=(SEAL_COMPLETE,),
    order_by=("a.year", "h.nip"),
    period=IN_YEARS,
)

MONTHS = tuple(f"m{month:02d}" for month in range(1, 13))
NUMBER = decimal(18, 6)

_PARENT = (
    "JOIN " + LISTED + " pa ON pa.year = a.year JOIN organization_employee pe ON pe.id = pa.holder_id"
    " AND pe.nip = i.cell_parent_holder_nip"
    " JOIN contracts_target p ON p.agreement_id = pa.id AND p.indicator_code = i.cell_parent_indicator_code"
)
_ROW = (
    "FROM incoming i JOIN contracts_target t ON t.agreement_id = i.agreement_id"
    " AND t.indicator_code = i.indicator_code JOIN contracts_agreement a ON a.id = t.agreement_id"
)
_LIVE_PARENT = (
    "FROM contracts_target p JOIN " + LISTED + " pa ON pa.id = p.agreement_id"
    " JOIN organization_employee pe ON pe.id = pa.holder_id WHERE p.id = l.parent_id"
)

TARGETS = Table(
    kind="targets",
    order=90,
    target="contracts_target",
    columns=(
        Column("year", YEAR, "a.year", key=True),
        Column("holder_nip", NIP, "h.nip", key=True),
        Column("indicator_code", TEXT, "t.indicator_code", store="indicator_code", key=True, longest=60),
        Column("objective", TEXT, "t.objective", store="objective", longest=400),
        Column("indicator", TEXT, "t.indicator", store="indicator", longest=400),
        Column("unit_of_measure", TEXT, "t.unit_of_measure", store="unit_of_measure", longest=60),
        Column("polarity", choice(Polarity.values), "t.polarity", store="polarity"),
        Column("accumulation", choice(Accumulation.values), "t.accumulation", store="accumulation"),
        Column("source", choice(Source.values), "t.source", store="source"),
        Column("register", TEXT, "t.register", required=False, store="register", default="''", longest=40),
        Column("class", TEXT, "t.case_class", required=False, store="case_class", default="''", longest=60),
        Column("weight", decimal(5, 4), "t.weight", store="weight"),
        *(Column(name, NUMBER, f"t.monthly[{at}]", required=False) for at, name in enumerate(MONTHS, start=1)),
        Column("parent_holder_nip", NIP, "ph.nip", required=False),
        # A superior's target whose agreement is not listed cannot be named.
        Column("parent_indicator_code", TEXT, "CASE WHEN pa.id IS NOT NULL THEN pt.indicator_code END", required=False),
        Column(
            "contribution",
            choice(Contribution.values),
            "t.contribution",
            required=False,
            store="contribution",
            default="'support'",
        ),
    ),
    source="contracts_target t JOIN " + COMPLETE + " a ON a.id = t.agreement_id"
    " JOIN organization_employee h ON h.id = a.holder_id LEFT JOIN contracts_target pt ON pt.id = t.parent_id"
    " LEFT JOIN " + COMPLETE + " pa ON pa.id = pt.agreement_id"
    " LEFT JOIN organization_employee ph ON ph.id = pa.holder_id",
    joins="LEFT JOIN organization_employee h ON h.nip = c.holder_nip"
    " LEFT JOIN " + LISTED + " a ON a.holder_id = h.id AND a.year = c.year",
    stored=(
        Stored("agreement_id", "a.id", ("year", "holder_nip"), key=True),
        Stored("monthly", "ARRAY[" + ", ".join("c." + name for name in MONTHS) + "]::numeric(24, 6)[]", MONTHS),
    ),
    kept=("parent_holder_nip", "parent_indicator_code"),
    compared=(
        ("parent_holder_nip", "r.cell_parent_holder_nip", "(SELECT pe.nip " + _LIVE_PARENT + ")"),
        ("parent_indicator_code", "r.cell_parent_indicator_code", "(SELECT p.indicator_code " + _LIVE_PARENT + ")"),
    ),
    checks=(
        *known_person("holder_nip", "h"),
        Check(
            "holder_nip",
            "h.id IS NOT NULL AND a.id IS NULL",
            _("Pegawai %(value)s tidak mempunyai perjanjian untuk tahun itu. Impor tabel agreements lebih dahulu."),
        ),
        Check("weight", "c.weight <= 0", _("Bobot harus lebih dari nol, bukan %(value)s.")),
        *(Check(name, f"c.{name} < 0", _("Target tidak boleh kurang dari nol, bukan %(value)s.")) for name in MONTHS),
        Check(
            "register",
            "c.source = 'cases' AND c.register IS NULL",
            _("Sasaran dari register perkara harus menyebut registernya."),
        ),
        Check("class", "c.class IS NOT NULL AND c.register IS NULL", _("Kelas “%(value)s” tanpa register.")),
        Check(
            "parent_indicator_code",
            "(c.parent_holder_nip IS NULL) <> (c.parent_indicator_code IS NULL)",
            _("Isi parent_holder_nip dan parent_indicator_code, atau kosongkan keduanya."),
        ),
    ),
    set_checks=(
        SetCheck(
            "weight",
            "SELECT w.row_no, trim_scale(sum(t.weight))::text FROM (SELECT agreement_id, min(row_no) AS row_no"
            " FROM incoming GROUP BY agreement_id) w JOIN contracts_target t ON t.agreement_id = w.agreement_id"
            " GROUP BY w.agreement_id, w.row_no HAVING sum(t.weight) <> 100",
            _("Jumlah bobot sasaran perjanjian ini harus tepat 100, bukan %(value)s."),
            after=True,
        ),
        SetCheck(
            "holder_nip",
            "SELECT i.row_no, a.year || ' ' || i.indicator_code FROM incoming i JOIN contracts_agreement a"
            " ON a.id = i.agreement_id WHERE i.differs AND a.sealed_at IS NOT NULL",
            SEALED,
        ),
        SetCheck(
            "parent_indicator_code",
            sql(
                "SELECT i.row_no, i.cell_parent_indicator_code",
                _ROW,
                "WHERE i.cell_parent_indicator_code IS NOT NULL AND NOT EXISTS (SELECT FROM contracts_target p"
                " JOIN " + LISTED + " pa ON pa.id = p.agreement_id"
                " JOIN organization_employee pe ON pe.id = pa.holder_id WHERE pa.year = a.year"
                " AND pe.nip = i.cell_parent_holder_nip AND p.indicator_code = i.cell_parent_indicator_code)",
            ),
            _("Sasaran atasan “%(value)s” tidak ada dalam perjanjian atasan itu untuk tahun yang sama."),
            after=True,
        ),
        SetCheck(
            "parent_indicator_code",
            sql(
                "WITH RECURSIVE up (start, id) AS (SELECT t.id, t.parent_id",
                _ROW,
                "WHERE i.differs UNION SELECT up.start, p.parent_id FROM up JOIN contracts_target p ON p.id = up.id)"
                " SELECT i.row_no, i.cell_parent_indicator_code",
                _ROW,
                "JOIN up ON up.start = t.id AND up.id = t.id",
            ),
            _("Penjabaran sasaran ini berputar kembali ke dirinya sendiri lewat “%(value)s”."),
            after=True,
        ),
    ),
    after_write=(
        sql(
            "UPDATE contracts_target o SET parent_id = p.id",
            _ROW,
            _PARENT,
            "WHERE o.id = t.id AND i.differs AND o.parent_id IS DISTINCT FROM p.id",
        ),
        sql(
            "UPDATE contracts_target o SET parent_id = NULL",
            _ROW,
            "WHERE o.id = t.id AND i.differs AND i.cell_parent_indicator_code IS NULL AND o.parent_id IS NOT NULL",
        ),
    ),
    finish=(SEAL_COMPLETE,),
    order_by=("a.year", "h.nip", 't.indicator_code COLLATE "C"'),
    period=IN_YEARS,
)

for table in (AGREEMENTS, TARGETS):
    register_table(table)
