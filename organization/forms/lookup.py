"""A text field that finds one of very many rows: by its code, or by words with a choice among those that fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.forms import Form
from organization.models import Employee, Position, Unit
from organization.queries.nips import former_numbers

MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Lookup:
    """How rows are found: ``find(text)`` gives the candidates, ``exact(text)`` the one row of that code."""

    find: Callable[[str], QuerySet[Any]]
    exact: Callable[[str], QuerySet[Any]]
    label: Callable[[Any], str]


def _words(text: str, *fields: str) -> Q:
    found = Q()
    for word in text.split():
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        found &= anywhere
    return found


def _former(text: str) -> Q:
    digits = text.replace(" ", "")
    return former_numbers(digits) if digits.isdigit() else Q()


POSITIONS = Lookup(
    find=lambda text: Position.objects.filter(_words(text, "title", "code", "unit__name")).select_related("unit"),
    exact=lambda text: Position.objects.filter(code=text).select_related("unit"),
    label=lambda position: f"{position.title}, {position.unit.name} ({position.code})",
)
UNITS = Lookup(
    find=lambda text: Unit.objects.filter(_words(text, "name", "code")).select_related("parent"),
    exact=lambda text: Unit.objects.filter(code=text).select_related("parent"),
    label=lambda unit: (
        f"{unit.name}, {unit.parent.name} ({unit.code})" if unit.parent else f"{unit.name} ({unit.code})"
    ),
)
PEOPLE = Lookup(
    find=lambda text: Employee.objects.filter(_words(text, "name", "nip") | _former(text), is_active=True),
    exact=lambda text: Employee.objects.filter(nip=text.replace(" ", "")),
    label=lambda employee: f"{employee.name} (NIP {employee.nip})",
)


class LookupForm(Form):
    """A form with text fields named in ``lookups``; ``cleaned_data`` holds the row found.

    Where several rows fit, a field ``<name>_choice`` with the candidates appears below and asks for one.
    """

    lookups: dict[str, Lookup] = {}
    #: Prefix of an error code → the field at which its sentence stands.
    error_fields: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: dict[str, Sequence[Model]] = {}
        for name, lookup in self.lookups.items():
            text = str(self.data.get(self.add_prefix(name), "")).strip() if self.is_bound else ""
            if text:
                self._search(name, lookup, text)

    def _search(self, name: str, lookup: Lookup, text: str) -> None:
        self.found[name] = list(lookup.exact(text)[:1]) or list(lookup.find(text)[: MOST_CHOICES + 1])
        if 1 < len(self.found[name]) <= MOST_CHOICES:
            choices = [(str(row.pk), lookup.label(row)) for row in self.found[name]]
            label = _("Yang cocok dengan “%(text)s”") % {"text": text}
            message = _("Pilih satu dari %(count)s yang cocok.") % {"count": len(choices)}
            choice = forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": message}
            )
            self._insert_after(name, f"{name}_choice", choice)

    def _insert_after(self, name: str, new: str, field: forms.Field) -> None:
        order = list(self.fields)
        self.fields[new] = field
        order.insert(order.index(name) + 1, new)
        self.order_fields(order)

    def clean(self) -> dict[str, Any]:
        """Replace each text by its row, or say at the field why there is none."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.lookups:
            if cleaned.get(name):
                self._resolve(name, cleaned)
        return cleaned

    def _resolve(self, name: str, cleaned: dict[str, Any]) -> None:
        rows = self.found.get(name, ())
        if len(rows) == 1:
            cleaned[name] = rows[0]
        elif not rows:
            self.add_error(name, _("Tidak ada yang cocok. Periksa ejaannya, atau tulis kode atau NIP-nya."))
        elif len(rows) > MOST_CHOICES:
            self.add_error(name, _("Terlalu banyak yang cocok. Tambahkan kata, misalnya nama unitnya."))
        elif chosen := cleaned.get(f"{name}_choice"):
            cleaned[name] = next(row for row in rows if str(row.pk) == chosen)

    def add_domain_error(self, error: DomainError) -> None:
        """Show what the rules refused, at its field where that is known."""
        fields = [field for prefix, field in self.error_fields.items() if error.code.startswith(prefix)]
        self.add_error(fields[0] if fields and fields[0] in self.fields else None, wording.refusal(error))
