"""Next year's round of the demo city: opened, copied forward, and at every step of its way in some office.

Nothing here writes a row itself: it presses the same buttons as the people would.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum

from contracts.actions.copying import copy_forward
from contracts.actions.letterheads import save_letterhead
from contracts.actions.mirror import mirror
from contracts.actions.reviews import Word, judge_lines
from contracts.actions.rounds import open_round, prepare_round
from contracts.actions.sign import sign_here
from contracts.actions.signature import Intent
from contracts.actions.versions import agree, present, return_version
from contracts.models import Line, Objective, ObjectiveKind, ProgrammeBudget, Round, Version
from organization.models import Employee, Level
from scoring.demo.people import first_holders

#: How long before the story's day the budget was ratified.
BUDGET_BEFORE = timedelta(days=9)
LEVELS = (Level.HEAD_OF_REGION, Level.OPD_HEAD, Level.DIVISION_HEAD, Level.TEAM_LEAD, Level.STAFF)
MEANS = (
    "Menetapkan penanggung jawab dan jadwal mingguan, meninjau kemajuan tiap Senin, dan menyelesaikan hambatan"
    " bersama bidang terkait pada pekan yang sama."
)
RISK = "Permintaan yang menumpuk pada akhir tahun; jadwal disebar sejak triwulan pertama."
UNFUNDED = "Dicapai lewat program perangkat daerah dan kegiatan rutin bidang; tidak ada belanja tersendiri."
RETURNED = "Cara mencapai indikator kedua belum terhubung dengan program. Lengkapi, lalu paparkan kembali."
ACKNOWLEDGED = "Temuan sudah dibahas dengan BKPSDM; pejabat yang kosong menyusul setelah dilantik."


def hold_round(today: date) -> Round:
    """Open next year's round as the organisation bureau; each office has come a different way."""
    ortala = _person("ORG-KIN-TIM-KETUA")
    save_letterhead(
        unit=None, lines="Pemerintah Kota Tirtawangi", place="Tirtawangi", paper="f4"
    )  # no coat of arms: a fictional city has none
    made = prepare_round(
        by=ortala,
        year=today.year + 1,
        kind="pk",
        period="year",
        levels=LEVELS,
        pledge_levels=(Level.OPD_HEAD,),
        budget_ratified_on=ratified_on(today),
        legal_basis="Peraturan Wali Kota Tirtawangi tentang Perjanjian Kinerja",
    )
    made = open_round(round_id=made.pk, by=ortala, acknowledgement=ACKNOWLEDGED)
    copy_forward(in_round=made, by=ortala)
    for seat, walk in WALKS.items():
        version = _version(made, seat)
        if version is not None:
            _complete(version)
            walk(version)
    return made


def ratified_on(today: date) -> date:
    """When next year's budget was ratified: some days ago, but in this year, before which no round may ask for it."""
    return max(today - BUDGET_BEFORE, date(today.year, 1, 1))


def _person(seat: str) -> Employee:
    return Employee.objects.get(nip=first_holders()[seat].nip)


def _version(made: Round, seat: str) -> Version | None:
    found = Version.objects.filter(round=made, position__code=seat)
    return found.select_related("agreement__holder", "superior").first()


def _complete(version: Version) -> None:
    """What last year's table could not say: the meaning in words, the way to get there and the money for it."""
    lines = list(version.lines.select_related("definition_of__objective"))
    programmes = {line.pk: _programme(version, line) for line in lines}
    users = Counter(programmes.values())
    for line in lines:
        line.means, line.risk, programme = MEANS, RISK, programmes[line.pk]
        if programme is None:
            line.unfunded_reason = UNFUNDED
        else:
            # Indicators of one programme share its budget; hundreds of thousands are exact enough for a budget.
            share = _budget(programme, version.agreement.year) // (users[programme] * 100_000) * 100_000
            line.programme, line.budget = programme, share
        line.definition = line.definition or f"{line.indicator}, dihitung per {line.unit_of_measure}"
        line.formula = line.formula or f"Jumlah {line.unit_of_measure} menurut {line.get_source_display()}"
        line.data_source = line.data_source or line.get_source_display()
        line.save()
    mirror(version)


def _programme(version: Version, line: Line) -> Objective | None:
    """The office's own programme that pays for a line of its head: the line's, else the first below its objective."""
    node = line.definition_of.objective if line.definition_of else None
    if node is None or version.position.level != Level.OPD_HEAD or node.unit_id != version.position.unit_id:
        return None
    return node if node.kind == ObjectiveKind.PROGRAMME else node.children.order_by("code").first()


def _budget(programme: Objective, year: int) -> Decimal:
    found = ProgrammeBudget.objects.filter(programme=programme, year=year).aggregate(whole=Sum("amount"))
    return found["whole"] or Decimal(0)


def _stay(version: Version) -> None:
    """Still being drafted."""


def _present(version: Version) -> None:
    present(version=version, by=version.agreement.holder, panel="Bagian Organisasi dan Bappeda")
    version.refresh_from_db()


def _return(version: Version) -> None:
    _present(version)
    return_version(version=version, by=_superior(version), reason=RETURNED)


def _agree(version: Version) -> None:
    _present(version)
    presentation = version.presentations.get()
    words = {line.pk: Word("fit") for line in version.lines.all()}
    judge_lines(presentation=presentation, by=_judge(version), words=words)
    agree(version=version, by=_judge(version))
    version.refresh_from_db()


def _sign_first(version: Version) -> None:
    """Waits for the second party; a head of region declares alone, whose one signature puts it into force."""
    _agree(version)
    _sign(version, "first", version.agreement.holder)


def _sign_both(version: Version) -> None:
    _sign_first(version)
    _sign(version, "second", _superior(version))


def _sign(version: Version, role: str, by: Employee) -> None:
    version.refresh_from_db()
    sign_here(Intent(version.pk, role, by, version.document.sha256 if version.document else "", ""))


def _judge(version: Version) -> Employee:
    """Who says that a version is fit: the second party, for a declaration alone the bureau."""
    return version.superior or _person("ORG-KIN-TIM-KETUA")


def _superior(version: Version) -> Employee:
    if version.superior is None:
        raise ValueError(f"{version} has no second party")
    return version.superior


#: Seat → how far its agreement has come.
WALKS: dict[str, Callable[[Version], None]] = {
    "KOTA-WALI": _sign_first,
    "KOMINFO-KEPALA": _sign_both,
    "BKPSDM-KEPALA": _sign_first,
    "INSP-KEPALA": _agree,
    "ORG-KEPALA": _return,
    "DLH-KEPALA": _stay,
    "KOMINFO-TIK-KABID": _present,
}
