"""What a corrected NIP means for leave."""

from dailylog.nip_effects import leave_by_the_new_number
from organization.nip_effects import NipChange

OLD = "198001012005011011"


def sentences(new: str) -> list[str]:
    return [effect.sentence for effect in leave_by_the_new_number(NipChange(1, OLD, new))]


def test_a_serial_that_was_mistyped_changes_no_leave(db: None) -> None:
    assert sentences("198001012005011012") == []


def test_another_month_of_appointment_changes_the_time_served(db: None) -> None:
    assert sentences("198001012006031011") == [
        "Saldo cuti dihitung dengan masa kerja sejak Maret 2006, kecuali bila hari pertama bekerja sudah diisi."
    ]


def test_a_contract_of_the_same_year_changes_it_as_well(db: None) -> None:
    assert len(sentences("198001012005211011")) == 1


def test_the_other_sex_changes_the_terms_of_leave_at_birth(db: None) -> None:
    assert sentences("198001012005012011") == [
        "Syarat cuti melahirkan mengikuti jenis kelamin dalam NIP baru. Cuti yang sudah diberikan tetap."
    ]
