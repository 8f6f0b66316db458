"""What is sealed is read by its purpose alone, and after a change of keys as long as the old one is named."""

from typing import Any

import pytest

from kinerja.sealing import SealBrokenError, seal, unseal


def test_what_was_sealed_comes_back_and_does_not_show() -> None:
    sealed = seal(b"rahasia", "test")
    assert unseal(sealed, "test") == b"rahasia"
    assert "rahasia" not in sealed


def test_another_purpose_cannot_read_it() -> None:
    with pytest.raises(SealBrokenError):
        unseal(seal(b"rahasia", "test"), "another")


def test_the_old_key_reads_as_long_as_it_is_a_fallback(settings: Any) -> None:
    settings.SECRET_KEY = "old-key-of-this-test"
    sealed = seal(b"rahasia", "test")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new-key-of-this-test", ["old-key-of-this-test"]
    assert unseal(sealed, "test") == b"rahasia"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(SealBrokenError):
        unseal(sealed, "test")


@pytest.mark.parametrize("nonsense", ["", "x", "gAAAAA=="])
def test_what_nobody_sealed_is_refused(nonsense: str) -> None:
    with pytest.raises(SealBrokenError):
        unseal(nonsense, "test")
