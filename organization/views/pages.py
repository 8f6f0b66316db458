"""What the board's form pages have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date

from kinerja.errors import DomainError
from kinerja.ui import wording
from organization.forms.lookup import LookupForm

R = TypeVar("R")

#: Numbers of pages have fewer digits.
LONGEST_NUMBER = 9


@dataclass(frozen=True)
class FormPage:
    """The words around a form: heading, what it does, the button, what is said when done, and where to go then."""

    heading: str
    lede: str
    button: str
    done: str
    back: str
    then: str = ""


def form_page(
    request: HttpRequest,
    form: LookupForm,
    page: FormPage,
    act: Callable[[dict[str, Any]], R],
    template: str = "organization/form.html",
    *,
    then: Callable[[R], str] | None = None,
) -> HttpResponse:
    """Show a form; once it is sent and right, act and go on; what the rules refuse stands at its field.

    ``then`` gives the address to go on to from what was made; else it is the page's.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = act(form.cleaned_data)
        except DomainError as error:
            form.add_domain_error(error)
        else:
            messages.success(request, page.done)
            return redirect(then(made) if then else page.then or page.back)
    return render(request, template, {"form": form, "page": page})


def act_and_return(request: HttpRequest, act: Callable[[], object], done: str, back: str) -> HttpResponse:
    """Do what a button without a form asks, say so or say why not, and go back."""
    try:
        act()
    except DomainError as error:
        messages.error(request, wording.refusal(error))
    else:
        messages.success(request, done)
    return redirect(back)


def day_asked(request: HttpRequest) -> date:
    """The day in the address (``?tanggal=2026-11-22``), else today."""
    try:
        return parse_date(request.GET.get("tanggal", "")) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


def page_number(request: HttpRequest, name: str = "page") -> int:
    """The page of a list that an address asks for; the first for what is no number, 0 (the last) for one too large."""
    text = request.GET.get(name, "1")
    if not (text.isascii() and text.isdigit()):
        return 1
    return int(text) if len(text) < LONGEST_NUMBER else 0


def page_of(rows: Sequence[R], *, number: int, count: int, size: int) -> Page[R]:
    """A page whose rows are read already, of a list of ``count``."""
    pages = Paginator(rows, size)
    pages.count = count
    return Page(rows, number, pages)


def other_parameters(request: HttpRequest, name: str = "page") -> str:
    """The address's parameters apart from ``name``, encoded and ready to be followed by one more."""
    return parameters_but(request.GET, name)


def parameters_but(parameters: QueryDict, name: str) -> str:
    """The same of parameters that were taken from an address before."""
    rest = parameters.copy()
    rest.pop(name, None)
    return f"{rest.urlencode()}&" if rest else ""
