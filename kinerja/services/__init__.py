"""Runs Kinerja on one machine: embedded PostgreSQL and Redis, the web server, the workers, and the checks of the tree.

Nothing here needs Django's settings: these modules compute the environment that the settings are read from.
"""
