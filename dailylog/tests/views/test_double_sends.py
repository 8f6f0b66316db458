"""A day sent many times over, by real requests on connections of their own: one entry comes of it."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dailylog.models import Activity
from tests.cast import Cast, make_cast
from tests.races import together

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timezone.localdate() - timedelta(days=1)
PAGE = reverse("day_log", args=[DAY]) + "?kerja=1"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def phone_of(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.staff)
    return client


def send(phone: Client, key: str, hours: tuple[str, str] = ("", "")) -> None:
    fields = {"f1-key": key, "f1-description": "Rapat koordinasi", "f1-output": "Notula"}
    fields |= {"f1-start": hours[0], "f1-end": hours[1]}
    answer = phone.post(PAGE, fields)
    assert answer.status_code == 302, answer.content.decode()[-2000:]


def test_twenty_parallel_posts_make_one_entry(cast: Cast) -> None:
    """Without hours, so that each request proposes its own: only the key of the form says that they are one."""
    key = str(uuid4())
    phones = [phone_of(cast) for _n in range(20)]
    assert together(*[partial(send, phone, key) for phone in phones]) == []
    assert Activity.objects.count() == 1


def test_fifty_double_submits_make_one_entry_each(cast: Cast) -> None:
    first, second = phone_of(cast), phone_of(cast)
    for n in range(50):
        key = str(uuid4())
        # Ten minutes for each, from 07.00 on.
        start = 7 * 60 + 10 * n
        hours = tuple(f"{minute // 60:02}:{minute % 60:02}" for minute in (start, start + 10))
        pressed = partial(send, key=key, hours=(hours[0], hours[1]))
        assert together(partial(pressed, first), partial(pressed, second)) == []
        assert Activity.objects.filter(form_key=key).count() == 1
    assert Activity.objects.count() == 50
