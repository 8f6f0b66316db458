"""The stored papers of a volume one by one, in its order, with a list of what is there and what is not."""

import io
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from contracts.models import Agreement, Version
from contracts.queries.volumes import Place
from kinerja.tables.writers import write_csv_bytes

#: So many papers are read at a time.
STEP = 20
SUFFIXES = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
LIST = "daftar.csv"


def any_paper(found: Sequence[Place]) -> bool:
    """Whether there is a stored paper among these agreements; one query."""
    return _papers([place.agreement_id for place in found]).exists()


def separate_papers(found: Sequence[Place]) -> Iterator[tuple[str, bytes]]:
    """Every stored paper that is or was in force as (name, content), those of a unit in a folder; last the list.

    The content is the stored one byte for byte. Three queries for each ``STEP`` agreements.
    """
    rows: list[tuple[str, ...]] = []
    folders: dict[str, str] = {}
    number = 0
    for at in range(0, len(found), STEP):
        part = found[at : at + STEP]
        ids = [place.agreement_id for place in part]
        agreements = Agreement.objects.select_related("holder").in_bulk(ids)
        papers = {paper.agreement_id: paper for paper in _papers(ids).select_related("document")}
        for place in part:
            agreement, paper = agreements.get(place.agreement_id), papers.get(place.agreement_id)
            if agreement is None:
                continue
            person, name = agreement.holder, ""
            if paper is not None and paper.document is not None:
                number += 1
                folder = folders.setdefault(place.group, f"{len(folders) + 1:03}-{slugify(place.group)[:60]}")
                suffix = SUFFIXES.get(paper.document.media_type, "bin")
                name = f"{folder}/{number:05}-{slugify(person.name)[:60]}-{agreement.kind}.{suffix}"
                yield name, paper.document.data
            document_number = paper.document_number if paper else ""
            kind, stored = agreement.get_kind_display(), name or _("tidak ada naskah tersimpan")
            rows.append((person.name, person.nip, place.group, kind, document_number, stored))
    listed = io.BytesIO()
    write_csv_bytes(listed, (_("Nama"), _("NIP"), _("Unit"), _("Jenis"), _("Nomor naskah"), _("Berkas")), rows)
    yield LIST, listed.getvalue()


def _papers(agreement_ids: list[int]) -> QuerySet[Version]:
    """The latest version that took effect of each of these agreements, where its paper is stored."""
    settled = Version.objects.filter(agreement__in=agreement_ids, applied_at__isnull=False, document__isnull=False)
    return settled.order_by("agreement_id", "-number").distinct("agreement_id")
