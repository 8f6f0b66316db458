"""The page of one's own account: who one is here, language, password, way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from organization.models import Assignment


def account(request: HttpRequest) -> HttpResponse:
    """Name, number and posts of the person who is logged in, and what can be set."""
    posts = Assignment.objects.on(timezone.localdate()).filter(employee__nip=request.user.get_username())
    return render(request, "organization/account.html", {"posts": posts.select_related("position__unit")})
