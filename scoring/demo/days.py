"""The days to come of one team of the demo city: tasks given and planned; and what the last days contradict."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from dailylog.actions.check import check_night
from dailylog.actions.tasks import Work, give_task
from organization.models import Employee, Holiday
from scoring.demo.people import first_holders
from scoring.rules.calendar import WorkCalendar

LEAD = "KOMINFO-TIK-APP-KETUA"
STAFF = "KOMINFO-TIK-APP-S01"

#: Title, expected output, amount, unit, place, minutes; given by the lead for the workdays to come, in turn.
_GIVEN = (
    ("Memeriksa laporan gangguan aplikasi layanan surat", "Laporan hasil pemeriksaan", "3", "laporan", "", 90),
    ("Memasang pembaruan aplikasi perizinan di loket", "Berita acara", "1", "lokasi", "Mal Pelayanan Publik", 120),
    ("Mendampingi uji coba antrean daring", "Catatan uji coba", "1", "uji coba", "Puskesmas Sumberwangi", 150),
    ("Menyusun panduan singkat aplikasi pengaduan", "Naskah panduan", "1", "naskah", "", 120),
)


def plan_days(today: date) -> tuple[int, int]:
    """Give tasks to the team from today on and run the cross-checks; how many tasks, and how many open findings."""
    people = {seat: Employee.objects.get(nip=first_holders()[seat].nip) for seat in (LEAD, STAFF)}
    lead, staff = people[LEAD], people[STAFF]
    calendar = WorkCalendar(set(Holiday.objects.values_list("date", flat=True)))
    days = [today] if calendar.is_workday(today) else []
    while len(days) < len(_GIVEN):
        days.append(calendar.nth_after(days[-1] if days else today, 1))
    tasks = []
    for day, (title, output, quantity, unit, place, minutes) in zip(days, _GIVEN, strict=True):
        work = Work(title, output, Decimal(quantity), unit, place, minutes, date=day)
        tasks += give_task(author_id=lead.pk, employee_ids=[staff.pk], work=work)
    watch = Work(
        "Memantau antrean tiket bantuan",
        "Antrean tertangani",
        unit_of_measure="tiket",
        estimate_minutes=45,
        weekdays=[1, 2, 3, 4, 5],
        first=today - timedelta(days=today.weekday()),
    )
    tasks += give_task(author_id=staff.pk, employee_ids=[staff.pk], work=watch)
    return len(tasks), check_night(today=today, now=timezone.now())
