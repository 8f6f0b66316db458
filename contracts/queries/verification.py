"""What anybody may know of a paper: what is printed on it, and whether it still counts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import State, Version
from contracts.rules import deed as deeds
from contracts.signing import comparing
from contracts.signing.verify import Examination, Signer, Verdict, due_of, signers_of

#: State → shape and word, for the public.
STANDINGS = {
    State.AGREED: ("wait", gettext_lazy("Belum lengkap")),
    State.SIGNED_FIRST: ("wait", gettext_lazy("Belum lengkap")),
    State.IN_FORCE: ("ok", gettext_lazy("Berlaku")),
    State.AMENDED: ("lock", gettext_lazy("Diganti")),
    State.ENDED: ("lock", gettext_lazy("Berakhir")),
    State.REFUSED: ("no", gettext_lazy("Ditolak")),
}


@dataclass(frozen=True, slots=True)
class PublicParty:
    """A party by name and post, with its signature if there is one."""

    name: str
    position: str
    role: str
    signer: Signer | None


@dataclass(frozen=True, slots=True)
class PublicPaper:
    """A paper as a stranger sees it. ``standing`` is one word, ``sentence`` says what it means."""

    title: str
    number: str
    office: str
    region: str
    parties: tuple[PublicParty, ...]
    shape: str
    standing: str
    sentence: str
    sha256: str


def paper_by_token(token: str) -> PublicPaper | None:
    """The paper of a token; None where there is none, or nothing was agreed yet."""
    found = Version.objects.select_related("agreement__holder", "superior", "document").defer("document__content")
    version = found.filter(token=token, frozen__isnull=False).first()
    return public_paper(version) if version is not None else None


def public_paper(version: Version) -> PublicPaper:
    """What the public may know of a version whose paper exists."""
    deed = deeds.from_json(version.frozen or {})
    signers = {one.role: one for one in signers_of(version)}
    shape, standing = STANDINGS[State(version.state)]
    return PublicPaper(
        title=_title(version, deed),
        number=deed.number,
        office=deed.office,
        region=deed.region,
        parties=tuple(PublicParty(one.name, one.position, one.role, signers.get(one.role)) for one in deed.parties),
        shape=shape,
        standing=str(standing),
        sentence=_sentence(version, len(signers)),
        sha256=version.document.sha256 if version.document else "",
    )


def _title(version: Version, deed: deeds.Deed) -> str:
    name = version.agreement.get_kind_display().title()
    if deed.amends:
        return _("%(name)s Perubahan Tahun %(year)s") % {"name": name, "year": deed.year}
    return _("%(name)s Tahun %(year)s") % {"name": name, "year": deed.year}


def _sentence(version: Version, signed: int) -> str:
    if version.state == State.IN_FORCE:
        return _("Naskah ini ditandatangani semua pihak dan berlaku.")
    if version.state == State.AMENDED:
        later = version.agreement.versions.filter(number__gt=version.number, applied_at__isnull=False)
        number = later.order_by("number").values_list("number", flat=True).first()
        return _("Naskah ini sudah diganti oleh versi %(number)s.") % {"number": number}
    if version.state == State.ENDED:
        return _("Naskah ini ditandatangani semua pihak dan masa berlakunya sudah berakhir.")
    if version.state == State.REFUSED:
        return _("Penandatanganan naskah ini ditolak, sehingga tidak pernah berlaku.")
    return _("Baru %(signed)s dari %(due)s tanda tangan. Naskah ini belum berlaku.") % {
        "signed": signed,
        "due": due_of(version),
    }


def finding(examination: Examination) -> str:
    """A sentence on what was found in a file; for an altered one it says where."""
    if examination.verdict == Verdict.UNKNOWN:
        return _("Berkas ini tidak dikenal: bukan naskah yang dibuat di sini, atau sudah tidak dapat dibaca.")
    if examination.verdict == Verdict.GENUINE:
        if examination.complete:
            return _("Berkas ini sama persis dengan naskah yang tersimpan, dan semua pihak sudah menandatanganinya.")
        return _(
            "Berkas ini sama persis dengan naskah yang tersimpan, tetapi baru %(signed)s dari %(due)s tanda tangan."
        ) % {
            "signed": len(examination.signers),
            "due": examination.due,
        }
    return _where(examination.place or comparing.Place(comparing.REWRITTEN))


def _where(place: comparing.Place) -> str:
    values = {"number": place.number, "total": place.total, "first": place.first + 1, "last": place.last + 1}
    if place.kind == comparing.INCOMPLETE:
        return _("Berkas ini tidak lengkap: %(number)s dari %(total)s tanda tangan. Naskah lengkapnya lain.") % values
    if place.kind == comparing.APPENDED:
        return _("Sesudah %(number)s tanda tangan ada yang ditambahkan ke berkas ini (mulai bita %(first)s).") % values
    if place.kind == comparing.SHORTENED:
        return _("Bagian akhir berkas ini hilang (mulai bita %(first)s).") % values
    if place.kind == comparing.SIGNATURE:
        return _("Tanda tangan ke-%(number)s di dalam berkas ini diubah (bita %(first)s sampai %(last)s).") % values
    if place.kind == comparing.COVERED:
        return (
            _("Isi yang ditandatangani pada tanda tangan ke-%(number)s diubah (bita %(first)s sampai %(last)s).")
            % values
        )
    if place.kind == comparing.UNSIGNED:
        return _("Isi naskah diubah (bita %(first)s sampai %(last)s).") % values
    return (
        _("Berkas ini ditulis ulang: isinya bukan lagi bita naskah yang ditandatangani (mulai bita %(first)s).")
        % values
    )
