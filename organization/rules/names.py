"""How a region is called."""

_GOVERNMENT = "Pemerintah "


def region_alone(name: str) -> str:
    """The region without the word of its government, which tables write either way: ``Kota Contoh``."""
    return name[len(_GOVERNMENT) :] if name.lower().startswith(_GOVERNMENT.lower()) else name


def government_of(name: str) -> str:
    """The region's government as letterheads name it: ``Pemerintah Kota Contoh``, with the word once."""
    return f"{_GOVERNMENT}{region_alone(name)}"
