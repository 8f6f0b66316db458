"""The history of every row that decides about people: append-only, written by triggers, never by the program."""

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
