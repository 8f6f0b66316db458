"""Forms of the account page: how one wants to be reached."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kinerja.ui import wording
from kinerja.ui.forms import Form
from organization.forms.fields import time_field
from organization.mailing import mail_is_set_up
from organization.models import Employee, NoticePreference

#: The times of the reminder that may be chosen, apart from none: those of the clock that calls.
REMINDER_TIMES = [time(15), time(15, 10), time(15, 30), time(16), time(16, 30), time(17)]

#: The word for no reminder.
NONE = "-"


def _reminder_choices() -> list[tuple[str, Any]]:
    times = [(f"{at:%H:%M}", wording.clock(at)) for at in REMINDER_TIMES]
    return [*times, (NONE, _("Jangan ingatkan"))]


def _time_of(word: str) -> time | None:
    return None if word == NONE else time.fromisoformat(word)


class ReachingForm(Form):
    """The choices of ``NoticePreference``; the digest only for whoever has an e-mail address."""

    says_required = False

    remind_at = forms.TypedChoiceField(
        label=_("Ingatkan bila hari masih kosong"),
        choices=_reminder_choices,
        coerce=_time_of,
        help_text=_("Pada jam ini atau paling lama 20 menit sesudahnya. Tidak pada hari libur, cuti, dan dinas luar."),
    )
    quiet_from = time_field(label=_("Jam tenang mulai"))
    quiet_to = time_field(
        label=_("Jam tenang sampai"),
        help_text=_("Selama jam tenang tidak ada pengingat. Jam yang sama: tanpa jam tenang."),
    )
    push = forms.BooleanField(label=_("Munculkan di perangkat yang saya izinkan"), required=False)
    digest = forms.BooleanField(label=_("Ringkasan lewat surel, paling banyak sekali sehari"), required=False)

    def __init__(self, person: Employee, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["digest"].help_text = _about_mail(person)
        self.fields["digest"].disabled = not person.email

    @classmethod
    def values_of(cls, person: Employee) -> dict[str, Any]:
        """What the form shows of a person: what was chosen, or what holds without a choice."""
        chosen = NoticePreference.objects.filter(employee=person).first() or NoticePreference(employee=person)
        values = {name: getattr(chosen, name) for name in cls.base_fields}
        return values | {
            "remind_at": f"{chosen.remind_at:%H:%M}" if chosen.remind_at else NONE,
            "digest": chosen.digest and bool(person.email),
        }


def _about_mail(person: Employee) -> str:
    if not person.email:
        return gettext("Surel Anda belum tercatat; minta BKPSDM mencatatnya.")
    if not mail_is_set_up():
        return gettext("Server ini belum mengirim surel. Pilihan Anda berlaku sejak surel diaktifkan.")
    return gettext("Dikirim ke %(email)s.") % {"email": person.email}


class SubscriptionForm(forms.Form):
    """What a browser says of itself when its person lets it be woken; filled by static/js/push.js."""

    endpoint = forms.CharField(max_length=1000, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=120, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=40, widget=forms.HiddenInput)
    device = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
