"""Whether anything was filed of a workday, in SQL: the one place that knows to which day an entry belongs.

An entry belongs to its date; one that begins while a shift of the evening before still lasts belongs to that evening,
as ``dailylog.queries.hours.HoursTable.date_of`` says for the people of a page.
"""

#: The entry y belongs to the evening before its date.
_OF_EVENING = """EXISTS (
        SELECT FROM organization_rosterday r JOIN organization_shift s ON s.id = r.shift_id
        WHERE r.employee_id = y.employee_id AND r.date = y.date - 1 AND s."end" <= s.start AND y.start < s."end")"""


def nothing_filed(person: str, day: str) -> str:
    """The condition that a person has no entry of a day; both are columns of the statement around it."""
    return f"""NOT EXISTS (
    SELECT FROM dailylog_activity y WHERE y.employee_id = {person} AND y.date = {day} AND NOT {_OF_EVENING}
) AND NOT EXISTS (
    SELECT FROM dailylog_activity y WHERE y.employee_id = {person} AND y.date = {day} + 1 AND {_OF_EVENING}
)"""  # noqa: S608 -- the caller names columns
