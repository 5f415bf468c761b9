"""The command line: a few lines over functions that can be called without it.

Libraries are imported inside commands, so that ``kg --help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType

import click

from kg.cli.group import Session, cli
from kg.errors import KgError
from kg.extras import missing_extra

_DEFECT = 3
_INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run a command and return the exit status of the contract."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.excepthook = _defect
    session = Session()
    try:
        result = cli.main(list(arguments), prog_name="kg", standalone_mode=False, obj=session)
    except KgError as error:
        session.say_error(error)
        return error.exit_status
    except ModuleNotFoundError as error:
        missing = missing_extra(error)
        if missing is None:
            raise
        session.say_error(missing)
        return missing.exit_status
    except click.ClickException as error:
        click.echo(f"kg: {error.format_message()}", err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    return result if isinstance(result, int) else 0


def _defect(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show what went wrong in the program itself, and end with the status for it."""
    sys.__excepthook__(kind, error, trace)
    raise SystemExit(_DEFECT)
