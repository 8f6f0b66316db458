"""What a person's page says of annual leave."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from dailylog.queries.leave import entitlements
from organization.models import Employee
from organization.person_facts import Fact, register


@register
def leave_fact(employee: Employee, day: date) -> Fact:
    """The balance of the year of the day; at most four queries."""
    balance = entitlements([employee], [day.year])[employee.pk].balances[day.year]
    return Fact(_("Cuti tahunan"), render_to_string("dailylog/_leave_sum.html", {"balance": balance}))
