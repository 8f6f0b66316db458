"""``python -m kinerja.services``: what the commands in ``script/`` call."""

import sys

from kinerja.services.cli import main

sys.exit(main(sys.argv[1:]))
