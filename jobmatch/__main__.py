"""python3 -m jobmatch: set up first (standard library only), then the command line."""

from __future__ import annotations

import sys

from jobmatch import bootstrap


def main() -> None:
    """Run the program; the console script and `python3 -m jobmatch` both start here."""
    bootstrap.prepare(sys.argv[1:])
    # Imported late: before prepare() has run, nothing but the standard library may be there.
    from jobmatch.cli import main as cli  # noqa: PLC0415

    cli.main()


if __name__ == "__main__":
    main()
