"""What the tests of agreements share: papers that cost nothing, where a test is not about the paper."""

import pytest

from contracts.rules.deed import Deed, canonical


@pytest.fixture
def plain_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Agreeing makes a stand-in for the PDF: the very words of the deed."""

    def stand_in(deed: Deed, **_options: object) -> bytes:
        return b"%PDF-1.7 " + canonical(deed)

    monkeypatch.setattr("contracts.actions.freeze.render", stand_in)
