"""The second step of the login, as its page shows it."""

from organization.models import Employee, SecondFactor


def factor_of(person: Employee) -> SecondFactor | None:
    """The one that a person uses."""
    return SecondFactor.objects.filter(employee=person).first()
