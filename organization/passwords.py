"""What a password must be: long, not about the person, not one that everybody tries first."""

import re
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MIN_LENGTH = 10


class LengthValidator:
    """At least ``MIN_LENGTH`` characters."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ``ValidationError`` for a short password."""
        if len(password) < MIN_LENGTH:
            raise ValidationError(
                _("Kata sandi baru terlalu pendek. Pakai paling sedikit %(count)s huruf, angka atau tanda.")
                % {"count": MIN_LENGTH},
                code="password_short",
            )

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("paling sedikit %(count)s huruf, angka atau tanda") % {"count": MIN_LENGTH}


class PersonalValidator:
    """Holds neither the NIP, nor the birth date, nor a part of the name."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ``ValidationError`` for a password that others could work out."""
        if user is None:
            return
        digits = re.sub(r"\D", "", password)
        if any(secret in digits for secret in _personal_digits(user.nip)):
            message = _("Kata sandi baru memuat NIP atau tanggal lahir Anda. Pilih yang tidak dapat ditebak orang.")
            raise ValidationError(message, code="password_personal")
        if any(part in password.lower() for part in _name_parts(user.name)):
            message = _("Kata sandi baru memuat nama Anda. Pilih yang tidak dapat ditebak orang.")
            raise ValidationError(message, code="password_personal")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("tidak memuat nama, NIP atau tanggal lahir Anda")


class CommonValidator(CommonPasswordValidator):
    """Not among the 20,000 passwords that are used most (Django's list)."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ``ValidationError`` for a password that everybody tries first."""
        if password.lower().strip() in self.passwords:
            message = _("Kata sandi baru terlalu umum dan cepat ditebak. Gabungkan beberapa kata yang tidak berkaitan.")
            raise ValidationError(message, code="password_common")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("bukan kata sandi yang banyak dipakai orang")


def _personal_digits(nip: str) -> set[str]:
    year, month, day = nip[:4], nip[4:6], nip[6:8]
    return {nip, nip[8:], year + month + day, day + month + year, day + month + year[2:]}


def _name_parts(name: str) -> list[str]:
    """Parts of at least four letters; titles are shorter."""
    return [part for part in re.findall(r"\w+", name.lower()) if len(part) >= 4]
