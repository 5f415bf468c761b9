"""The site's folder: what a former run left there and this one does not make is taken away."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kg.errors import SourceError, UsageError, Words
from kg.store import write_whole

# Lists the files of the site, so that the next run knows which are its own.
LIST = "site.json"


def write_site(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write all files of a site into a folder, once all are made.

    Files that an earlier run listed and this one does not make are removed; others stay.

    Returns:
        How many files were written.

    Raises:
        UsageError: The folder holds something else.
    """
    former = _read_list(folder)
    made = dict(files)
    # The list comes first: should the rest fail half-way, the next run still knows its own files.
    listed = json.dumps({"files": sorted(former | set(made))}, indent=1) + "\n"
    write_whole(folder / LIST, listed.encode())
    for path, data in made.items():
        write_whole(folder / path, data)
    for path in sorted(former - set(made)):
        (folder / path).unlink(missing_ok=True)
    listed = json.dumps({"files": sorted(made)}, indent=1) + "\n"
    write_whole(folder / LIST, listed.encode())
    return len(made)


def _read_list(folder: Path) -> set[str]:
    if not folder.exists() or not any(folder.iterdir()):
        return set()
    listing = folder / LIST
    if not listing.is_file():
        raise UsageError(
            f"{folder}不是空文件夹,也不是 kg site 以前写出的;请换一个文件夹",
            f"{folder} is neither empty nor a site that kg wrote; choose another folder",
        )
    try:
        files = json.loads(listing.read_bytes())["files"]
        paths = {PurePosixPath(path) for path in files}
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(
            listing,
            Words("无法读取", "it cannot be read"),
            Words("请删除该文件夹后重试", "delete the folder and try again"),
        ) from error
    return {str(path) for path in paths if not path.is_absolute() and ".." not in path.parts}
