"""The demo city: a generator of interchange tables, imported like any city's own."""
