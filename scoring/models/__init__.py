"""What it amounts to."""

from scoring.models.inputs import BehaviourRating, Justification, Rating, Reading, Sanction
from scoring.models.job import Job, JobKind, JobState
from scoring.models.month import Month, Revision, RevisionState
from scoring.models.policy import ScoringPolicy
from scoring.models.register import Case, CaseClass, LimitUnit, Register
from scoring.models.results import Achievement, IndividualScore, OrganizationScore

__all__ = [
    "Achievement",
    "BehaviourRating",
    "Case",
    "CaseClass",
    "IndividualScore",
    "Job",
    "JobKind",
    "JobState",
    "Justification",
    "LimitUnit",
    "Month",
    "OrganizationScore",
    "Rating",
    "Reading",
    "Register",
    "Revision",
    "RevisionState",
    "Sanction",
    "ScoringPolicy",
]
