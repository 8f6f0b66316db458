"""The performance agreement of an official for a year."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, F, OuterRef, Q, When
from django.utils.translation import gettext_lazy as _

from organization.access import access_for
from organization.models import HEAD_LEVEL, Assignment, Employee, Position


class AgreementKind(models.TextChoices):
    """The formal annual agreement, or the operational one that carries the pledge."""

    PK = "pk", _("perjanjian kinerja")
    PKO = "pko", _("perjanjian kinerja operasional")


class Period(models.TextChoices):
    """The months that an agreement is made for."""

    YEAR = "year", _("setahun")
    SEMESTER_1 = "semester1", _("semester I")
    SEMESTER_2 = "semester2", _("semester II")


#: Number of the month with which the first half of a year ends.
HALF_YEAR = 6
#: Of agreements of two kinds under way, the first that fits counts.
PRECEDENCE = (
    When(pledge=True, kind=AgreementKind.PKO, then=0),
    When(pledge=True, then=1),
    When(gives_way=False, kind=AgreementKind.PKO, then=2),
    When(gives_way=False, then=3),
    When(kind=AgreementKind.PKO, then=4),
    When(kind=AgreementKind.PK, then=5),
)


def precedence(last_day: date) -> Case:
    """Which of a holder's agreements counts in the month that ends on a day: the lowest number (decision 0031).

    Those under way come first: of them the one with the pledge, then the one that does not give way, then the
    operational one.
    """
    begun = Q(signed_on__lte=last_day)
    if last_day.month <= HALF_YEAR:
        begun &= ~Q(period=Period.SEMESTER_2)
    return Case(
        When(begun, then=Case(*PRECEDENCE, output_field=models.SmallIntegerField())),
        default=len(PRECEDENCE),
        output_field=models.SmallIntegerField(),
    )


def precedence_sql(agreement: str, last_day: str) -> str:
    """``precedence`` as SQL: of an alias and the expression of a month's last day."""
    late_half = f"{agreement}.period <> 'semester2' OR extract(month FROM {last_day}) > {HALF_YEAR}"
    return (
        f"CASE WHEN {agreement}.signed_on <= {last_day} AND ({late_half})"
        f" THEN CASE WHEN {agreement}.pledge THEN 0 WHEN NOT {agreement}.gives_way THEN 2 ELSE 4 END"
        f" + ({agreement}.kind <> '{AgreementKind.PKO}')::int ELSE {len(PRECEDENCE)} END"
    )


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements, narrowed to those that count."""

    def counting(self, last_day: date) -> "AgreementQuerySet":
        """At most one a holder: the one that counts in the month that ends on ``last_day``, signed or not.

        An agreement that ended before that day no longer counts. Of a formal and an operational one under way at a
        time the ``precedence`` decides; else the one that ends first counts: its successor begins afterwards.
        """
        rivals = (
            Agreement.objects.filter(holder=OuterRef("holder"), year=last_day.year)
            .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=last_day))
            .order_by(precedence(last_day), F("ended_on").asc(nulls_last=True), "pk")
        )
        return self.filter(year=last_day.year, pk=models.Subquery(rivals.values("pk")[:1]))

    def visible_to(self, user: Any) -> "AgreementQuerySet":
        """One's own, those one receives, those of one's units, the signed ones of the heads above; or all.

        Whoever takes over a share of a promise must be able to read it: hence the heads above.
        """
        if access_for(user).sees_city:
            return self
        return self.filter(pk__in=self.ids_visible_to(user))

    def ids_visible_to(self, user: Any) -> models.QuerySet["Agreement", Any]:
        """The ids of ``visible_to`` for whoever does not see the region; asked by themselves they cost least."""
        access = access_for(user)
        posts = Assignment.objects.on(access.day).order_by()
        heading = Q()
        for kind, level in {**HEAD_LEVEL, "region": "head_of_region"}.items():
            heading |= Q(position__unit__kind=kind, position__level=level)
        inside = posts.filter(position__unit_id__in=access.unit_ids)
        above = posts.filter(heading, position__unit_id__in=access.own_unit_ids)
        # Ways of their own, each by its index: in one condition the database would read every agreement of the region.
        ways = (
            Q(holder_id=access.employee_id),
            Q(superior_id=access.employee_id),
            Q(position__unit_id__in=access.unit_ids),
            Q(holder_id__in=inside.values("employee_id")),
            Q(sealed_at__isnull=False, holder_id__in=above.values("employee_id")),
        )
        first, *more = (self.filter(way).order_by().values("pk") for way in ways)
        return first.union(*more)


class Agreement(models.Model):
    """What ``holder`` promised ``superior`` for ``year``; a head of region declares alone, without a superior.

    ``signed_on`` empty means a draft. ``sealed_at`` is set once a signed agreement is complete: from then on a trigger
    refuses every change of it and of its targets, but by a version that all parties signed. ``ended_on`` is the last
    day on which it counts: of a transferred official, or of a half-year. ``position`` is the post it was made for.
    With ``gives_way`` no month is scored by it in which the holder's agreement of the other kind is under way.
    """

    year = models.PositiveSmallIntegerField(_("tahun"))
    holder = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="agreements", verbose_name=_("pihak pertama")
    )
    superior = models.ForeignKey(
        Employee,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="received_agreements",
        verbose_name=_("pihak kedua"),
    )
    kind = models.CharField(_("jenis"), max_length=3, choices=AgreementKind.choices, default=AgreementKind.PK)
    period = models.CharField(
        _("masa"), max_length=9, choices=Period.choices, default=Period.YEAR, db_default=Period.YEAR
    )
    pledge = models.BooleanField(_("dengan pernyataan kesanggupan"), default=False)
    gives_way = models.BooleanField(_("mengalah kepada perjanjian jenis lain"), default=False, db_default=False)
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements", verbose_name=_("jabatan")
    )
    signed_on = models.DateField(_("ditandatangani pada"), null=True, blank=True)
    sealed_at = models.DateTimeField(_("dikunci pada"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("berakhir pada"), null=True, blank=True, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["year", "holder"]
        verbose_name = _("perjanjian kinerja")
        indexes = [
            models.Index(fields=["year", "holder"], name="agreement_by_year"),
            # Some dozens among tens of thousands.
            models.Index(fields=["year"], condition=Q(pledge=True), name="agreement_pledged"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "holder", "kind"],
                condition=Q(ended_on__isnull=True),
                name="agreement_one_open_a_kind",
                violation_error_message=_("Pegawai ini sudah mempunyai perjanjian jenis itu untuk tahun itu."),
            ),
            models.UniqueConstraint(
                fields=["year", "holder"],
                condition=Q(ended_on__isnull=True, pledge=True),
                name="agreement_one_pledge_a_year",
                violation_error_message=_("Pegawai ini sudah menyatakan kesanggupan untuk tahun itu."),
            ),
            models.CheckConstraint(condition=Q(kind__in=AgreementKind.values), name="agreement_kind_known"),
            models.CheckConstraint(condition=Q(period__in=Period.values), name="agreement_period_known"),
            models.CheckConstraint(
                condition=~Q(holder=F("superior")),
                name="agreement_two_parties",
                violation_error_message=_("Pihak pertama dan pihak kedua harus orang yang berbeda."),
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | Q(signed_on__isnull=False),
                name="agreement_sealed_only_when_signed",
            ),
            models.CheckConstraint(
                condition=~Q(pledge=True, gives_way=True),
                name="agreement_pledge_is_scored",
                violation_error_message=_("Perjanjian dengan lembar kesanggupan selalu dinilai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year} – {self.holder}"

    def lasts_on(self, day: date) -> bool:
        """Whether it is signed and has not ended before a day."""
        return self.sealed_at is not None and (self.ended_on is None or self.ended_on >= day)
