"""What of the structure goes out as a table and never comes in."""

from kinerja.tables import register_export
from kinerja.tables.periods import period_days
from organization.queries.reports import superior_rows

SUPERIORS = ("problem", "nip", "name", "detail")

register_export("superiors", SUPERIORS, lambda period: superior_rows(period_days(period)[1]))
