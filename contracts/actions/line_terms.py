"""What a drafter writes in a line, as plain values."""

from dataclasses import dataclass, fields
from decimal import Decimal

from contracts.models import Objective, Target
from contracts.rules.spreading import BLANK, Monthly


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTerms:
    """Everything that a drafter writes in a line. ``monthly`` holds twelve values in the unit of measure."""

    indicator_code: str
    objective: str
    indicator: str
    unit_of_measure: str
    polarity: str
    accumulation: str
    source: str
    contribution: str
    weight: Decimal = Decimal(0)
    monthly: Monthly = BLANK
    register: str = ""
    case_class: str = ""
    parent: Target | None = None
    node: Objective | None = None
    definition: str = ""
    formula: str = ""
    data_source: str = ""
    baseline: Decimal | None = None
    means: str = ""
    programme: Objective | None = None
    budget: Decimal | None = None
    unfunded_reason: str = ""
    risk: str = ""


#: What an amendment leaves as it is in a line that is in force: past months were measured by it.
MEASURED_BY = (
    "indicator_code",
    "unit_of_measure",
    "polarity",
    "accumulation",
    "source",
    "register",
    "case_class",
)
#: The names of everything above.
WRITTEN = tuple(field.name for field in fields(LineTerms))
#: Those that are rows of other tables.
REFERENCES = frozenset({"parent", "node", "programme"})
