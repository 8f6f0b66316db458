"""The statements of the pledge sheet (domain sheet §2.6)."""

from contracts.rules.pledge_text import statements


def test_an_operational_agreement_with_the_mayor_has_the_words_of_the_letter() -> None:
    first, second, third = statements(kind="pko", second_party="Wali Kota Surabaya")

    assert first == (
        "Kami sanggup mewujudkan kinerja sesuai perjanjian kinerja operasional dan lampirannya yang telah kami"
        " tandatangani bersama Wali Kota Surabaya."
    )
    assert second == (
        "Bahwa data pendukung kinerja yang kami sampaikan adalah benar sesuai kinerja yang telah dilaksanakan."
    )
    assert third == (
        "Kami sanggup mengundurkan diri dari jabatan kami secara sukarela, apabila dalam pelaksanaan perjanjian kinerja"
        " operasional ini secara berturut-turut sampai akhir tahun terdapat ketidaksesuaian tanpa disertai bukti yang"
        " bisa dipertanggungjawabkan dengan kinerja yang sudah kami sampaikan."
    )


def test_who_declares_alone_signed_with_nobody() -> None:
    assert statements(kind="pk", second_party="")[0] == (
        "Kami sanggup mewujudkan kinerja sesuai perjanjian kinerja dan lampirannya yang telah kami tandatangani."
    )
