"""What the clock tidies up."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from kinerja.tasks import clear_sessions

pytestmark = pytest.mark.django_db


def test_ended_sessions_go_and_others_stay() -> None:
    now = timezone.now()
    for key, moment in (("ended", now - timedelta(minutes=1)), ("running", now + timedelta(minutes=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=moment)
    clear_sessions()
    assert [session.session_key for session in Session.objects.all()] == ["running"]
