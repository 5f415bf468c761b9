"""The options ``--lexicon`` and ``--profile`` of commands that read texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_FILE = click.Path(path_type=Path, dir_okay=False)


def own_words(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options; it gets ``lexicons`` and ``profiles``."""
    lexicon = click.option(
        "--lexicon",
        "lexicons",
        multiple=True,
        metavar="FILE",
        type=_FILE,
        help="自己的词(TOML),加在词库之上;可重复。 Your own words, over ours; may be repeated.",
    )
    profile = click.option(
        "--profile",
        "profiles",
        multiple=True,
        metavar="FILE",
        type=_FILE,
        help="自己的表头等写法(TOML),加在模板之上;可重复。 Your own forms, over ours.",
    )
    return lexicon(profile(command))
