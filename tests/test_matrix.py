"""Every address × every role: who gets in, who is refused, who must not even know."""

from collections import Counter

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.cast import VIEWERS, Cast
from tests.matrix import Row, all_rows, url_names

ROWS = all_rows()


def test_every_url_name_has_a_row() -> None:
    assert set(url_names()) - {row.url_name for row in ROWS} == set()


def test_no_row_speaks_of_an_unknown_url() -> None:
    assert {row.url_name for row in ROWS} - set(url_names()) == set()


def test_rows_are_told_apart() -> None:
    assert [name for name, count in Counter(map(str, ROWS)).items() if count > 1] == []


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_row_gives_each_role_its_status(row: Row, cast: Cast) -> None:
    assert set(row.expected) == set(VIEWERS)
    address = reverse(row.url_name, kwargs=row.kwargs(cast))
    found = {}
    for role, person in cast.viewers():
        client = Client()
        if person is not None:
            client.force_login(person)
        found[role] = _status(client, row, address, cast)
    assert found == dict(row.expected)


def _status(client: Client, row: Row, address: str, cast: Cast) -> int:
    data = row.data(cast)
    # What one role changed is undone before the next role tries.
    with transaction.atomic():
        answer = client.post(address, data) if row.method == "POST" else client.get(address, data)
        transaction.set_rollback(True)
    return answer.status_code
