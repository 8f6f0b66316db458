"""Django's admin as the operator's back door: raw rows to look at, and the few to mend that no page mends.

Each app registers its tables in its ``admin.py`` (docs/decisions/0032-a-back-door-for-the-operator.md).
"""
