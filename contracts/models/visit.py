"""How often a stranger's address asked for the public verification: what the brake on guessing counts."""

from django.db import models


class Visit(models.Model):
    """Visits of one address within one minute. Rows of earlier minutes go as new ones come."""

    address = models.CharField(max_length=64)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["minute", "address"]
        constraints = [models.UniqueConstraint(fields=["address", "minute"], name="visit_once_a_minute")]
        indexes = [models.Index(fields=["minute"], name="visit_by_minute")]

    def __str__(self) -> str:
        return f"{self.address} {self.count}"
