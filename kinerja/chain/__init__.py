"""The chain of seals over what only grows: history, and whatever the apps register (docs/decisions/0030)."""
