"""Invented names of many origins; nobody real is meant."""

from collections.abc import Iterator
from itertools import count

#: Origin → men's given names, women's given names, family or second names (men's, women's).
_ORIGINS: tuple[tuple[str, str, str, str], ...] = (
    ("Bambang Sigit Wahyu Heru Joko", "Sri Endang Wening Retno Lestari", "Prasetya Wicaksono Santosa", "Rahayu Palupi"),
    (
        "Asep Dadang Cecep Ujang Deden",
        "Neng Euis Imas Lilis Rina",
        "Komarudin Hermawan Sopandi",
        "Komalasari Nurhayati",
    ),
    (
        "Lukas Rudolf Parlin Togar Binsar",
        "Yuliana Rotua Tiurma Lasma Dame",
        "Sihombing Tobing Simanjuntak",
        "Sitorus Manik",
    ),
    (
        "Zulfan Syafrizal Hendri Rizal Fauzan",
        "Rahmi Yusnita Desi Fitri Elvi",
        "Tanjung Koto Piliang",
        "Chaniago Sikumbang",
    ),
    (
        "I Made I Wayan I Nyoman I Ketut",
        "Ni Made Ni Luh Ni Ketut Ni Putu",
        "Suardana Artawan Wirawan",
        "Widiasih Trisnadewi",
    ),
    (
        "Baharuddin Andi Syarif Ilham Rustam",
        "Andi Hasnah Marwah Nurlela Hajrah",
        "Lahay Tenriawaru Makkasau",
        "Mappiasse Pawelloi",
    ),
    ("Robby Ferdy Jefri Vecky Denny", "Meyke Grace Olvi Femmy Deisy", "Manuputty Rondonuwu Lumintang", "Wowor Mandagi"),
    (
        "Paulus Yance Marthen Otniel Elisa",
        "Selvina Yohana Marice Dorkas Naomi",
        "Rumbewas Wanggai Mandacan",
        "Kafiar Rumbiak",
    ),
    ("Zulkarnain Fadhil Muzakir Iskandar", "Nurul Meutia Safrida Rauzah", "Akbar Daud Hasballah", "Zahara Maulida"),
    (
        "Hendra Yohanes Stefanus Kevin Albert",
        "Meiling Silvia Jessica Liana Yenny",
        "Tandiono Gunadi Halim",
        "Kusnadi Wijaya",
    ),
    ("Mahfud Saleh Mat Rofi Hasan", "Aisyah Romlah Halimah Mutmainah", "Syaifullah Jufri Munandar", "Kulsum Hasanah"),
    (
        "Haris Syamsul Rusdi Ahmad Gazali",
        "Norhayati Mahrita Hayatun Rusmala",
        "Anshari Mahyudin Rahman",
        "Fitriani Saputri",
    ),
    (
        "Gregorius Yosef Kornelis Blasius Remigius",
        "Maria Kristina Theresia Agnes Yustina",
        "Wae Lamanepa Nahak",
        "Bere Seran",
    ),
    (
        "Salim Fikri Umar Faisal Hadi",
        "Salma Laila Nadia Syarifah Zahra",
        "Bachmid Alaydrus Assagaf",
        "Alkatiri Bawazier",
    ),
    ("Jamal Rohim Sabeni Mamat Naih", "Rohayah Asmah Saodah Munah", "Sanusi Muchtar Sarbini", "Maryam Juleha"),
)
#: Compound given names stay together.
_COMPOUND = ("I ", "Ni ")


def _given(text: str) -> list[str]:
    words = text.split()
    if text.startswith(_COMPOUND):
        return [" ".join(words[at : at + 2]) for at in range(0, len(words), 2)]
    return words


def _pool(female: bool) -> Iterator[str]:
    """Names of one sex; origins take turns, and no name comes twice in the first three hundred."""
    for turn in count():
        for origin in _ORIGINS:
            given = _given(origin[1] if female else origin[0])
            family = origin[3 if female else 2].split()
            first, rest = turn % len(given), turn // len(given)
            yield f"{given[first]} {family[(first + rest) % len(family)]}"


def name_stream() -> Iterator[tuple[str, bool]]:
    """Endless pairs of name and whether a woman bears it, alternating."""
    men, women = _pool(female=False), _pool(female=True)
    while True:
        yield next(men), False
        yield next(women), True
