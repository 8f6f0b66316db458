"""How dates, times and numbers are written and read, per language (FORMAT_MODULE_PATH)."""
