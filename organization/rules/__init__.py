"""Rules of identity numbers and authority, in plain functions."""
