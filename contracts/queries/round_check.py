"""What stands in the way of a round, found before it opens: who, where, what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DecimalField, Exists, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.models import Agreement, Indicator, Line, Round, Version
from contracts.queries.pledged import on_paper
from contracts.queries.round_people import asked_among
from contracts.queries.weaker import Weaker, weaker_lines
from contracts.rules import states
from contracts.rules.spreading import year_figure
from kinerja.ui.wording import plain
from organization.models import Employee, Unit
from organization.queries.authority import ids_without_superior, vacant_heads
from organization.rules.holding import Holding

WHOLE = Value(100, output_field=DecimalField())
NOT_DEFINED = Q(definition="") | Q(formula="") | Q(data_source="")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right: whose or which, in which office, what is wrong, and where to act."""

    name: str
    office: str
    what: str
    url: str


@dataclass(frozen=True)
class Section:
    """The findings of one kind. ``rows`` can be sliced; ``show`` tells a slice in words, in a bounded number of
    queries. One that ``blocks`` must be acknowledged in writing before the round opens."""

    key: str
    heading: str
    advice: str
    blocks: bool
    rows: Any
    show: Callable[[Sequence[Any]], list[Finding]]

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return self.rows.count() if isinstance(self.rows, QuerySet) else len(self.rows)

    def first(self, number: int) -> list[Finding]:
        """The first few in words."""
        return self.show(list(self.rows[:number]))


def check_round(of_round: Round, day: date) -> list[Section]:
    """Every kind of finding, also those without any; some twenty queries whatever the number of people."""
    return [
        _no_superior(of_round, day),
        _vacant(of_round, day),
        _other_period(of_round, day),
        _weights(of_round),
        _imported_weights(of_round),
        _incomplete(of_round),
        _weaker(of_round),
        _dictionary(),
    ]


def blocking(sections: Sequence[Section]) -> int:
    """The number of findings that must be acknowledged."""
    return sum(section.count for section in sections if section.blocks)


def counts(sections: Sequence[Section]) -> dict[str, int]:
    """Kind → number of findings, without the empty ones."""
    return {section.key: section.count for section in sections if section.count}


def _no_superior(of_round: Round, day: date) -> Section:
    def show(rows: Sequence[Holding]) -> list[Finding]:
        people = Employee.objects.in_bulk([held.employee_id for held in rows])
        units = Unit.objects.in_bulk([held.unit_id for held in rows])
        return [
            Finding(
                people[held.employee_id].name,
                units[held.unit_id].name,
                _("belum mempunyai atasan"),
                reverse("org_person", args=[held.nip]),
            )
            for held in rows
        ]

    return Section(
        "no_superior",
        _("Tanpa atasan"),
        _("Minta BKPSDM menetapkan pejabat atau Plt. pada unit di atasnya: tanpa pihak kedua tidak ada perjanjian."),
        True,
        sorted(asked_among(of_round, day, ids_without_superior(day)).values(), key=lambda held: held.nip),
        show,
    )


def _vacant(of_round: Round, day: date) -> Section:
    def show(rows: Sequence[Unit]) -> list[Finding]:
        return [
            Finding(
                unit.name,
                unit.parent.name if unit.parent else "",
                _("tidak dipimpin siapa pun"),
                reverse("org_unit", args=[unit.pk]),
            )
            for unit in rows
        ]

    return Section(
        "vacant_head",
        _("Unit tanpa pimpinan"),
        _("Tetapkan pejabat atau Plt., atau biarkan atasan berikutnya menjadi pihak kedua."),
        False,
        vacant_heads(day),
        show,
    )


def _other_period(of_round: Round, day: date) -> Section:
    others: list[Any] = list(
        Agreement.objects.filter(_in_the_way(of_round), year=of_round.year, ended_on__isnull=True)
        .order_by("holder__nip")
        .values_list("holder_id", "holder__name", "holder__nip", "kind", "period", "position__unit__name", named=True)
    )
    asked = asked_among(of_round, day, [row.holder_id for row in others])

    def show(rows: Sequence[Any]) -> list[Finding]:
        return [
            Finding(
                row.holder__name,
                row.position__unit__name or "",
                _why_in_the_way(of_round, row),
                reverse("org_person", args=[row.holder__nip]),
            )
            for row in rows
        ]

    return Section(
        "other_period",
        _("Sudah terikat perjanjian lain"),
        _(
            "Perjanjian sejenis untuk masa lain masih terbuka, atau kesanggupan sudah dinyatakan pada perjanjian jenis "
            "lain. Akhiri yang lama, atau ubah jenjang lembar kesanggupan putaran ini."
        ),
        True,
        [row for row in others if row.holder_id in asked],
        show,
    )


def _why_in_the_way(of_round: Round, row: Any) -> str:
    other = Agreement(kind=row.kind, period=row.period, year=of_round.year)
    if row.kind == of_round.kind:
        return f"{other.get_kind_display()} {other.get_period_display()}"
    return _("kesanggupan sudah pada %(kind)s") % {"kind": other.get_kind_display()}


def _in_the_way(of_round: Round) -> Q:
    """The agreements beside which a person can have none of the round."""
    other_period = Q(kind=of_round.kind) & ~Q(period=of_round.period)
    pledged = Q(on_paper(), pledge=True, position__level__in=of_round.pledge_levels) & ~Q(kind=of_round.kind)
    return other_period | pledged if of_round.pledge_levels else other_period


