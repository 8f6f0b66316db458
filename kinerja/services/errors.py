"""What can go wrong around the services, said in one sentence with the command that helps."""


class ServiceError(Exception):
    """A service cannot do its work.

    ``message`` is one sentence for the person at the terminal; ``command`` is what to type next.
    """

    def __init__(self, message: str, command: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.command = command

    def __str__(self) -> str:
        return f"{self.message}\nType: {self.command}" if self.command else self.message
