"""Who took a paper into the hand: a line in the history of its version."""

from django.utils import timezone

from contracts.actions.versions import log
from contracts.models import Version
from organization.models import Employee


def note_print(*, version: Version, by: Employee, note: str = "") -> None:
    """Write down that a person opened the agreed paper to print or keep it; once a person, day and kind of paper.

    A draft is no paper yet and leaves no trace; neither does the public page, where nobody is known.
    """
    if version.document_id is None:
        return
    today = timezone.localdate()
    if not version.events.filter(kind="printed", by=by, note=note, at__date=today).exists():
        log(version, "printed", by, note)
