"""How to answer a server that asks who is there: in the way that it asks for, and only then."""

from __future__ import annotations

from collections.abc import Generator

import httpx

from kg.store.layout import Credentials

_UNAUTHORISED = 401


class Challenged(httpx.Auth):
    """Sends name and password once a server asks: hashed where it can (Digest), else as Basic.

    Virtuoso asks for Digest, and gives a request that came with Basic no second chance.
    """

    def __init__(self, credentials: Credentials) -> None:
        self._basic = httpx.BasicAuth(credentials.user, credentials.password)
        self._digest = httpx.DigestAuth(credentials.user, credentials.password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request, with what the server has asked for before."""
        if self._chosen is None:
            response = yield request
            if response.status_code != _UNAUTHORISED:
                return
            asked = response.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if "digest" in asked else self._basic
        yield from self._chosen.auth_flow(request)


def challenged(credentials: Credentials | None) -> httpx.Auth | None:
    """Return who answers a server; nobody without credentials."""
    return None if credentials is None else Challenged(credentials)
