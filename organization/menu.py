"""The menu entry of people, units and the personnel board's other pages."""

from django.utils.translation import pgettext_lazy

from kinerja.menu import MenuItem, register
from organization import policies

register(
    MenuItem(
        key="organization",
        label=pgettext_lazy("daftar", "Pegawai"),
        icon="person",
        url_name="org_people",
        visible=policies.may_browse_people,
        order=70,
        covers=frozenset(
            {
                "org_person",
                "org_person_hire",
                "org_person_edit",
                "org_person_password",
                "org_move",
                "org_acting",
                "org_assignment_end",
                "org_units",
                "org_unit",
                "org_unit_new",
                "org_unit_edit",
                "org_position_new",
                "org_position_edit",
                "org_position_remove",
                "org_unit_remove",
                "org_schedule_edit",
                "org_vacancies",
                "org_no_superior",
                "org_roles",
                "org_role_grant",
                "org_role_end",
                "org_schedules",
                "org_schedule_new",
                "org_hours_set",
                "org_rosters",
                "org_roster",
                "org_roster_fill",
                "org_shifts",
                "org_shift_new",
                "org_shift_edit",
                "org_holidays",
                "org_holiday_set",
                "org_holiday_withdraw",
            }
        ),
    )
)

register(
    MenuItem(
        key="delivery",
        label=pgettext_lazy("surel", "Pengiriman"),
        icon="bell",
        url_name="org_delivery",
        visible=policies.may_watch_delivery,
        order=90,
    )
)

register(
    MenuItem(
        key="seals",
        label=pgettext_lazy("riwayat", "Segel"),
        icon="finger",
        url_name="org_seals",
        visible=policies.may_read_seals,
        order=85,
    )
)

register(
    MenuItem(
        key="back-door",
        label=pgettext_lazy("operator", "Pintu belakang"),
        icon="door",
        url_name="admin:index",
        visible=policies.may_open_back_door,
        order=95,
        covers=frozenset({"admin:"}),
    )
)
