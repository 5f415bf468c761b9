"""Templates: everything is escaped, words come in two languages, nothing is fetched from afar."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import __version__
from kg.pages.site import words
from kg.pages.site.kinds import NAMES, Kind
from kg.pages.site.names import anchor
from kg.rules import around

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = Path(__file__).parents[1] / "templates" / "site"
ASSETS = TEMPLATES / "assets"
# What the graph page uses as well.
SHARED = TEMPLATES.parent / "shared"
# Scripts and styles lie beside the pages; nothing inline runs, nothing is sent anywhere.
SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def make_environment() -> Environment:
    """Make the environment with all that the templates use."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        t=both,
        say=lambda table, key: both(*words.say(words.TABLES[table], key)),
        # An option of a select can hold no element.
        option=lambda table, key: words.say(words.TABLES[table], key),
        kinds=NAMES,
        Kind=Kind,
        version=__version__,
        anchor=anchor,
        around=around,
    )
    made.filters.update(
        w=lambda pair: both(*pair), data=escape_data, cr=keep_returns, tight=tighten, soft=soften
    )
    return made


def render(environment: Environment, template: str, **context: Any) -> bytes:
    """Render a template as UTF-8."""
    return environment.get_template(template).render(**context).encode()


def both(zh: str, en: str) -> Markup:
    """Write words in both languages; the page shows one of them."""
    from markupsafe import Markup

    if zh == en:
        return Markup("{}").format(zh)
    return Markup('<span class="zh">{}</span><span class="en" lang="en">{}</span>').format(zh, en)


def keep_returns(text: str) -> Markup:
    """Escape text so that a browser keeps its carriage returns, as the offsets count them."""
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704 (escaped in this line)


def soften(path: str) -> Markup:
    """Let a path be broken behind its slashes.

    >>> soften("task/3")
    Markup('task/<wbr>3')
    """
    from markupsafe import Markup, escape

    return Markup("/<wbr>").join(escape(piece) for piece in path.split("/"))


def tighten(text: str) -> str:
    r"""Leave out blank lines, for a quote that runs over the rows of a flattened table.

    >>> tighten("6\n\n数字贸易额")
    '6\n数字贸易额'
    """
    return re.sub(r"\s*\n\s*", "\n", text)


def escape_data(value: object) -> Markup:
    """Write JSON that no HTML parser can leave before ``</script>``."""
    from markupsafe import Markup

    return Markup(encode_data(value))  # noqa: S704 (holds no character that HTML knows)


def encode_data(value: object) -> str:
    r"""Write JSON without any character that means something in HTML or ends a line of a script.

    >>> encode_data("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def read_asset(name: str) -> str:
    """Read a script or a style sheet that ships with kg."""
    folder = ASSETS if (ASSETS / name).is_file() else SHARED
    return (folder / name).read_text(encoding="utf-8")


def single_policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """Allow just these scripts and styles inside one file, each by its digest."""

    def digests(codes: tuple[str, ...]) -> str:
        return " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
            for code in codes
        )

    return (
        f"default-src 'none'; script-src {digests(scripts)}; style-src {digests(styles)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
