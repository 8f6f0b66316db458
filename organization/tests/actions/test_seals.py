"""The head of the chain leaves the house once a day."""

from datetime import date

from django.utils import timezone

from kinerja.chain.sealing import seal_history
from kinerja.models import HistorySeal
from organization.actions.seals import hand_out_head
from organization.models import Notice
from organization.tasks import hand_out_head as by_the_clock
from tests.cast import Cast

DAY = date(2026, 3, 10)


def test_nothing_is_handed_out_before_the_first_seal(cast: Cast) -> None:
    assert hand_out_head(day=DAY) == 0


def test_the_inspectorate_alone_gets_the_whole_head_once_a_day(cast: Cast) -> None:
    seal_history(patience=0)
    head = HistorySeal.objects.get().head
    assert hand_out_head(day=DAY) == 1
    assert hand_out_head(day=DAY) == 0
    notice = Notice.objects.get(kind="history_head")
    assert (notice.employee, notice.subject) == (cast.inspectorate, f"Kepala riwayat 10/03/2026: {head}")
    assert hand_out_head(day=date(2026, 3, 11)) == 1


def test_the_clock_hands_out_the_head_of_today(cast: Cast) -> None:
    seal_history(patience=0)
    assert by_the_clock() == 1
    assert Notice.objects.get(kind="history_head").key == f"history_head:{timezone.localdate()}"
