"""Where an endpoint takes queries, updates and graphs, and who may."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import UsageError

# Ends of a query address, and what stands in their place for updates and for the graph store, as
# the makers of the servers lay them out: Oxigraph; Fuseki; Virtuoso, whose writing doors are apart.
_LAYOUTS: tuple[tuple[str, str, str], ...] = (
    ("/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
    ("/query", "/update", "/store"),
    ("", "/update", "/store"),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The addresses of an endpoint."""

    query: str
    update: str
    graphs: str


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """Who asks. Never shown: neither in messages nor by ``repr``."""

    user: str
    password: str


def layout_of(url: str, environment: Mapping[str, str] = os.environ) -> Layout:
    """Say where an endpoint takes what; the environment overrules the usual places.

    Args:
        url: Where it takes queries; or the server's root, as Oxigraph has it.
        environment: ``KG_UPDATE_URL`` and ``KG_GRAPH_STORE_URL`` name other places.

    Raises:
        UsageError: The address names no host, or holds a password.

    >>> layout_of("http://127.0.0.1:7878/query", {}).graphs
    'http://127.0.0.1:7878/store'
    >>> layout_of("http://127.0.0.1:8890/sparql", {}).update
    'http://127.0.0.1:8890/sparql-auth'
    """
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole:
        raise UsageError(f"{url}:不是完整的网址", f"{url}: not a whole address")
    if parts.username or parts.password:
        raise UsageError(
            "网址中不要写用户名和密码;请用环境变量 KG_STORE_USER、KG_STORE_PASSWORD 或 netrc 文件",
            "put no user name or password into the address; use the environment variables "
            "KG_STORE_USER and KG_STORE_PASSWORD, or a netrc file",
        )
    base = url.rstrip("/")
    end, update, graphs = next(layout for layout in _LAYOUTS if base.endswith(layout[0]))
    root = base.removesuffix(end)
    return Layout(
        query=base if end else f"{root}/query",
        update=environment.get("KG_UPDATE_URL") or root + update,
        graphs=environment.get("KG_GRAPH_STORE_URL") or root + graphs,
    )


def credentials_for(url: str, environment: Mapping[str, str] = os.environ) -> Credentials | None:
    """Find who asks: in the environment, else in the netrc file, for the address's host.

    The netrc file is the one that ``NETRC`` names, else ``~/.netrc``.

    Raises:
        UsageError: The netrc file cannot be read.
    """
    import netrc
    from pathlib import Path

    user, password = environment.get("KG_STORE_USER"), environment.get("KG_STORE_PASSWORD")
    if user and password is not None:
        return Credentials(user, password)
    named = environment.get("NETRC")
    path = Path(named) if named else Path.home() / ".netrc"
    if not path.is_file():
        return None
    try:
        found = netrc.netrc(str(path)).authenticators(urlsplit(url).hostname or "")
    except (netrc.NetrcParseError, OSError) as error:
        raise UsageError(
            f"{path}:无法读取({error})", f"{path}: cannot be read ({error})"
        ) from error
    return None if found is None else Credentials(found[0], found[2] or "")
