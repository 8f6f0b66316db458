"""Measurements anyone can repeat: what a piece of work costs here, beside the least that the same work can cost."""
