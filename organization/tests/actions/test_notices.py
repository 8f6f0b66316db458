"""The inbox: an occasion tells a person once, and nobody opens another's notice."""

import pytest

from organization.actions import notices
from organization.models import Notice
from tests.cast import Cast


def tell(cast: Cast, *names: str, key: str = "round:1:2026-11-22", subject: str = "Perihal") -> int:
    return notices.tell(
        employee_ids=[cast.people[name].pk for name in names], kind="round_reminder", key=key, subject=subject
    )


def test_an_occasion_tells_each_person_once(cast: Cast) -> None:
    assert tell(cast, "staff", "kabid") == 2
    assert tell(cast, "staff", "lead") == 1
    assert sorted(Notice.objects.values_list("employee__name", flat=True)) == [
        "Bonar Simanjuntak",
        "Dewi Lestari",
        "Sri Wahyuni",
    ]


def test_a_person_named_twice_is_told_once(cast: Cast) -> None:
    assert tell(cast, "staff", "staff") == 1


def test_another_occasion_tells_again(cast: Cast) -> None:
    tell(cast, "staff")
    assert tell(cast, "staff", key="round:1:2026-11-23") == 1


def test_nobody_is_told_nothing(cast: Cast) -> None:
    assert tell(cast) == 0


def test_a_long_subject_is_cut(cast: Cast) -> None:
    tell(cast, "staff", subject="x" * 300)
    assert len(Notice.objects.get().subject) == 200


def test_the_first_opening_counts(cast: Cast) -> None:
    tell(cast, "staff")
    notice = Notice.objects.get()
    first = notices.mark_read(notice_id=notice.pk, by=cast.staff).read_at
    assert first is not None
    assert notices.mark_read(notice_id=notice.pk, by=cast.staff).read_at == first


def test_nobody_opens_another_s_notice(cast: Cast) -> None:
    tell(cast, "staff")
    with pytest.raises(Notice.DoesNotExist):
        notices.mark_read(notice_id=Notice.objects.get().pk, by=cast.kabid)
    assert notices.mark_all_read(by=cast.kabid) == 0
    assert Notice.objects.unread().count() == 1
