"""One's own certificates: when issued, until when, and ending one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from contracts.forms.signing import RevokeForm
from contracts.models import Certificate
from contracts.signing import authority


@require_GET
def certificates(request: HttpRequest) -> HttpResponse:
    """The reader's certificates, newest first."""
    own = Certificate.objects.visible_to(request.user).select_related("authority").order_by("-pk")
    context = {
        "certificates": own,
        "now": timezone.now(),
        "crumbs": [(_("Akun"), reverse("account"))],
    }
    return render(request, "contracts/certificates.html", context)


@require_http_methods(["GET", "POST"])
def certificate_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own certificate; the next signature makes a new one."""
    own = Certificate.objects.visible_to(request.user).filter(revoked_at=None)
    certificate = get_object_or_404(own, pk=pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        authority.revoke(certificate, reason=form.cleaned_data["reason"])
        messages.success(request, _("Sertifikat dicabut. Tanda tangan yang sudah dibuat tetap sah."))
        return redirect("certificates")
    context = {
        "form": form,
        "certificate": certificate,
        "crumbs": [(_("Akun"), reverse("account")), (_("Sertifikat"), reverse("certificates"))],
    }
    return render(request, "contracts/certificate_revoke.html", context)
