"""What was promised."""

from contracts.models.agreement import Agreement, AgreementKind, Period
from contracts.models.batch import BatchItem, ItemState, SigningBatch
from contracts.models.files import Letterhead, Paper, StoredFile
from contracts.models.indicator import Indicator
from contracts.models.line import Line
from contracts.models.planning import PARENT_KIND, Objective, ObjectiveKind, ProgrammeBudget
from contracts.models.presentation import Fitness, Presentation, Verdict
from contracts.models.remote import RemoteSigning, RemoteState
from contracts.models.round import Round
from contracts.models.round_runs import OPEN_RUNS, CallKind, RoundCall, RoundCopy, RoundRun, RunState
from contracts.models.signature import Authority, Certificate, Signature, SignerRole, SigningMethod
from contracts.models.target import Target
from contracts.models.terms import TERMS, Accumulation, Contribution, Polarity, Source
from contracts.models.version import Event, Ground, State, Version
from contracts.models.visit import Visit
from contracts.models.volume import Volume, VolumeChunk, VolumePart, VolumeState

__all__ = [
    "OPEN_RUNS",
    "PARENT_KIND",
    "TERMS",
    "Accumulation",
    "Agreement",
    "AgreementKind",
    "Authority",
    "BatchItem",
    "CallKind",
    "Certificate",
    "Contribution",
    "Event",
    "Fitness",
    "Ground",
    "Indicator",
    "ItemState",
    "Letterhead",
    "Line",
    "Objective",
    "ObjectiveKind",
    "Paper",
    "Period",
    "Polarity",
    "Presentation",
    "ProgrammeBudget",
    "RemoteSigning",
    "RemoteState",
    "Round",
    "RoundCall",
    "RoundCopy",
    "RoundRun",
    "RunState",
    "Signature",
    "SignerRole",
    "SigningBatch",
    "SigningMethod",
    "Source",
    "State",
    "StoredFile",
    "Target",
    "Verdict",
    "Version",
    "Visit",
    "Volume",
    "VolumeChunk",
    "VolumePart",
    "VolumeState",
]
