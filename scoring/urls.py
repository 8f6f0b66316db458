"""Addresses of the figures: people, units, ranking, targets, pledges, and the operator's runs."""

from django.urls import URLPattern, path

from scoring.views import attribution, days, figures, home, people, pledges, ranking, runs, tables, targets, units

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("bulan-saya/", people.my_month, name="my_month"),
    path("bulan-saya/<str:month>/", people.my_month, name="my_month_of"),
    path("pegawai/<str:nip>/hari/<str:day>/", days.day_detail, name="day_detail"),
    path("pegawai/<str:nip>/<str:month>/", people.person_month_page, name="person_month"),
    path("angka/<int:revision>/unit/<str:code>/<str:path>/", figures.explain_unit_figure, name="explain_unit_figure"),
    path("angka/<int:revision>/<str:nip>/<str:path>/", figures.explain_figure, name="explain_figure"),
    path("peringkat/", home.ranking_now, name="ranking_now"),
    path("peringkat/<str:month>/", ranking.ranking, name="ranking"),
    path("unit-saya/", home.unit_now, name="unit_now"),
    path("unit/<str:code>/<str:month>/", units.unit_month, name="unit_month"),
    path("sasaran/<int:pk>/<str:month>/", targets.target_month, name="target_month"),
    path("sasaran/<int:pk>/<str:month>/penyebab/", attribution.regional_attribution, name="regional_attribution"),
    path("kesanggupan/", pledges.pledges_now, name="pledges_now"),
    path("kesanggupan/<str:month>/", pledges.pledges, name="pledges"),
    path("proses/", runs.runs, name="runs"),
    path("proses/mulai/", runs.run_start, name="run_start"),
    path("proses/<int:pk>/ulangi/", runs.run_retry, name="run_retry"),
    path("proses/<int:pk>/kemajuan/", runs.run_progress, name="run_progress"),
    path("tabel/", tables.table_list, name="table_list"),
    path("tabel/pratinjau/<str:token>/", tables.table_preview, name="table_preview"),
    path("tabel/pratinjau/<str:token>/simpan/", tables.table_confirm, name="table_confirm"),
    path("tabel/pratinjau/<str:token>/kesalahan/", tables.table_problems, name="table_problems"),
    path("tabel/pratinjau/<str:token>/perlu-dilihat/", tables.table_remarks, name="table_remarks"),
    path("tabel/<str:name>/unggah/", tables.table_upload, name="table_upload"),
    path("tabel/<str:name>/unduh/", tables.table_download, name="table_download"),
    path("tabel/<str:name>/unduh/<str:period>/", tables.table_export, name="table_export"),
]
