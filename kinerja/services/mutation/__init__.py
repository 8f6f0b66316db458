"""``script/mutation``: whether the tests of the rules notice when a rule is changed (docs/operations.md, "Mutation").

Each rule is changed in one place at a time; its tests are run; a change that they pass has survived. Libraries were
looked at first: mutmut changes functions alone, cosmic-ray neither texts nor tables, while half of what decides here
stands in tables of a module, as texts ("0.50", "unpaid"); and both begin a Python for each change.
"""
