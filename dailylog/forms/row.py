"""One row of the day: a task answered, or work written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import Target
from dailylog.actions.filing import Entry
from dailylog.forms.fields import PhotosField, QuantityField
from dailylog.models import Activity, Task
from dailylog.pictures import Picture, read_picture
from dailylog.rules.planning import Planned
from kinerja.errors import DomainError
from kinerja.ui import wording
from kinerja.ui.clock import ClockField
from kinerja.ui.forms import Form

DONE, NOT_DONE = "1", "0"
#: Fields that nobody types where work is answered rather than written down; they travel with what is typed.
HIDDEN = frozenset({"key", "description", "unit_of_measure", "kept"})


class EntryForm(Form):
    """What an entry says; the same fields when it is written and when it is corrected."""

    description = forms.CharField(label=gettext_lazy("Kegiatan"), max_length=300, required=False)
    output = forms.CharField(label=gettext_lazy("Hasil"), max_length=500, required=False)
    quantity = QuantityField(label=gettext_lazy("Jumlah"))
    unit_of_measure = forms.CharField(label=gettext_lazy("Satuan"), max_length=60, required=False)
    start = ClockField(label=gettext_lazy("Dari pukul"), required=False)
    end = ClockField(label=gettext_lazy("Sampai pukul"), required=False)
    target = forms.TypedChoiceField(
        label=gettext_lazy("Indikator"), required=False, coerce=int, empty_value=None, choices=[]
    )
    outcome = forms.CharField(label=gettext_lazy("Manfaat"), max_length=500, required=False)
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=200, required=False)
    photos = PhotosField(label=gettext_lazy("Foto"))

    def __init__(self, *args: Any, targets: Sequence[Target] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = targets
        self.offer("target", [("", _("Tidak ada")), *((str(target.pk), target.indicator) for target in targets)])
        for name, each in self.fields.items():
            wide = "form-select" if name == "target" else "form-control"
            each.widget.attrs.setdefault("class", wide)

    def require(self, *names: str) -> None:
        """Ask for these fields with a sentence each; call while cleaning."""
        for name in names:
            if self.cleaned_data.get(name) in {None, ""} and name not in self.errors:
                self.add_error(name, ValidationError(str(self.fields[name].error_messages["required"]), "required"))

    def entry(self) -> Entry:
        """The cleaned values as an entry."""
        values = {name: self.cleaned_data[name] for name in Entry.__slots__ if name in self.cleaned_data}
        target = next((each for each in self.targets if each.pk == self.cleaned_data["target"]), None)
        if target is not None:
            # An amount that serves a promise is counted in the unit of the promise.
            values["unit_of_measure"] = target.unit_of_measure
        return Entry(**values, target_id=self.cleaned_data["target"])

    def pictures(self) -> list[Picture]:
        """The chosen photographs, read; a sentence at the field for each that cannot be."""
        found = []
        for file in self.cleaned_data.get("photos", []):
            try:
                found.append(read_picture(file, size=file.size or 0))
            except DomainError as error:
                self.add_error("photos", f"{file.name}: {wording.refusal(error)}")
        return found

    def add_domain_error(self, error: DomainError) -> None:
        """Put what the rules refuse at the field that it concerns."""
        at = {"activity_target": "target", "evidence_too_many": "photos"}
        at |= dict.fromkeys(("activity_natural_key", "activity_end_after_start"), "start")
        at["activity_end_ahead"] = "end"
        self.add_error(at.get(error.code), wording.refusal(error))


class RowForm(EntryForm):
    """An entry that may be sent: a radio says so for a task, a description for work written down."""

    done = forms.ChoiceField(required=False, choices=[("", ""), (DONE, ""), (NOT_DONE, "")])
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, written: bool, **kwargs: Any) -> None:
        self.written = written
        super().__init__(*args, **kwargs)

    @property
    def answer(self) -> str:
        """``DONE``, ``NOT_DONE``, or empty when the row was left alone."""
        if self.written:
            return DONE if str(self.data.get(self.add_prefix("description"), "")).strip() else ""
        return str(self.data.get(self.add_prefix("done"), ""))

    def clean(self) -> dict[str, Any]:
        """What a row that is sent must say. Hours may be left to the program, but both or neither."""
        values = super().clean() or self.cleaned_data
        if self.answer == DONE:
            self.require("description", "output")
            if (values.get("start") is None) != (values.get("end") is None):
                self.require("start", "end")
        return values


@dataclass
class Row:
    """A row as the page draws it: how its form is made, and where the work comes from.

    ``kind`` is "task", "copy" (of an earlier day), "usual" (a suggestion), "free", or "kept": its task or suggestion
    has gone, ``notice`` says why, and ``unasked`` that the person has not read that yet. ``slot`` are proposed hours.
    ``fresh``: nobody has typed into it, so that it shows ``initial`` and nothing else; most rows are, and their forms
    are never made (dailylog.views.fresh_rows). ``first``: of those in which everything is typed.
    """

    prefix: str
    kind: str
    make: Callable[[], RowForm]
    task: Task | None = None
    planned: Planned | None = None
    title: str = ""
    slot: tuple[time, time] | None = None
    initial: Mapping[str, Any] = field(default_factory=dict)
    fresh: bool = False
    first: bool = False
    notice: str = ""
    unasked: bool = False

    @cached_property
    def form(self) -> RowForm:
        """The form of the row."""
        return self.make()

    @property
    def written(self) -> bool:
        """Whether the description is typed by the person."""
        return self.kind == "free"


def row_form(
    prefix: str,
    initial: Mapping[str, Any],
    *,
    targets: Sequence[Target],
    data: Any = None,
    files: Any = None,
    written: bool = False,
) -> RowForm:
    """The form of a row, bound when ``data`` is given; each has its own key, so that it is filed once."""
    values = {"key": uuid4(), **initial}
    form = RowForm(data, files, prefix=prefix, initial=values, targets=targets, written=written)
    form.use_required_attribute = False
    return form


def values_of(activity: Activity) -> dict[str, Any]:
    """What the form shows of an entry."""
    values = {name: getattr(activity, name) for name in Entry.__slots__ if name != "target_id"}
    values["quantity"] = amount(activity.quantity)
    return {**values, "target": activity.target_id or ""}


def amount(value: Decimal | None) -> str:
    """A quantity as it is typed: ``1.5000`` as ``1,5``; empty for none."""
    if value is None:
        return ""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
