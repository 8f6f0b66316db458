"""The entries of this app in the menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts import policies
from kinerja.menu import MenuItem, register


def _everybody(user: Any) -> bool:
    return bool(user.is_authenticated)


_LETTERHEADS = ("letterheads", "letterhead", "letterhead_region")

register(
    MenuItem(
        key="agreements",
        label=_("Perjanjian"),
        icon="pact",
        url_name="agreements",
        visible=_everybody,
        order=45,
        covers=frozenset(
            {
                "agreement",
                "agreement_of",
                "review",
                "agreement_return",
                "agreement_cancel",
                "compare",
                "amend",
                "draft",
                "draft_dictionary",
                "draft_line",
                "draft_line_new",
                "draft_take",
                "sign",
                "sign_batch",
                "sign_batch_progress",
                "refuse",
                "agreement_print",
                "agreements_print",
                "wet",
            }
        ),
    )
)

register(
    MenuItem(
        key="planning",
        label=_("Rencana"),
        icon="tree",
        url_name="planning",
        visible=_everybody,
        order=46,
        covers=frozenset(
            {
                "planning_new",
                "planning_edit",
                "planning_budget",
                "indicators",
                "indicator",
                "indicator_new",
                "indicator_edit",
                "cascade",
                "cascade_branch",
                "cascade_counts",
                "cascade_gaps",
                "shared_indicators",
                "shared_attach",
            }
        ),
    )
)

register(
    MenuItem(
        key="rounds",
        label=_("Putaran"),
        icon="round",
        url_name="rounds",
        visible=policies.may_see_rounds,
        order=46,
        covers=frozenset({"round", "round_new", "round_edit", "round_check", *_LETTERHEADS}),
    )
)
