"""What does not fit, in sentences for people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinerja.chain.checking import Fault, Finding

_SENTENCES = {
    Fault.MISSING: gettext_lazy(
        "Segel %(number)s: di %(table)s (nomor %(after)s–%(to)s) ada %(found)s baris, seharusnya %(expected)s: ada "
        "yang hilang."
    ),
    Fault.INSERTED: gettext_lazy(
        "Segel %(number)s: di %(table)s (nomor %(after)s–%(to)s) ada %(found)s baris, seharusnya %(expected)s: ada "
        "yang disisipkan."
    ),
    Fault.REORDERED: gettext_lazy(
        "Segel %(number)s: baris %(table)s (nomor %(after)s–%(to)s) sama isinya, tetapi lain urutannya."
    ),
    Fault.ALTERED: gettext_lazy("Segel %(number)s: isi %(table)s (nomor %(after)s–%(to)s) telah diubah."),
    Fault.SEAL_ALTERED: gettext_lazy("Segel %(number)s sendiri telah diubah."),
    Fault.SEAL_MISSING: gettext_lazy("Mulai segel %(number)s ada %(expected)s segel yang hilang."),
    Fault.CHAIN_BROKEN: gettext_lazy("Segel %(number)s tidak bersambung dengan segel sebelumnya."),
    Fault.PART_DROPPED: gettext_lazy("Sejak segel %(number)s tabel %(table)s tidak disegel lagi."),
    Fault.CUT: gettext_lazy(
        "Kepala nomor %(number)s yang disimpan di luar tidak ada dalam rantai: ekornya telah dipotong."
    ),
    Fault.REBUILT: gettext_lazy(
        "Segel %(number)s lain dari kepala yang disimpan di luar: rantainya telah disusun ulang."
    ),
    Fault.ROW_ALTERED: gettext_lazy("%(table)s: %(found)s baris tidak sama dengan riwayatnya (nomor %(rows)s)."),
    Fault.ROW_MISSING: gettext_lazy("%(table)s: %(found)s baris hilang tanpa riwayat penghapusan (nomor %(rows)s)."),
    Fault.ROW_UNRECORDED: gettext_lazy("%(table)s: %(found)s baris ada tanpa riwayat (nomor %(rows)s)."),
    Fault.HEAD_UNREADABLE: gettext_lazy("“%(table)s” bukan kepala rantai (nomor:sha256)."),
}


def sentence(finding: Finding) -> str:
    """The finding as a sentence in the reader's language."""
    values = {**vars(finding), "after": _("awal") if finding.after is None else finding.after}
    return str(_SENTENCES[finding.fault]) % values
