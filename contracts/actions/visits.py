"""Brakes the public verification: so many visits a minute from one address, counted in the database."""

import ipaddress
from datetime import datetime

from django.db import connection

from contracts.models import Visit

#: Visits of one address in a minute.
MOST_A_MINUTE = 60

_COUNT = """
INSERT INTO contracts_visit (address, minute, count) VALUES (%s, %s, 1)
ON CONFLICT (address, minute) DO UPDATE SET count = contracts_visit.count + 1 RETURNING count
"""


def admit_visit(*, address: str, now: datetime) -> bool:
    """Count a visit; whether it is still within the limit.

    Earlier minutes are thrown away with the first visit of a new one, so that the table holds one minute. Addresses
    of IPv6 count by their network of 64 bits, which is what one visitor has.
    """
    minute = now.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_network(address), minute])
        (count,) = cursor.fetchone()
    if count == 1:
        Visit.objects.filter(minute__lt=minute).delete()
    return bool(count <= MOST_A_MINUTE)


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
