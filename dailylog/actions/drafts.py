"""What is typed and not yet sent, kept on the server."""

from datetime import date

from django.db import connection

from dailylog.models import ActivityDraft

#: Fields and characters beyond this were not typed by a person.
MOST_FIELDS, LONGEST = 400, 4000


def save_draft(*, employee_id: int, day: date, fields: dict[str, str]) -> ActivityDraft:
    """Keep the unsent form of a day in place of the one kept before; the last writer wins."""
    kept = {name[:60]: value[:LONGEST] for name, value in list(fields.items())[:MOST_FIELDS]}
    draft, _new = ActivityDraft.objects.update_or_create(employee_id=employee_id, date=day, defaults={"fields": kept})
    return draft


def forget_rows(*, employee_id: int, day: date, prefixes: set[str]) -> None:
    """Drop the rows that were sent from the draft of a day; without any left the draft goes."""
    # Asked after every sending, and mostly there is none.
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM dailylog_activitydraft WHERE employee_id = %s AND date = %s", [employee_id, day])
        if not cursor.rowcount:
            return
    # A loop, because another sending may take the draft away in between.
    for draft in ActivityDraft.objects.filter(employee_id=employee_id, date=day):
        draft.fields = {name: value for name, value in draft.fields.items() if name.split("-")[0] not in prefixes}
        if draft.fields:
            draft.save(update_fields=["fields", "saved_at"])
        else:
            draft.delete()
