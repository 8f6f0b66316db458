"""Letterheads: what stands above the papers of a unit, or of the region."""

from django.db import transaction
from django.utils.translation import gettext as _

from contracts.models import Letterhead, StoredFile
from contracts.paper.uploads import clean_logo
from kinerja.errors import DomainError
from organization.models import Unit

MOST_LINES = 4
LONGEST_LINE = 120


@transaction.atomic
def save_letterhead(
    *, unit: Unit | None, lines: str, place: str, paper: str, logo: bytes | None = None, without_logo: bool = False
) -> Letterhead:
    """Make or change the letterhead of a unit; without one it is the region's.

    ``logo`` is a PNG or JPEG as sent; without one the coat of arms stays, ``without_logo`` takes it away. Papers that
    are agreed already keep theirs. Raises ``DomainError``: too many or too long lines, an unfit picture.
    """
    kept = [line.strip() for line in lines.splitlines() if line.strip()]
    if not 0 < len(kept) <= MOST_LINES:
        raise DomainError("lines_count", _("Isi satu sampai %(most)s baris kop.") % {"most": MOST_LINES})
    if max(map(len, kept)) > LONGEST_LINE:
        raise DomainError("line_long", _("Satu baris kop paling panjang %(most)s huruf.") % {"most": LONGEST_LINE})
    head = Letterhead.objects.select_for_update(of=("self",)).filter(unit=unit).first() or Letterhead(unit=unit)
    head.lines, head.place, head.paper = "\n".join(kept), place.strip(), paper
    if logo is not None:
        head.logo = StoredFile.objects.keep(clean_logo(logo), "image/png")
    elif without_logo:
        head.logo = None
    head.save()
    return head


def remove_letterhead(*, letterhead: Letterhead) -> None:
    """Give up a unit's letterhead; the one above it serves from then on. The region's stays.

    Raises ``DomainError`` ("region_letterhead").
    """
    if letterhead.unit_id is None:
        raise DomainError("region_letterhead", _("Kop daerah tidak dapat dihapus; ubah isinya."))
    letterhead.delete()
