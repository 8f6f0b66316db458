"""Reads ``EMAIL_URL`` into Django's mail settings; without it nothing is ever sent."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

#: Scheme → (port unless said, STARTTLS, TLS from the first byte).
_SCHEMES = {"smtp": (25, False, False), "smtp+tls": (587, True, False), "smtps": (465, False, True)}
#: Seconds that the mail server has for an answer.
TIMEOUT = 20


def parse_email_url(url: str) -> dict[str, Any]:
    """``smtp+tls://user:password@host:port`` as settings of Django; ``console:`` prints instead, empty sends nothing.

    ``smtp`` is unencrypted (for a relay on the same machine), ``smtp+tls`` switches by STARTTLS, ``smtps`` is TLS from
    the start. ``?timeout=`` gives seconds. Raises ``ValueError`` for another scheme or no host.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ValueError("EMAIL_URL must look like smtp+tls://user:password@host:587")
    port, starttls, tls = _SCHEMES[parts.scheme]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": starttls,
        "EMAIL_USE_SSL": tls,
        "EMAIL_TIMEOUT": int(dict(parse_qsl(parts.query)).get("timeout", TIMEOUT)),
    }
