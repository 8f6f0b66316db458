"""Electronic signatures: the built-in authority, signing, the certified provider, verification."""
