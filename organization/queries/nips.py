"""Numbers that people bore before they were corrected."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from organization.effects import Effect
from organization.models import Employee, NipCorrection
from organization.nip_effects import NipChange, nip_effects_of
from organization.rules.nip import NipFacts, read_nip


def bearer_of_old(nip: str) -> Employee | None:
    """Who bore this number until it was corrected; None where nobody did, or somebody bears it now."""
    borne = Employee.objects.filter(nip=nip)
    found = NipCorrection.objects.filter(~Exists(borne), old_nip=nip).select_related("employee").first()
    return found.employee if found else None


def former_numbers(digits: str) -> Q:
    """People with a former number that begins with these digits."""
    former = NipCorrection.objects.filter(old_nip__startswith=digits).order_by()
    return Q(pk__in=former.values("employee_id"))


def corrections_of(employee: Employee) -> QuerySet[NipCorrection]:
    """What was corrected of a person's number, the latest first, with who did it."""
    return employee.nip_corrections.select_related("by")


def names_of_actors(actors: set[str]) -> dict[str, str]:
    """NIP → name of those who did something, also under a number that was corrected since; two queries.

    A number that somebody else bears by now is his: whoever bore it by mistake stands with the correction.
    """
    now = dict(Employee.objects.filter(nip__in=actors).values_list("nip", "name"))
    newer = NipCorrection.objects.filter(old_nip=OuterRef("old_nip"), pk__gt=OuterRef("pk"))
    former = NipCorrection.objects.filter(~Exists(newer), old_nip__in=actors - now.keys())
    return dict(former.values_list("old_nip", "employee__name")) | now


@dataclass(frozen=True, slots=True)
class NipImpact:
    """A correction before it is saved: what the two numbers say, and what hangs on them."""

    employee: Employee
    old: str
    new: str
    before: NipFacts
    after: NipFacts
    taken_by: Employee | None
    borne_before_by: Employee | None
    too_young_since: date | None
    effects: list[Effect]

    @property
    def blocked(self) -> bool:
        """Whether it cannot be saved: the number is somebody else's, or the person would have served before birth."""
        return self.taken_by is not None or self.too_young_since is not None


def nip_impact_of(*, employee: Employee, nip: str) -> NipImpact:
    """What giving a person this number, which has the shape of one, would mean; nothing is written."""
    after = read_nip(nip)
    first = employee.assignments.order_by("start").values_list("start", flat=True).first()
    former = bearer_of_old(nip)
    return NipImpact(
        employee=employee,
        old=employee.nip,
        new=nip,
        before=read_nip(employee.nip),
        after=after,
        taken_by=Employee.objects.filter(nip=nip).exclude(pk=employee.pk).first(),
        borne_before_by=former if former != employee else None,
        too_young_since=first if first is not None and first <= after.born else None,
        effects=nip_effects_of(NipChange(employee.pk, employee.nip, nip)),
    )
