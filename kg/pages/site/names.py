"""File names and anchors: short ASCII, whatever a graph calls its nodes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

_HARMLESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
# Names that Windows keeps for devices, with or without an ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_SHORT = 12


def file_stem(name: str) -> str:
    """Return a name for a file or folder: the name itself with dashes where it is harmless.

    >>> file_stem("task/3/column/eb37fce4")
    'task-3-column-eb37fce4'
    >>> file_stem("../etc")
    'n-f7f9121fdb53'
    """
    dashed = name.replace("/", "-")
    is_harmless = _HARMLESS.fullmatch(dashed) and not _DEVICES.fullmatch(dashed)
    return dashed if is_harmless and not dashed.endswith(".") else f"n-{_digest(name)}"


def name_files(names: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Give each name a file of its own, also on systems that know no capital letters.

    Where two come to the same, the first in alphabetical order keeps it.

    Args:
        names: What is to be named.
        taken: Files that are there already, in small letters.
    """
    stems: dict[str, str] = {}
    taken = set(taken)
    for name in sorted(set(names)):
        stem = file_stem(name)
        if stem.lower() in taken:
            stem = f"{stem[:100]}-{_digest(name)}"
        taken.add(stem.lower())
        stems[name] = stem
    return stems


def anchor(start: int, end: int) -> str:
    """Name the place of a span in the text page.

    >>> anchor(3390, 3402)
    'e-3390-3402'
    """
    return f"e-{start}-{end}"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:_SHORT]
