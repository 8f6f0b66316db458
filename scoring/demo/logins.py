"""With whom to log in to the demo city, and the rights that do not come from a post."""

from scoring.demo.people import first_holders

DEMO_PASSWORD = "tirtawangi-2026"  # noqa: S105 -- the published password of an invented city, set by seed_demo only

_SEATS: tuple[tuple[str, str], ...] = (
    ("Wali Kota", "KOTA-WALI"),
    ("Sekretaris Daerah", "KOTA-SEKDA"),
    ("Asisten (pemantau OPD)", "KOTA-AS3"),
    ("Kepala Dinas Komunikasi dan Informatika", "KOMINFO-KEPALA"),
    ("Kepala Bidang", "KOMINFO-TIK-KABID"),
    ("Ketua Tim", "KOMINFO-TIK-APP-KETUA"),
    ("Staf", "KOMINFO-TIK-APP-S01"),
    ("Bagian Ortala", "ORG-KIN-TIM-KETUA"),
    ("BKPSDM", "BKPSDM-MUT-DIS-KETUA"),
    ("Inspektorat", "INSP-I-TIM-KETUA"),
    ("Operator sistem", "KOMINFO-TIK-JAR-S05"),
)

#: Role label, name, NIP.
DEMO_LOGINS: list[tuple[str, str, str]] = [
    (label, first_holders()[seat].name, first_holders()[seat].nip) for label, seat in _SEATS
]

#: Seat, role, unit to which the role is narrowed.
GRANTS: tuple[tuple[str, str, str], ...] = (
    ("ORG-KIN-TIM-KETUA", "ortala", ""),
    ("ORG-KEPALA", "ortala", ""),
    ("BKPSDM-MUT-DIS-KETUA", "bkpsdm", ""),
    ("BKPSDM-KEPALA", "bkpsdm", ""),
    ("INSP-I-TIM-KETUA", "inspectorate", ""),
    ("INSP-KEPALA", "inspectorate", ""),
    ("KOMINFO-TIK-JAR-S05", "operator", ""),
    ("KOTA-AS1", "monitor", "DLH"),
    ("KOTA-AS1", "monitor", "KEC-SW"),
    ("KOTA-AS1", "monitor", "INSP"),
    ("KOTA-AS3", "monitor", "KOMINFO"),
    ("KOTA-AS3", "monitor", "BKPSDM"),
    ("KOTA-AS3", "monitor", "ORG"),
)
