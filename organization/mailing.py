"""The mail server: whether there is one, and one mail handed over, said for certain whether it was taken, if known."""

from __future__ import annotations

from contextlib import suppress
from smtplib import SMTPException, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

#: A mail that the server refused is tried so often.
ATTEMPTS = 5
#: By these the server itself said no: nothing was taken.
_ANSWERED = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError, ValueError)


class MailRefusedError(Exception):
    """The mail was certainly not taken; later it may be."""


class MailUnclearError(Exception):
    """The line broke while the mail was being handed over: nobody knows whether it was taken."""


def mail_is_set_up() -> bool:
    """Whether this server knows a mail server and a sender."""
    return bool(settings.EMAIL_URL and settings.DEFAULT_FROM_EMAIL)


def hand_over(message: EmailMessage) -> None:
    """Send one mail over a connection of its own. Raises ``MailRefusedError`` or ``MailUnclearError``.

    Neither names the address, which a server quotes in its refusal: the kind and the code say enough.
    """
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        raise MailRefusedError(_kind(error)) from error
    try:
        message.connection = connection
        message.send()
    except _ANSWERED as error:
        raise MailRefusedError(_kind(error)) from error
    except (SMTPException, OSError) as error:
        raise MailUnclearError(_kind(error)) from error
    finally:
        # A line that breaks at the farewell takes nothing back.
        with suppress(SMTPException, OSError):
            connection.close()


def _kind(error: Exception) -> str:
    code = getattr(error, "smtp_code", "")
    if isinstance(error, SMTPRecipientsRefused):
        code = next((each for each, _said in error.recipients.values()), "")
    return f"{type(error).__name__} {code}".strip()
