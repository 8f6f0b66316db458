"""`python -m tests.oracle FOLDER KIND PERIOD [--as-of INSTANT]`: an export of a folder of tables, as CSV."""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import datetime

from tests.oracle import EXPORTS, HEADERS, load


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.oracle")
    parser.add_argument("folder")
    parser.add_argument("kind", choices=sorted(EXPORTS))
    parser.add_argument("period", help="2025-03; for pledges also 2025")
    parser.add_argument("--as-of", type=datetime.fromisoformat)
    options = parser.parse_args()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(HEADERS[options.kind].split())
    writer.writerows(EXPORTS[options.kind](load(options.folder), options.period, options.as_of))


main()