def _of(of_round: Round, prefix: str = "") -> dict[str, Any]:
    values = {"year": of_round.year, "kind": of_round.kind, "period": of_round.period, "sealed_at__isnull": True}
    return {f"{prefix}{name}": value for name, value in values.items()}


def _weights(of_round: Round) -> Section:
    total = Coalesce(Sum("lines__weight"), Value(0), output_field=DecimalField())
    drafts = (
        Version.objects.filter(state__in=states.OPEN, **_of(of_round, "agreement__"))
        .annotate(total=total)
        .exclude(total=WHOLE)
        .select_related("agreement__holder", "position__unit")
        .order_by("agreement__holder__nip")
    )

    def show(rows: Sequence[Any]) -> list[Finding]:
        return [
            _version_finding(version, _("jumlah bobot %(total)s") % {"total": plain(version.total)}) for version in rows
        ]

    return Section(
        "weights", _("Jumlah bobot bukan 100"), _("Minta pemiliknya menyesuaikan bobot."), True, drafts, show
    )


def _imported_weights(of_round: Round) -> Section:
    total = Coalesce(Sum("targets__weight"), Value(0), output_field=DecimalField())
    drafts = (
        Agreement.objects.filter(ended_on__isnull=True, versions__isnull=True, **_of(of_round))
        .annotate(total=total)
        .exclude(total=WHOLE)
        .select_related("holder", "position__unit")
        .order_by("holder__nip")
    )

    def show(rows: Sequence[Any]) -> list[Finding]:
        return [
            Finding(
                agreement.holder.name,
                agreement.position.unit.name if agreement.position else "",
                _("jumlah bobot %(total)s") % {"total": plain(agreement.total)},
                reverse("org_person", args=[agreement.holder.nip]),
            )
            for agreement in rows
        ]

    return Section(
        "imported_weights",
        _("Rancangan yang diimpor dengan bobot bukan 100"),
        _("Perbaiki tabel sasaran lalu impor kembali, atau minta pemiliknya menyusun di aplikasi."),
        True,
        drafts,
        show,
    )


def _version_finding(version: Version, what: str) -> Finding:
    return Finding(
        version.agreement.holder.name, version.position.unit.name, what, reverse("agreement", args=[version.pk])
    )


def _line_finding(line: Line, what: str) -> Finding:
    return Finding(
        line.version.agreement.holder.name,
        line.version.position.unit.name,
        f"{line.indicator_code} {line.indicator}: {what}",
        reverse("agreement", args=[line.version_id]),
    )


def _blanks(found: Any) -> str:
    words = (("definition", _("definisi")), ("formula", _("rumus")), ("data_source", _("sumber data")))
    return _("belum ada %(what)s") % {"what": ", ".join(word for name, word in words if not getattr(found, name))}


def _incomplete(of_round: Round) -> Section:
    lines = Line.objects.filter(NOT_DEFINED, version=OuterRef("pk")).order_by("order")
    drafts = (
        Version.objects.filter(Exists(lines), state__in=states.OPEN, **_of(of_round, "agreement__"))
        .annotate(codes=ArraySubquery(lines.values("indicator_code")))
        .select_related("agreement__holder", "position__unit")
        .order_by("agreement__holder__nip")
    )

    def show(rows: Sequence[Any]) -> list[Finding]:
        return [_version_finding(version, ", ".join(version.codes)) for version in rows]

    return Section(
        "incomplete",
        _("Indikator rancangan tanpa definisi, rumus, atau sumber data"),
        _("Tautkan ke kamus indikator, atau minta pemiliknya melengkapi."),
        True,
        drafts,
        show,
    )


def _weaker(of_round: Round) -> Section:
    def show(rows: Sequence[Weaker]) -> list[Finding]:
        people = Line.objects.select_related("version__agreement__holder", "version__position__unit")
        lines = people.in_bulk([row.line_id for row in rows])
        return [_line_finding(lines[row.line_id], _weaker_words(row, lines[row.line_id])) for row in rows]

    return Section(
        "weaker",
        _("Target lebih ringan daripada tahun lalu"),
        _("Boleh, tetapi harus dapat dijelaskan saat paparan."),
        False,
        weaker_lines(of_round),
        show,
    )


def _weaker_words(row: Weaker, line: Line) -> str:
    return _("tahun lalu %(before)s, sekarang %(after)s %(unit)s") % {
        "before": plain(year_figure(row.before, line.accumulation) or 0),
        "after": plain(year_figure(line.monthly, line.accumulation) or 0),
        "unit": line.unit_of_measure,
    }


def _dictionary() -> Section:
    rows = Indicator.objects.filter(NOT_DEFINED, active=True).select_related("objective__unit").order_by("code")

    def show(found: Sequence[Indicator]) -> list[Finding]:
        return [
            Finding(
                str(indicator),
                indicator.objective.unit.name if indicator.objective and indicator.objective.unit else "",
                _blanks(indicator),
                reverse("indicator", args=[indicator.pk]),
            )
            for indicator in found
        ]

    return Section(
        "dictionary",
        _("Kamus indikator belum lengkap"),
        _("Lengkapi kamus sebelum indikatornya dipakai."),
        False,
        rows,
        show,
    )
