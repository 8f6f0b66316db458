"""The entries of this app in the menu."""
