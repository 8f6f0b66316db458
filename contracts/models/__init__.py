"""What was promised."""

from contracts.models.agreement import Agreement, AgreementKind
from contracts.models.target import Accumulation, Contribution, Polarity, Source, Target

__all__ = ["Accumulation", "Agreement", "AgreementKind", "Contribution", "Polarity", "Source", "Target"]
