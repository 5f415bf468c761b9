"""Zip files with the same bytes every time: no clock, no order but the one given."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

# The format wants a day for each file: always the first that it knows.
_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN, _RUNNABLE = 0o100644, 0o100755


def pack(files: Iterable[tuple[str, bytes]], *, runnable: Iterable[str] = ()) -> bytes:
    """Pack files in the order given.

    Args:
        files: Path in the archive, with slashes, and bytes.
        runnable: Paths of the files that a Unix system may run.

    >>> pack([("a.txt", b"a")]) == pack([("a.txt", b"a")])
    True
    """
    programs = set(runnable)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in files:
            entry = zipfile.ZipInfo(path, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = (_RUNNABLE if path in programs else _PLAIN) << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def unpack(data: bytes) -> list[tuple[str, bytes]]:
    """Read the files of an archive, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]
