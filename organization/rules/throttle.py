"""How long to wait after wrong passwords: nothing at first, then longer and longer."""

from datetime import timedelta

#: Wrong passwords that cost nothing: people mistype.
FREE_ATTEMPTS = 4
LONGEST = timedelta(minutes=15)
#: After this long without a try everything is forgotten.
FORGOTTEN_AFTER = timedelta(hours=24)


def delay_after(failures: int) -> timedelta:
    """The pause after so many wrong passwords in a row: 1, 2, 4, 8, then always 15 minutes.

    A guesser from one address thus gets about 100 tries a day; the owner of the account waits at most a quarter hour.
    """
    beyond = failures - FREE_ATTEMPTS
    if beyond <= 0:
        return timedelta(0)
    return min(timedelta(minutes=2 ** min(beyond - 1, 10)), LONGEST)
