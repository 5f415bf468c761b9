"""``python -m kg`` and the script ``kg``."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line; end with the exit status of the contract.

    The process ends without taking the graph apart: to free its pieces one by one takes a seventh
    of the time of a short command, and the system takes the memory back at once. All results are
    written by then; nothing waits for the interpreter's own end.
    """
    # The records of a graph stand in no circles: to look for some at every 700th takes a twentieth
    # of a short command.
    gc.set_threshold(100_000, 50, 50)
    from kg.cli import run

    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # the reader has left, as `head` does
        status = status or 0
    os._exit(status)


if __name__ == "__main__":
    main()
