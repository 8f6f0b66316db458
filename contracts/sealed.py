"""What of the papers only grows, and is sealed with history (docs/decisions/0030-seals-in-a-chain.md)."""

from kinerja.chain.parts import register_part

register_part("contracts_storedfile")
register_part("contracts_signature")
# Revoking is the one change that a certificate ever sees.
register_part("contracts_certificate", without=("revoked_at", "revoked_reason"))
