"""What of the day only grows, and is sealed with history (docs/decisions/0030-seals-in-a-chain.md)."""

from kinerja.chain.parts import register_part

# An approval binds to what was read: the entry it approved, and its photographs. Neither changes any more.
_APPROVED = """(
    SELECT jsonb_build_array(a.employee_id, a.date, a.start, a."end", a.description, a.output, a.outcome, a.quantity,
        a.unit_of_measure, a.place, a.target_id, a.status,
        (SELECT jsonb_agg(e.sha256 ORDER BY e.id) FROM dailylog_evidence e WHERE e.activity_id = a.id))
    FROM dailylog_activity a WHERE a.id = t.activity_id AND t.verdict = 'approve')"""

register_part("dailylog_decision", beside="approved entry 1", sql=_APPROVED)
register_part("dailylog_findingreview")
