"""A mistyped NIP is corrected; the number is the login, the key of the tables, and stands on papers."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kinerja.audit import because
from kinerja.errors import DomainError
from kinerja.ui.wording import day as day_words
from kinerja.ui.wording import nip as nip_words
from organization.actions.conflicts import constraint_of, sentence_of
from organization.actions.login import forget_attempts
from organization.actions.notices import tell
from organization.models import Employee, NipCorrection
from organization.queries.nips import bearer_of_old
from organization.rules.nip import check_nip, read_nip

#: The unique index of the column, as Django named it.
_UNIQUE = "nip_key"


@transaction.atomic
def correct_nip(*, employee_id: int, seen: str, nip: str, reason: str, letter: str, by: Employee) -> NipCorrection:
    """Give a person the number that is truly his; with it every session ends, and the person is told.

    ``seen`` is the number that stood there when it was decided. Papers keep the number they bear, tables that name the
    old one are refused (docs/decisions/0034). Raises ``DomainError``: "nip_…" with what is wrong with the number,
    "nip_changed" when another correction came first, "nip_own", "nip_same", "nip_taken", "nip_before_birth".
    """
    nip = check_nip(nip)
    if employee_id == by.pk:
        raise DomainError("nip_own", _("NIP sendiri dibetulkan oleh rekan."))
    person = Employee.objects.select_for_update().get(pk=employee_id)
    _check(person, seen, nip)
    because(f"Pembetulan NIP: {reason} ({letter})")
    person.nip = nip
    with telling_who_took(nip):
        person.save(update_fields=["nip"])
    correction = NipCorrection.objects.create(
        employee=person, old_nip=seen, new_nip=nip, reason=reason, letter=letter, by=by
    )
    # Wrong tries under either number were the mistake's, not the person's.
    forget_attempts(nip=seen)
    forget_attempts(nip=nip)
    tell(
        employee_ids=[person.pk],
        kind="nip_corrected",
        key=f"nip:{correction.pk}",
        subject=_("NIP Anda dibetulkan menjadi %(nip)s") % {"nip": nip_words(nip)},
        body=_("Masuklah dengan NIP ini; kata sandi tetap. Semula tercatat %(old)s. Dasar: %(letter)s.")
        % {"old": nip_words(seen), "letter": letter},
    )
    return correction


def refuse_taken(nip: str) -> None:
    """Raise ``DomainError`` "nip_taken" when somebody bears the number."""
    known = Employee.objects.filter(nip=nip).first()
    if known is not None:
        raise DomainError(
            "nip_taken", _("NIP %(nip)s sudah tercatat atas nama %(name)s.") % {"nip": nip, "name": known}
        )


def refuse_retired(nip: str) -> None:
    """Raise ``DomainError`` "nip_retired" when the number was somebody's until it was corrected."""
    former = bearer_of_old(nip)
    if former is not None:
        raise DomainError(
            "nip_retired",
            _("NIP %(nip)s semula tercatat pada %(name)s dan dibetulkan menjadi %(now)s.")
            % {"nip": nip, "name": former, "now": former.nip},
        )


@contextmanager
def telling_who_took(nip: str) -> Iterator[None]:
    """Around writing a new or changed number: "nip_taken" where another transaction took it a moment ago."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = constraint_of(error)
        if name.endswith(_UNIQUE):
            refuse_taken(nip)
        raise DomainError(name, sentence_of(Employee(), name)) from error


def _check(person: Employee, seen: str, nip: str) -> None:
    if person.nip != seen:
        raise DomainError(
            "nip_changed",
            _("NIP %(name)s sudah menjadi %(nip)s. Muat ulang halaman pegawai.")
            % {"name": person.name, "nip": nip_words(person.nip)},
        )
    if nip == seen:
        raise DomainError("nip_same", _("NIP yang baru sama dengan yang sekarang."))
    refuse_taken(nip)
    first = person.assignments.order_by("start").values_list("start", flat=True).first()
    if first is not None and first <= read_nip(nip).born:
        raise DomainError(
            "nip_before_birth",
            _("Menurut NIP itu pegawai belum lahir ketika mulai memegang jabatan pada %(day)s.")
            % {"day": day_words(first)},
        )
