"""Photographs of an entry: at most six, none twice, and kept once anybody has decided."""

from pathlib import Path

import pytest

from dailylog.actions.evidence import MOST_A_ENTRY, attach, detach
from dailylog.models import Evidence
from dailylog.pictures import Picture
from dailylog.tests.conftest import Make
from dailylog.tests.test_guards import decide
from kinerja.errors import DomainError
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("media")


def picture(number: int) -> Picture:
    digest = f"{number:064x}"
    return Picture(jpeg=b"jpeg", small=b"small", sha256=digest, source_sha256=digest, width=4, height=3, look=number)


def test_the_same_picture_is_kept_once_and_a_seventh_is_refused(cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff)
    attach(activity_id=entry.pk, employee_id=cast.staff.pk, pictures=[picture(1), picture(1)])
    attach(activity_id=entry.pk, employee_id=cast.staff.pk, pictures=[picture(1)])
    assert entry.evidence.count() == 1
    with pytest.raises(DomainError) as refused:
        attach(
            activity_id=entry.pk,
            employee_id=cast.staff.pk,
            pictures=[picture(number) for number in range(2, MOST_A_ENTRY + 2)],
        )
    assert refused.value.code == "evidence_too_many"
    assert entry.evidence.count() == 1


def test_photograph_is_taken_away_and_its_file_stays(cast: Cast, make_activity: Make, media: Path) -> None:
    entry = make_activity(cast.staff)
    [row] = attach(activity_id=entry.pk, employee_id=cast.staff.pk, pictures=[picture(1)])
    assert detach(evidence_id=row.pk, employee_id=cast.staff.pk) == entry.pk
    assert not Evidence.objects.exists()
    assert (media / row.path).exists()


def test_photograph_of_a_decided_entry_stays(cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff)
    [row] = attach(activity_id=entry.pk, employee_id=cast.staff.pk, pictures=[picture(1)])
    decide(entry, cast.lead, version=2, verdict="return", reason="evidence")
    with pytest.raises(DomainError) as refused:
        detach(evidence_id=row.pk, employee_id=cast.staff.pk)
    assert refused.value.code == "evidence_kept"


def test_nobody_takes_the_photograph_of_another(cast: Cast, make_activity: Make) -> None:
    entry = make_activity(cast.staff)
    [row] = attach(activity_id=entry.pk, employee_id=cast.staff.pk, pictures=[picture(1)])
    with pytest.raises(Evidence.DoesNotExist):
        detach(evidence_id=row.pk, employee_id=cast.colleague.pk)
