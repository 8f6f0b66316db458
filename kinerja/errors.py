"""Errors of the domain, the same for page, task and command."""


class DomainError(Exception):
    """Something the rules forbid: a stable ``code`` and a sentence that tells the user what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
