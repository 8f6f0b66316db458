"""The history of every row that decides about people, and the seals over it: append-only, held so by triggers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class History(models.Model):
    """One change of one row: what it was, what it became, who did it and why.

    Triggers write it, so that bulk updates and raw SQL leave their trace as well; a trigger forbids changing it.
    """

    at = models.DateTimeField(_("waktu"))
    actor = models.CharField(_("oleh"), max_length=40, blank=True)
    reason = models.TextField(_("alasan"), blank=True)
    table = models.CharField(_("tabel"), max_length=63, db_column="table_name")
    row = models.CharField(_("baris"), max_length=40)
    operation = models.CharField(_("perbuatan"), max_length=6)
    before = models.JSONField(_("semula"), null=True)
    after = models.JSONField(_("menjadi"), null=True)

    class Meta:
        verbose_name = _("riwayat")
        indexes = [models.Index(fields=["table", "row"], name="history_of_a_row")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.operation} {self.table} {self.row}"


class HistorySeal(models.Model):
    """One link of the chain (docs/decisions/0030-seals-in-a-chain.md): everything new in the sealed tables.

    ``parts`` says for each table up to which id it is sealed, how many rows came with this link, and their digest.
    ``guards`` is the digest of all triggers of the database and their functions. ``sha256`` is over all of this and
    ``previous``, the digest of the link before: whoever knows one head knows everything that came before it.
    """

    number = models.PositiveBigIntegerField(_("nomor"), primary_key=True)
    at = models.DateTimeField(_("waktu"))
    parts = models.JSONField(_("isi"))
    guards = models.CharField(_("penjaga"), max_length=64)
    previous = models.CharField(_("segel sebelumnya"), max_length=64, blank=True)
    sha256 = models.CharField(_("segel"), max_length=64)

    class Meta:
        ordering = ["number"]
        verbose_name = _("segel riwayat")

    def __str__(self) -> str:
        return self.head

    @property
    def head(self) -> str:
        """The link as it is kept outside: its number and its digest."""
        return f"{self.number}:{self.sha256}"

    @property
    def rows(self) -> int:
        """How many rows came with this link."""
        return sum(part["rows"] for part in self.parts.values())
