"""What of people only grows, and is sealed with history (docs/decisions/0030-seals-in-a-chain.md)."""

from kinerja.chain.parts import register_part

register_part("organization_nipcorrection")
