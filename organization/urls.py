"""Addresses of people, units, schedules and holidays."""

from django.urls import URLPattern, path

from organization.views import account, calendar, inbox, login, people, posts, reports, roles, units

urlpatterns: list[URLPattern] = [
    *login.urlpatterns,
    path("akun/", account.account, name="account"),
    path("kotak-masuk/", inbox.inbox, name="inbox"),
    path("kotak-masuk/dibaca/", inbox.inbox_read_all, name="inbox_read_all"),
    path("kotak-masuk/<int:pk>/buka/", inbox.inbox_open, name="inbox_open"),
    path("pegawai/", people.people_list, name="org_people"),
    path("pegawai/baru/", people.person_hire, name="org_person_hire"),
    path("pegawai/tanpa-atasan/", reports.no_superior, name="org_no_superior"),
    path("pegawai/peran/", roles.roles, name="org_roles"),
    path("pegawai/peran/baru/", roles.role_grant, name="org_role_grant"),
    path("pegawai/peran/<int:pk>/akhiri/", roles.role_end, name="org_role_end"),
    path("pegawai/<str:nip>/", people.person, name="org_person"),
    path("pegawai/<str:nip>/ubah/", people.person_edit, name="org_person_edit"),
    path("pegawai/<str:nip>/kata-sandi/", people.person_password, name="org_person_password"),
    path("pegawai/<str:nip>/mutasi/", posts.move, name="org_move"),
    path("pegawai/<str:nip>/plt/", posts.acting, name="org_acting"),
    path("penempatan/<int:pk>/akhiri/", posts.assignment_end, name="org_assignment_end"),
    path("penempatan/<int:pk>/batalkan/", posts.assignment_cancel, name="org_assignment_cancel"),
    path("unit/", units.unit_tree, name="org_units"),
    path("unit/baru/", units.unit_new, name="org_unit_new"),
    path("unit/<int:pk>/", units.unit, name="org_unit"),
    path("unit/<int:pk>/ubah/", units.unit_edit, name="org_unit_edit"),
    path("unit/<int:pk>/jabatan/baru/", units.position_new, name="org_position_new"),
    path("jabatan/<int:pk>/ubah/", units.position_edit, name="org_position_edit"),
    path("jabatan/kosong/", reports.vacancies, name="org_vacancies"),
    path("jadwal/", calendar.schedules, name="org_schedules"),
    path("jadwal/baru/", calendar.schedule_new, name="org_schedule_new"),
    path("jadwal/<int:pk>/jam/", calendar.hours_set, name="org_hours_set"),
    path("jadwal/jam/<int:pk>/hapus/", calendar.hours_remove, name="org_hours_remove"),
    path("libur/", calendar.holidays_now, name="org_holidays_now"),
    path("libur/<int:year>/", calendar.holidays, name="org_holidays"),
    path("libur/<int:year>/muat/", calendar.holidays_load, name="org_holidays_load"),
    path("libur/<int:year>/tetapkan/", calendar.holiday_set, name="org_holiday_set"),
    path("libur/<int:pk>/cabut/", calendar.holiday_withdraw, name="org_holiday_withdraw"),
]
