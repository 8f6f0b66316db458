"""The clock of the background work, on machines whose own clock is set back."""

from datetime import timedelta

from celery.beat import PersistentScheduler

TOLERANCE = timedelta(minutes=1)
"""Smaller corrections of the machine's clock are waited out."""


class Scheduler(PersistentScheduler):  # type: ignore[misc]  # Celery has no types
    """Celery's, which else waits until the clock has come again to where it was when each task last ran.

    A machine that starts with a wrong clock, and is put right by the network hours later, would send nothing for hours,
    after a restart neither: the instants are kept in a file. Tasks may run twice, so that an instant in the future is
    simply taken for now.
    """

    def tick(self, *args: object, **options: object) -> float:
        """One look at the clock, as Celery's; seconds until the next."""
        ahead = [entry for entry in self.schedule.values() if entry.last_run_at > entry.default_now() + TOLERANCE]
        for entry in ahead:
            entry.last_run_at = entry.default_now()
        if ahead:
            # The order of what is to come was made by the clock as it was.
            self._heap = None
        return float(super().tick(*args, **options))
