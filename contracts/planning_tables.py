"""The tables of planning: the tree of the region's plan, its budgets, and the dictionary of indicators."""

from contracts.models import PARENT_KIND, Accumulation, ObjectiveKind, Polarity, Source
from kinerja.tables import Check, Column, SetCheck, Stored, Table, register_table
from kinerja.tables.cells import TEXT, YES_NO, choice, decimal, whole
from kinerja.tables.statements import sql
from kinerja.text import gettext_noop as _

YEAR = whole(1990, 2999)
NO_NODE = _("Tidak ada simpul perencanaan dengan kode “%(value)s”. Impor tabel objectives lebih dahulu.")
NO_UNIT = _("Tidak ada unit dengan kode “%(value)s”.")

_STOREYS = ", ".join(f"('{kind}', '{parent}')" for kind, parent in PARENT_KIND.items())
# Each row with its parent as it will be: as the file has it, else as it is stored.
_ABOVE = (
    "FROM (SELECT i.*, coalesce(i.cell_parent_code, (SELECT p.code FROM contracts_objective o"
    " JOIN contracts_objective p ON p.id = o.parent_id WHERE o.id = i.live_id)) AS above FROM incoming i) i"
    " LEFT JOIN contracts_objective s ON s.code = i.above LEFT JOIN incoming n ON n.code = i.above"
)
# Stored nodes that the file does not speak of but that hang on one of its rows.
_BELOW = (
    "FROM incoming i JOIN contracts_objective b ON b.parent_id = i.live_id"
    " WHERE NOT EXISTS (SELECT FROM incoming n WHERE n.live_id = b.id)"
)
_PARENT = "(SELECT p.id FROM contracts_objective p WHERE p.code = i.cell_parent_code)"
_NEW_NODES = tuple(
    sql(
        "INSERT INTO contracts_objective (code, kind, name, parent_id, unit_id, first_year, last_year)"
        " SELECT i.code, i.kind, i.name,",
        _PARENT,
        ", i.unit_id, i.first_year, i.last_year FROM incoming i WHERE i.live_id IS NULL AND i.kind =",
        f"'{kind}'",
    )
    for kind in ObjectiveKind.values
)
# A column that the file does not have leaves the stored value alone.
_CHANGED_NODES = sql(
    "UPDATE contracts_objective o SET kind = i.kind, name = i.name, first_year = i.first_year,",
    "last_year = i.last_year, parent_id = CASE WHEN i.kind <> 'mission' THEN coalesce(",
    _PARENT,
    ", o.parent_id) END, unit_id = CASE WHEN jsonb_exists(to_jsonb(s), 'unit_code') THEN i.unit_id ELSE o.unit_id END",
    "FROM incoming i JOIN staging s USING (row_no) WHERE o.id = i.live_id AND i.differs",
)

OBJECTIVES = Table(
    kind="objectives",
    order=72,
    target="contracts_objective",
    columns=(
        Column("code", TEXT, "o.code", store="code", key=True, longest=40),
        Column("kind", choice(ObjectiveKind.values), "o.kind", store="kind"),
        Column("name", TEXT, "o.name", store="name", longest=400),
        Column("parent_code", TEXT, "p.code", required=False),
        Column("unit_code", TEXT, "u.code", required=False),
        Column("first_year", YEAR, "o.first_year", store="first_year"),
        Column("last_year", YEAR, "o.last_year", store="last_year"),
    ),
    source="contracts_objective o LEFT JOIN contracts_objective p ON p.id = o.parent_id"
    " LEFT JOIN organization_unit u ON u.id = o.unit_id",
    joins="LEFT JOIN organization_unit u ON u.code = c.unit_code",
    stored=(Stored("unit_id", "u.id", ("unit_code",)),),
    checks=(
        Check("unit_code", "c.unit_code IS NOT NULL AND u.id IS NULL", NO_UNIT),
        Check("last_year", "c.last_year < c.first_year", _("Tahun akhir (%(value)s) tidak boleh sebelum tahun awal.")),
        Check("parent_code", "c.kind = 'mission' AND c.parent_code IS NOT NULL", _("Misi tidak mempunyai induk.")),
    ),
    kept=("parent_code",),
    compared=(
        ("parent_code", "r.cell_parent_code", "(SELECT p.code FROM contracts_objective p WHERE p.id = l.parent_id)"),
    ),
    set_checks=(
        SetCheck(
            "parent_code",
            "SELECT i.row_no, i.above " + _ABOVE + " WHERE i.above IS NOT NULL AND s.id IS NULL AND n.code IS NULL",
            _("Tidak ada simpul perencanaan dengan kode “%(value)s”."),
        ),
        SetCheck(
            "parent_code",
            "SELECT i.row_no, coalesce(i.above, '–') " + _ABOVE + " WHERE i.kind <> 'mission'"
            " AND (i.above IS NULL OR coalesce(n.kind, s.kind) IS NOT NULL)"
            " AND (i.kind, coalesce(n.kind, s.kind, '')) NOT IN (VALUES " + _STOREYS + ")",
            _("Induk “%(value)s” bukan simpul dari tingkat tepat di atasnya (misi, tujuan, sasaran, program)."),
        ),
        SetCheck(
            "kind",
            "SELECT DISTINCT i.row_no, i.kind " + _BELOW + " AND (b.kind, i.kind) NOT IN (VALUES " + _STOREYS + ")",
            _("Jenis %(value)s tidak cocok dengan simpul yang sudah ada di bawahnya."),
        ),
        SetCheck(
            "first_year",
            "SELECT i.row_no, coalesce(n.first_year, s.first_year) || '–' || coalesce(n.last_year, s.last_year) "
            + _ABOVE
            + " WHERE i.kind <> 'mission' AND (i.first_year < coalesce(n.first_year, s.first_year)"
            " OR i.last_year > coalesce(n.last_year, s.last_year))",
            _("Tahunnya harus di dalam masa induknya, %(value)s."),
        ),
        SetCheck(
            "first_year",
            "SELECT i.row_no, min(b.code) " + _BELOW + " AND (b.first_year < i.first_year OR b.last_year > i.last_year)"
            " GROUP BY i.row_no",
            _("Simpul di bawahnya, %(value)s, memakai tahun di luar masa ini."),
        ),
    ),
    # A node cannot hang in the air for even one statement: the upper storeys come first, each with its parent.
    writes=(*_NEW_NODES, _CHANGED_NODES),
    order_by=(
        "array_position(ARRAY['mission', 'goal', 'objective', 'programme'], o.kind)",
        'o.code COLLATE "C"',
    ),
)

