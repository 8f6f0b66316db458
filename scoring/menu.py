"""The entries of this app in the menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kinerja.menu import MenuItem, register
from organization.access import access_for
from scoring.policies import has_own_month, may_run_months, may_see_all_pledges, may_see_ranking
from scoring.table_access import may_use_tables


def _heads_a_unit(user: Any) -> bool:
    return bool(access_for(user).headed)


def _keeps_pledges(user: Any) -> bool:
    """Those who see every pledge, and heads of OPD, who sign them."""
    return may_see_all_pledges(user) or access_for(user).level == "opd_head"


def register_menu() -> None:
    """Make the entries known."""
    mine = frozenset({"my_month_of", "day_detail", "explain_figure"})
    register(MenuItem("month", _("Bulan saya"), "month", "my_month", has_own_month, 20, mine))
    register(MenuItem("board", _("Unit saya"), "board", "unit_now", _heads_a_unit, 30, frozenset({"unit_month"})))
    register(MenuItem("rank", _("Peringkat"), "rank", "ranking_now", may_see_ranking, 40, frozenset({"ranking"})))
    register(MenuItem("pledge", _("Kesanggupan"), "shield", "pledges_now", _keeps_pledges, 50, frozenset({"pledges"})))
    register(MenuItem("runs", _("Proses"), "day", "runs", may_run_months, 80))
    tables = frozenset({"table_upload", "table_preview"})
    register(MenuItem("tables", _("Tabel"), "link", "table_list", may_use_tables, 85, tables))
