"""What was sent leaves the draft; a draft without rows goes."""

from dailylog.actions.drafts import forget_rows, save_draft
from dailylog.models import ActivityDraft
from dailylog.tests.conftest import DAY
from tests.cast import Cast


def test_sent_rows_leave_the_draft_and_the_last_takes_it_away(cast: Cast) -> None:
    person = cast.staff.pk
    save_draft(employee_id=person, day=DAY, fields={"t1-text": "a", "t2-text": "b"})
    forget_rows(employee_id=person, day=DAY, prefixes={"t1"})
    assert ActivityDraft.objects.get().fields == {"t2-text": "b"}
    forget_rows(employee_id=person, day=DAY, prefixes={"t2"})
    assert not ActivityDraft.objects.exists()
    forget_rows(employee_id=person, day=DAY, prefixes={"t2"})