BUDGETS = Table(
    kind="budgets",
    order=74,
    target="contracts_programmebudget",
    columns=(
        Column("code", TEXT, "o.code", key=True, longest=40),
        Column("year", YEAR, "b.year", store="year", key=True),
        Column("funding", TEXT, "b.funding", store="funding", key=True, longest=40),
        Column("amount", decimal(16, 2), "b.amount", store="amount"),
    ),
    source="contracts_programmebudget b JOIN contracts_objective o ON o.id = b.programme_id",
    joins="LEFT JOIN contracts_objective o ON o.code = c.code",
    stored=(Stored("programme_id", "o.id", ("code",), key=True),),
    checks=(
        Check("code", "o.id IS NULL", NO_NODE),
        Check("code", "o.kind <> 'programme'", _("Anggaran hanya dicatat pada program; “%(value)s” bukan program.")),
        Check(
            "year", "c.year NOT BETWEEN o.first_year AND o.last_year", _("Program ini tidak berlaku pada %(value)s.")
        ),
        Check("amount", "c.amount < 0", _("Anggaran tidak boleh kurang dari nol (%(value)s).")),
    ),
    order_by=('o.code COLLATE "C"', "b.year", 'b.funding COLLATE "C"'),
    period="b.year BETWEEN extract(year FROM %(first)s::date) AND extract(year FROM %(last)s::date)",
)

INDICATORS = Table(
    kind="indicators",
    order=76,
    target="contracts_indicator",
    columns=(
        Column("code", TEXT, "n.code", store="code", key=True, longest=60),
        Column("name", TEXT, "n.name", store="name", longest=400),
        Column("objective_code", TEXT, "o.code", required=False),
        Column("definition", TEXT, "n.definition", required=False, store="definition", default="''"),
        Column("formula", TEXT, "n.formula", required=False, store="formula", default="''"),
        Column("unit_of_measure", TEXT, "n.unit_of_measure", store="unit_of_measure", longest=60),
        Column("data_source", TEXT, "n.data_source", required=False, store="data_source", default="''", longest=300),
        Column("polarity", choice(Polarity.values), "n.polarity", store="polarity"),
        Column("accumulation", choice(Accumulation.values), "n.accumulation", store="accumulation"),
        Column("source", choice(Source.values), "n.source", store="source"),
        Column("register", TEXT, "n.register", required=False, store="register", default="''", longest=40),
        Column("class", TEXT, "n.case_class", required=False, store="case_class", default="''", longest=60),
        Column("baseline", decimal(18, 6), "n.baseline", required=False, store="baseline"),
        Column("baseline_year", YEAR, "n.baseline_year", required=False, store="baseline_year"),
        Column("shared", YES_NO, "n.shared", store="shared"),
    ),
    source="contracts_indicator n LEFT JOIN contracts_objective o ON o.id = n.objective_id",
    joins="LEFT JOIN contracts_objective o ON o.code = c.objective_code",
    stored=(Stored("objective_id", "o.id", ("objective_code",)), Stored("active", "true", once=True)),
    checks=(
        Check("objective_code", "c.objective_code IS NOT NULL AND o.id IS NULL", NO_NODE),
        Check(
            "register",
            "c.source = 'cases' AND c.register IS NULL",
            _("Indikator dari register perkara harus menyebut registernya."),
        ),
        Check("class", "c.class IS NOT NULL AND c.register IS NULL", _("Kelas “%(value)s” tanpa register.")),
        Check(
            "baseline_year",
            "(c.baseline IS NULL) <> (c.baseline_year IS NULL)",
            _("Isi baseline bersama baseline_year, atau kosongkan keduanya."),
        ),
    ),
    order_by=('n.code COLLATE "C"',),
)

for table in (OBJECTIVES, BUDGETS, INDICATORS):
    register_table(table)
