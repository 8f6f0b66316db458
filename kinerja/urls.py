"""The address book: each app brings its own pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("organization.urls")),
    path("", include("contracts.urls")),
    path("", include("dailylog.urls")),
    path("", include("scoring.urls")),
]

handler400 = "kinerja.ui.errors.bad_request"
handler403 = "kinerja.ui.errors.permission_denied"
handler404 = "kinerja.ui.errors.page_not_found"
handler500 = "kinerja.ui.errors.server_error"
