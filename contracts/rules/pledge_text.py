"""The three statements of the pledge sheet (Lembar Persetujuan).

Wording: domain sheet §2.6, point 1 names whom the agreement was signed with instead of one city's mayor.
"""

from __future__ import annotations

#: Kind of agreement → how the running text calls it.
AGREEMENT = {"pk": "perjanjian kinerja", "pko": "perjanjian kinerja operasional"}

_SIGNED = "Kami sanggup mewujudkan kinerja sesuai {agreement} dan lampirannya yang telah kami tandatangani{together}."
_TRUE = "Bahwa data pendukung kinerja yang kami sampaikan adalah benar sesuai kinerja yang telah dilaksanakan."
_RESIGN = (
    "Kami sanggup mengundurkan diri dari jabatan kami secara sukarela, apabila dalam pelaksanaan {agreement} ini"
    " secara berturut-turut sampai akhir tahun terdapat ketidaksesuaian tanpa disertai bukti yang bisa"
    " dipertanggungjawabkan dengan kinerja yang sudah kami sampaikan."
)


def statements(*, kind: str, second_party: str) -> tuple[str, ...]:
    """The three points for an agreement of ``kind`` (``pk`` or ``pko``), signed with the holder of a post.

    ``second_party`` is the post as printed ("Wali Kota Tirtawangi"); empty for a declaration of one party.
    """
    agreement = AGREEMENT[kind]
    together = f" bersama {second_party}" if second_party else ""
    return (
        _SIGNED.format(agreement=agreement, together=together),
        _TRUE,
        _RESIGN.format(agreement=agreement),
    )
