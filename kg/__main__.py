"""``python -m kg`` and the script ``kg``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; end with the exit status of the contract."""
    from kg.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
