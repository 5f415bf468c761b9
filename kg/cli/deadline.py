"""An end for a command whose engine cannot be stopped from inside: the whole process ends."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kg.cli.group import Session
from kg.errors import QueryTimeoutError
from kg.store import AnyStore, Store


@contextmanager
def deadline(session: Session, store: AnyStore, seconds: float) -> Iterator[None]:
    """End the process with the status of the contract when the work inside takes too long.

    Nothing has been written by then: a result is written once it is whole. An endpoint is not
    waited for any longer by its client, which says so itself.
    """
    if not isinstance(store, Store):
        yield
        return
    timer = threading.Timer(seconds, _end, (session, seconds))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end(session: Session, seconds: float) -> None:
    error = QueryTimeoutError(seconds)
    session.say_error(error)
    sys.stderr.flush()
    os._exit(error.exit_status)
