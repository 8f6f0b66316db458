"""Pages of the interchange tables: download, upload with a preview, confirm."""

from __future__ import annotations

import tempfile
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinerja.errors import DomainError
from kinerja.tables.errors import TableError
from kinerja.tables.exporting import outgoing
from kinerja.tables.registry import export_kinds, get_table, table_kinds
from kinerja.tables.writers import write_csv_bytes, write_xlsx
from scoring.actions import uploads
from scoring.actions.uploads import Upload
from scoring.table_access import TITLES, exportable, importable, may_export, may_import, may_use_tables

#: Up to so many bytes a download is sent at once, above as a stream of its file.
SMALL = 1024 * 1024
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def table_list(request: HttpRequest) -> HttpResponse:
    """The tables that the user may take in or out."""
    if not may_use_tables(request.user):
        raise PermissionDenied
    into = set(importable(request.user))
    rows = [
        {"kind": kind, "title": TITLES.get(kind, kind), "upload": kind in into, "dated": _is_dated(kind)}
        for kind in exportable(request.user)
    ]
    return render(request, "scoring/tables/list.html", {"rows": rows})


def _is_dated(kind: str) -> bool:
    return kind not in table_kinds() or bool(get_table(kind).period)


@require_http_methods(["GET", "POST"])
def table_upload(request: HttpRequest, name: str) -> HttpResponse:
    """Choose a file; it is tried at once and kept for the confirmation."""
    _known(name, table_kinds())
    if not may_import(request.user, name):
        raise PermissionDenied
    error = ""
    if request.method == "POST":
        uploaded = request.FILES.get("file")
        try:
            if uploaded is None:
                raise TableError("upload_missing", _("Pilih berkasnya dahulu."))
            kept = uploads.keep_upload(owner=request.user.get_username(), kind=name, uploaded=uploaded)
            return redirect("table_preview", token=kept.token)
        except DomainError as refused:
            error = refused.message
    columns = get_table(name).columns
    context = {"kind": name, "title": TITLES.get(name, name), "columns": columns, "error": error}
    return render(request, "scoring/tables/upload.html", context)


def _known(kind: str, kinds: list[str]) -> None:
    if kind not in kinds:
        raise Http404


def _upload_or_404(request: HttpRequest, token: str) -> Upload:
    upload = uploads.find_upload(owner=request.user.get_username(), token=token)
    if upload is None or not may_import(request.user, upload.kind):
        raise Http404(_("Unggahan ini tidak ada atau sudah lewat 24 jam. Unggah sekali lagi."))
    return upload


@require_GET
def table_preview(request: HttpRequest, token: str) -> HttpResponse:
    """What the file would change, and what is wrong with it."""
    upload = _upload_or_404(request, token)
    context: dict[str, Any] = {
        "upload": upload,
        "title": TITLES.get(upload.kind, upload.kind),
        "problems": upload.problems(),
        "remarks": upload.remarks(),
        "writes": upload.new + upload.changed,
    }
    return render(request, "scoring/tables/preview.html", context)


@require_GET
def table_problems(request: HttpRequest, token: str) -> FileResponse:
    """All refused rows as CSV."""
    upload = _upload_or_404(request, token)
    name = f"{upload.kind}-kesalahan.csv"
    return FileResponse(upload.problems_file.open("rb"), as_attachment=True, filename=name, content_type=CSV)


@require_GET
def table_remarks(request: HttpRequest, token: str) -> FileResponse:
    """All remarks on accepted rows as CSV; 404 where there is none."""
    upload = _upload_or_404(request, token)
    if not upload.remarked:
        raise Http404
    name = f"{upload.kind}-perlu-dilihat.csv"
    return FileResponse(upload.remarks_file.open("rb"), as_attachment=True, filename=name, content_type=CSV)


@require_POST
def table_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Write the file that was previewed."""
    upload = _upload_or_404(request, token)
    try:
        result = uploads.apply_upload(upload)
    except DomainError as refused:
        messages.error(request, refused.message)
        return redirect("table_upload", name=upload.kind)
    counts = {"title": TITLES.get(upload.kind, upload.kind), "new": result.new, "changed": result.changed}
    messages.success(request, _("%(title)s tersimpan: %(new)d baris baru, %(changed)d berubah.") % counts)
    return redirect("table_list")


@require_GET
def table_download(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    """The form of the list: a period that is missing or wrong is said on the list again."""
    try:
        return _file(request, name, request.GET.get("period", "").strip())
    except DomainError as refused:
        messages.error(request, refused.message)
        return redirect("table_list")


@require_GET
def table_export(request: HttpRequest, name: str, period: str) -> HttpResponse | FileResponse:
    """A table of one period at its own address, for links from other pages."""
    try:
        return _file(request, name, period)
    except DomainError as refused:
        raise Http404(refused.message) from refused


def _file(request: HttpRequest, name: str, period: str) -> HttpResponse | FileResponse:
    """A table as a file: CSV, or a workbook with ``?format=xlsx``; DomainError for a bad period."""
    _known(name, [*table_kinds(), *export_kinds()])
    if not may_export(request.user, name):
        raise PermissionDenied
    workbook = request.GET.get("format") == "xlsx"
    # The file is complete before the first byte goes out: a refusal in the middle would look like a short table.
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    try:
        table = outgoing(kind=name, period=period)
        (write_xlsx if workbook else write_csv_bytes)(file, table.columns, table.rows)
    except DomainError:
        file.close()
        raise
    size = file.tell()
    file.seek(0)
    suffix = "xlsx" if workbook else "csv"
    filename = "-".join(part for part in (name, period) if part) + "." + suffix
    if size > SMALL:
        return FileResponse(file, as_attachment=True, filename=filename, content_type=XLSX if workbook else CSV)
    with file:
        response = HttpResponse(file.read(), content_type=XLSX if workbook else CSV)
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    return response
