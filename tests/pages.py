"""A site as tests read it: each page taken apart by a parser that is not ours."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag

from kg.pages.site.build import make_site
from tests.conftest import built

_VOID = {"meta", "link", "br", "input", "img", "rect", "path", "wbr"}
_URLS = ("href", "src", "action", "data", "poster", "srcset", "formaction", "xlink:href")


@dataclass
class Page(HTMLParser):
    """Tags, attributes, addresses, anchors and words of a page."""

    html: str
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    scripts: list[tuple[dict[str, str], str]] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside = ""
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in given.items()]
        self.ids += [value for name, value in given.items() if name == "id"]
        if tag in ("script", "style"):
            self._inside = tag
        if tag == "script":
            self.scripts.append((given, ""))
        elif tag == "style":
            self.styles.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            given, code = self.scripts.pop()
            self.scripts.append((given, code + data))
        elif self._inside == "style":
            self.styles[-1] += data
        else:
            self.pieces.append(data)

    @cached_property
    def words(self) -> str:
        return "".join(self.pieces)

    @property
    def urls(self) -> list[str]:
        return [value for _, name, value in self.attributes if name in _URLS]


Site = dict[str, bytes]


@cache
def site_of(name: str) -> Site:
    """Make the site of one of the tests' documents, once."""
    return dict(make_site(built(name).store))


@cache
def pages_of(name: str) -> dict[str, Page]:
    """Take the site's own pages apart; the graph page has tests of its own."""
    return open_pages(site_of(name))


def open_pages(site: Site) -> dict[str, Page]:
    return {
        path: Page(data.decode())
        for path, data in site.items()
        if path.endswith(".html") and not path.endswith("graph.html")
    }


def broken_links(site: Site, pages: dict[str, Page]) -> list[str]:
    """Name each address that leads to no file, or to no anchor in its file."""
    broken = []
    anchors = {path: set(page.ids) for path, page in pages.items()}
    for path, page in pages.items():
        for url in set(page.urls) - {"data:,"}:
            address, name = urldefrag(url)
            assert not re.match(r"[a-z]+:|//|/", address), (path, url)
            aim = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
            aim = path if not address else aim
            is_choice = "=" in name and _is_offered(site, pages, aim, name)
            if aim not in site or (name and not is_choice and name not in anchors.get(aim, ())):
                broken.append(f"{path}: {url}")
    return broken


def _is_offered(site: Site, pages: dict[str, Page], path: str, choice: str) -> bool:
    """Say whether a page can choose this: a filter's value, or a node of the graph page."""
    if path.endswith("graph.html"):
        return choice.startswith("node=") and f'"{unquote(choice[5:])}"'.encode() in site[path]
    page = pages[path]
    name, _, value = choice.partition("=")
    form, _, control = name.partition(".")
    attributes = set(page.attributes)
    wanted = {("form", "data-filters", form), ("select", "name", control)}
    return wanted | {("option", "value", value)} <= attributes
