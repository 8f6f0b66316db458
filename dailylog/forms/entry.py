"""The form in which a filed entry is corrected."""

from __future__ import annotations

from typing import Any

from dailylog.forms.row import EntryForm


class CorrectionForm(EntryForm):
    """Every field of an entry; hours are asked for here."""

    def clean(self) -> dict[str, Any]:
        """What every entry must say."""
        values = super().clean() or self.cleaned_data
        self.require("description", "output", "start", "end")
        return values
