"""The figures of people as they are stored, to be held against each other."""

from scoring.models import IndividualScore

FIELDS = (
    "employee__nip",
    "results",
    "activity",
    "unit_score",
    "iki",
    "productivity",
    "discipline",
    "tpp",
    "breakdown",
    "days",
)


def stored_figures() -> list[tuple[object, ...]]:
    """Those of everybody in every revision, by NIP."""
    return list(IndividualScore.objects.order_by("employee__nip").values_list(*FIELDS))
