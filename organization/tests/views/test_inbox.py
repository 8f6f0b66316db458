"""The page of the inbox and the bell."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from organization.models import Employee, Notice
from tests.cast import Cast

INBOX = "/kotak-masuk/"


def notice(person: Employee, subject: str, *, url: str = "", read: bool = False) -> Notice:
    return Notice.objects.create(
        employee=person,
        kind="test",
        key=subject,
        subject=subject,
        url=url,
        read_at=timezone.now() if read else None,
    )


def subjects(response: object) -> list[str]:
    return [found.subject for found in response.context["page"]]  # type: ignore[attr-defined]


def client_of(person: Employee) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_shows_one_s_own_unread_notices_or_all(cast: Cast) -> None:
    notice(cast.staff, "Baru")
    notice(cast.staff, "Lama", read=True)
    notice(cast.kabid, "Orang lain")
    client = client_of(cast.staff)
    assert subjects(client.get(INBOX)) == ["Baru"]
    assert subjects(client.get(INBOX, {"semua": "1"})) == ["Lama", "Baru"]


def test_an_empty_inbox_says_what_will_come(cast: Cast) -> None:
    assert "Tidak ada yang belum dibaca" in client_of(cast.staff).get(INBOX).content.decode()
    assert "Belum ada pemberitahuan" in client_of(cast.staff).get(INBOX, {"semua": "1"}).content.decode()


def test_opening_marks_as_read_and_goes_on(cast: Cast) -> None:
    made = notice(cast.staff, "Baru", url="/akun/")
    response = client_of(cast.staff).post(reverse("inbox_open", args=[made.pk]))
    assert response.headers["Location"] == "/akun/"
    assert Notice.objects.get().read_at is not None


def test_an_address_elsewhere_is_not_followed(cast: Cast) -> None:
    made = notice(cast.staff, "Baru", url="https://contoh.test/")
    assert client_of(cast.staff).post(reverse("inbox_open", args=[made.pk])).headers["Location"] == INBOX


def test_all_are_marked_at_once(cast: Cast) -> None:
    for number in range(3):
        notice(cast.staff, f"Perihal {number}")
    response = client_of(cast.staff).post(reverse("inbox_read_all"), follow=True)
    assert "3 pemberitahuan ditandai sudah dibaca." in response.content.decode()
    assert not Notice.objects.unread().exists()


def test_the_bell_counts_with_no_query_of_its_own(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(cast.staff)
    client.get("/akun/")
    for number in range(3):
        notice(cast.staff, f"Perihal {number}")
    before = '<b>3</b><span class="visually-hidden"> belum dibaca</span>'
    # Session, person, rights for the menu with the posts and the bell, what was chosen, devices.
    with django_assert_num_queries(5):
        text = client.get("/akun/").content.decode()
    assert text.count(before) == 2


def test_the_bell_does_not_count_beyond_99(cast: Cast) -> None:
    Notice.objects.bulk_create(Notice(employee=cast.staff, kind="test", key=str(n), subject="x") for n in range(120))
    assert "<b>99+</b>" in client_of(cast.staff).get("/akun/").content.decode()
