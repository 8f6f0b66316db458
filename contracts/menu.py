"""The entries of this app in the menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinerja.menu import MenuItem, register


def _everybody(user: Any) -> bool:
    return bool(user.is_authenticated)


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
                "sign",
                "agreement_print",
            }
        ),
    )
)
