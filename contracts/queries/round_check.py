"""What stands in the way of a round, found before it opens: who, where, what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.models import Agreement, Indicator, Line, Round, Target, Version
from contracts.queries.last_year import last_day_before
from contracts.queries.round_people import Asked, asked_people
from contracts.rules import states
from contracts.rules.comparing import is_weaker_year
from contracts.rules.spreading import year_figure
from kinerja.ui.wording import plain
from organization.models import Employee, Level, Unit
from organization.queries.authority import vacant_heads

WHOLE = Value(100, output_field=DecimalField())


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


def check_round(of_round: Round, day: date, *, people: Sequence[Asked] | None = None) -> list[Section]:
    """Every kind of finding, also those without any; some twenty queries whatever the number of people.

    ``people`` are those of ``asked_people``, where they are known already.
    """
    people = asked_people(of_round, day) if people is None else people
    return [
        _no_superior(people),
        _vacant(of_round, day),
        _other_kind(of_round, people),
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


def _no_superior(people: Sequence[Asked]) -> Section:
    alone = [asked for asked in people if asked.superior is None and asked.holding.level != Level.HEAD_OF_REGION]
    return Section(
        "no_superior",
        _("Tanpa atasan"),
        _("Minta BKPSDM menetapkan pejabat atau Plt. pada unit di atasnya: tanpa pihak kedua tidak ada perjanjian."),
        True,
        alone,
        _show_people(_("belum mempunyai atasan")),
    )


def _show_people(what: str) -> Callable[[Sequence[Asked]], list[Finding]]:
    def show(rows: Sequence[Asked]) -> list[Finding]:
        people = Employee.objects.in_bulk([asked.employee_id for asked in rows])
        units = Unit.objects.in_bulk([asked.holding.unit_id for asked in rows])
        return [
            Finding(
                people[asked.employee_id].name,
                units[asked.holding.unit_id].name,
                what,
                reverse("org_person", args=[asked.holding.nip]),
            )
            for asked in rows
        ]

    return show


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


def _other_kind(of_round: Round, people: Sequence[Asked]) -> Section:
    asked = {person.employee_id for person in people}
    others = (
        Agreement.objects.filter(year=of_round.year, ended_on__isnull=True)
        .exclude(kind=of_round.kind, period=of_round.period)
        .order_by("holder__nip")
        .values_list("holder_id", "holder__name", "holder__nip", "kind", "period", "position__unit__name", named=True)
    )

    def show(rows: Sequence[Any]) -> list[Finding]:
        return [
            Finding(
                row.holder__name,
                row.position__unit__name or "",
                str(Agreement(kind=row.kind, period=row.period, year=of_round.year).get_kind_display()),
                reverse("org_person", args=[row.holder__nip]),
            )
            for row in rows
        ]

    return Section(
        "other_kind",
        _("Sudah mempunyai perjanjian jenis atau masa lain"),
        _("Seorang pegawai hanya mempunyai satu perjanjian yang terbuka setahun. Akhiri yang lama lebih dahulu."),
        True,
        [row for row in others if row.holder_id in asked],
        show,
    )


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


def _drafted_lines(of_round: Round) -> QuerySet[Line]:
    lines = Line.objects.filter(version__state__in=states.OPEN, **_of(of_round, "version__agreement__"))
    return lines.select_related("version__agreement__holder", "version__position__unit").order_by(
        "version__agreement__holder__nip", "order", "pk"
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


NOT_DEFINED = Q(definition="") | Q(formula="") | Q(data_source="")


def _incomplete(of_round: Round) -> Section:
    lacking = Q(lines__definition="") | Q(lines__formula="") | Q(lines__data_source="")
    drafts = (
        Version.objects.filter(lacking, state__in=states.OPEN, **_of(of_round, "agreement__"))
        .annotate(codes=ArrayAgg("lines__indicator_code", order_by="lines__order"))
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
    counted = Q(agreement__ended_on__isnull=True) | Q(agreement__ended_on__gte=last_day_before(of_round))
    before = Target.objects.filter(
        counted,
        agreement__holder=OuterRef("version__agreement__holder"),
        agreement__year=of_round.year - 1,
        agreement__signed_on__isnull=False,
        indicator_code=OuterRef("indicator_code"),
    ).order_by(F("agreement__ended_on").asc(nulls_last=True))
    lines = _drafted_lines(of_round).annotate(before=Subquery(before.values("monthly")[:1]))
    changed = lines.filter(before__isnull=False).exclude(before=F("monthly"))
    weaker = [
        line
        for line in changed
        if is_weaker_year(line.before, line.monthly, accumulation=line.accumulation, polarity=line.polarity)
    ]

    def show(rows: Sequence[Any]) -> list[Finding]:
        return [
            _line_finding(
                line,
                _("tahun lalu %(before)s, sekarang %(after)s %(unit)s")
                % {
                    "before": plain(year_figure(line.before, line.accumulation) or 0),
                    "after": plain(year_figure(line.monthly, line.accumulation) or 0),
                    "unit": line.unit_of_measure,
                },
            )
            for line in rows
        ]

    return Section(
        "weaker",
        _("Target lebih ringan daripada tahun lalu"),
        _("Boleh, tetapi harus dapat dijelaskan saat paparan."),
        False,
        weaker,
        show,
    )


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
