"""Errors of the domain, the same for page, task and command."""


class DomainError(Exception):
    """Something the rules forbid: a stable ``code`` and a sentence that tells the user what to do.

    The floors without Django give the sentence as it stands in the source and what to fill in; ``message`` is then
    Indonesian, and a page says it in its language by ``kinerja.ui.wording.refusal``.
    """

    def __init__(self, code: str, message: str, **params: object) -> None:
        self.code = code
        self.message_id = message
        self.params = params
        self.message = message % params if params else message
        super().__init__(self.message)
