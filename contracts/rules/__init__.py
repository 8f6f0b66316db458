"""What the regulations say about agreements, as pure functions."""
