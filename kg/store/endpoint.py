"""Triples behind a SPARQL 1.1 Protocol endpoint, over HTTP."""

from __future__ import annotations

import re
import time
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.errors import EndpointError, QueryTimeoutError, UsageError, Words
from kg.store.answers import Answer, Dataset, Graph
from kg.store.layout import credentials_for, layout_of
from kg.store.results import read_results
from kg.store.terms import Rows, value_of
from kg.store.wording import makes_a_graph

if TYPE_CHECKING:
    import httpx

# Writing a plan takes longer than asking; a server that has not answered by then does not work.
_WRITE_SECONDS = 300.0
_CONNECT_SECONDS = 10.0
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_GRAPHS = f"{_TRIPLES}, text/turtle;q=0.5"
_LONGEST_SAID = 160

_CHECK = Words(
    "请检查网址(--store)、服务是否在运行",
    "check the address (--store) and whether the server runs",
)
_UNAUTHORISED = Words(
    "请用环境变量 KG_STORE_USER、KG_STORE_PASSWORD 或 netrc 文件给出用户名和密码",
    "give user name and password in KG_STORE_USER and KG_STORE_PASSWORD, or in a netrc file",
)


class Endpoint:
    """A store that is asked over HTTP; its default graph must be the union of all graphs.

    Attributes:
        name: What messages call it: its address.
    """

    def __init__(self, url: str, *, seconds: float) -> None:
        self.name = url
        self.seconds = seconds
        self._layout = layout_of(url)
        self._http: httpx.Client | None = None

    def select(self, query: str) -> Rows:
        """Answer a SELECT query.

        Raises:
            UsageError: The query is malformed or no SELECT.
            EndpointError: The endpoint does not answer as it should.
            QueryTimeoutError: It does not answer in time.
        """
        answer = self.answer(query)
        if not isinstance(answer, Rows):
            raise UsageError("不是SELECT查询", "the query is no SELECT")
        return answer

    def answer(
        self,
        query: str,
        *,
        most: int | None = None,
        seconds: float | None = None,
        dataset: Dataset | None = None,
    ) -> Answer:
        """Answer a query of any form.

        Args:
            query: The text.
            most: How many rows or triples are wanted at most.
            seconds: How long it may take, the whole transfer included.
            dataset: The graphs that the query chooses; ``None`` for all.

        Raises:
            UsageError: The query is malformed.
            EndpointError: The endpoint does not answer as it should.
            QueryTimeoutError: It does not answer in time.
        """
        given = self.seconds if seconds is None else seconds
        kind, body, headers = self._ask(query, given, dataset)
        answer: Answer
        if "json" in kind:
            answer = self._read_rows(body)
        elif kind.startswith((_TRIPLES, "text/plain", "text/turtle", "text/ntriples")):
            answer = Graph(_read_triples(self.name, kind, body))
        else:
            raise self._not_an_answer(kind, body)
        limit = headers.get("x-sparql-maxrows")
        if headers.get("x-sql-state") == "S1TAT":
            raise QueryTimeoutError(given)
        return _cut(answer, most, int(limit) if limit else None)

    def graphs(self) -> list[str]:
        """Name all graphs, sorted."""
        # Virtuoso takes 500 times as long with DISTINCT as with GROUP BY.
        query = "SELECT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
        return sorted(value_of(row, "graph") for row in self.select(query).rows)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Fetch all quads, or those of one graph, and count them: none may be missing.

        Raises:
            EndpointError: The endpoint gives fewer triples than it says it has.
        """
        from pyoxigraph import NamedNode

        for name in self.graphs() if graph is None else [graph]:
            pattern = f"{{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
            answer = self.answer(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {pattern}")
            triples = set(answer.triples) if isinstance(answer, Graph) else set()
            [row] = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {pattern}").rows
            expected = int(row["n"].value) if row["n"] else 0
            if len(triples) != expected:
                raise EndpointError(
                    self.name,
                    Words(
                        f"图<{name}>有{expected}条三元组,只取得{len(triples)}条",
                        f"graph <{name}> has {expected} triples, only {len(triples)} came",
                    ),
                    Words(
                        "请调高服务器的结果行数上限后再试",
                        "raise the server's limit of result rows and try again",
                    ),
                )
            for triple in triples:
                yield Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))

    def put_graph(self, graph: str, triples: Iterable[Triple]) -> None:
        """Put triples in the place of all that a graph holds.

        Raises:
            EndpointError: The endpoint refuses or does not answer.
        """
        self._write("PUT", graph, serialize(triples, format=RdfFormat.N_TRIPLES) or b"")

    def add_to_graph(self, graph: str, triples: Iterable[Triple]) -> None:
        """Put triples beside all that a graph holds.

        Raises:
            EndpointError: The endpoint refuses or does not answer.
        """
        self._write("POST", graph, serialize(triples, format=RdfFormat.N_TRIPLES) or b"")

    def delete_graph(self, graph: str) -> None:
        """Take a graph away, whether it is there or not.

        Raises:
            EndpointError: The endpoint refuses or does not answer.
        """
        self._write("DELETE", graph, None)

    def _client(self) -> httpx.Client:
        """Make the client when it is first needed: to import its library takes a while."""
        import httpx

        from kg.store.login import challenged

        if self._http is None:
            self._http = httpx.Client(
                auth=challenged(credentials_for(self.name)),
                timeout=httpx.Timeout(self.seconds, connect=_CONNECT_SECONDS),
                trust_env=False,
                headers={"user-agent": "planning-kg"},
            )
            weakref.finalize(self, self._http.close)
        return self._http

    def _ask(
        self, query: str, seconds: float, dataset: Dataset | None
    ) -> tuple[str, bytes, Mapping[str, str]]:
        """Send a query as a form, once; return kind, body and headers of the answer."""
        import httpx

        end = time.monotonic() + seconds
        timeout = httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS))
        # Virtuoso writes whatever it is asked for first, so a graph must not be asked for as rows.
        accept = _GRAPHS if makes_a_graph(query) else _RESULTS
        # Servers that know it (Virtuoso, in ms) then end the query too, and not the waiting only.
        form: dict[str, str | list[str]] = {"query": query, "timeout": str(int(seconds * 1000))}
        if dataset is not None:
            form["default-graph-uri"] = list(dataset.default)
            form["named-graph-uri"] = list(dataset.named)
        with (
            self._talking(seconds),
            self._client().stream(
                "POST",
                self._layout.query,
                data=form,
                headers={"accept": accept},
                timeout=timeout,
            ) as response,
        ):
            chunks = []
            for chunk in response.iter_bytes():
                chunks.append(chunk)
                if time.monotonic() > end:
                    raise QueryTimeoutError(seconds)
            body = b"".join(chunks)
        kind = response.headers.get("content-type", "")
        self._check(response, body, is_query=True)
        return kind, body, response.headers

    def _write(self, method: str, graph: str, data: bytes | None) -> None:
        with self._talking(_WRITE_SECONDS):
            response = self._client().request(
                method,
                self._layout.graphs,
                params={"graph": graph},
                content=data,
                headers={"content-type": _TRIPLES} if data is not None else {},
                timeout=_WRITE_SECONDS,
            )
        if method == "DELETE" and response.status_code == 404:
            return
        self._check(response, response.content, is_query=False)

    @contextmanager
    def _talking(self, seconds: float) -> Iterator[None]:
        """Turn what may go wrong on the way into an error that says which and what to do."""
        import httpx

        try:
            yield
        except httpx.ConnectTimeout as error:
            raise EndpointError(
                self.name, Words("连接不上(超时)", "cannot be reached (timed out)"), _CHECK
            ) from error
        except httpx.TimeoutException as error:
            raise QueryTimeoutError(seconds) from error
        except httpx.TransportError as error:
            reason = _short(str(error))
            raise EndpointError(
                self.name,
                Words(f"连接不上({reason})", f"cannot be reached ({reason})"),
                _CHECK,
            ) from error
        except httpx.InvalidURL as error:
            raise UsageError(
                f"{self.name}:网址有误({error})", f"{self.name}: not a valid address ({error})"
            ) from error

    def _check(self, response: httpx.Response, body: bytes, *, is_query: bool) -> None:
        """Raise what an HTTP status means to who asked."""
        status = response.status_code
        if response.is_success:
            return
        said = _said(body)
        if status in (401, 403):
            problem = Words(f"不允许访问(HTTP {status})", f"access refused (HTTP {status})")
            raise EndpointError(self.name, problem, _UNAUTHORISED, status=status)
        if status in (408, 504) or (status >= 500 and "timeout" in said.lower()):
            raise QueryTimeoutError(self.seconds)
        if status == 400 and is_query:
            raise EndpointError(
                self.name,
                Words(f"服务器不接受此查询({said})", f"the server refuses this query ({said})"),
                Words(
                    "请检查查询语句;服务器方言与 SPARQL 1.1 不同时请改写",
                    "check the query; reword it where the server's dialect is not SPARQL 1.1",
                ),
                status=status,
            )
        where = response.headers.get("location")
        moved = f" → {where}" if where else ""
        raise EndpointError(
            self.name,
            Words(
                f"服务器出错(HTTP {status}{moved};{said})",
                f"the server answers HTTP {status}{moved} ({said})",
            ),
            _CHECK,
            status=status,
        )

    def _read_rows(self, body: bytes) -> Rows | bool:
        try:
            return read_results(body)
        except ValueError as error:
            raise EndpointError(
                self.name,
                Words("返回的SPARQL结果不完整", "the SPARQL results are broken off or malformed"),
                _CHECK,
            ) from error

    def _not_an_answer(self, kind: str, body: bytes) -> EndpointError:
        said = kind.split(";")[0] or "?"
        return EndpointError(
            self.name,
            Words(
                f"返回的不是SPARQL结果,而是{said}({_said(body)})",
                f"answers {said} and no SPARQL results ({_said(body)})",
            ),
            Words(
                "网址应为查询地址(如 …/query 或 …/sparql)",
                "the address must be that for queries (such as …/query or …/sparql)",
            ),
        )


def _read_triples(name: str, kind: str, body: bytes) -> tuple[Triple, ...]:
    rdf_format = RdfFormat.TURTLE if "turtle" in kind else RdfFormat.N_TRIPLES
    try:
        return tuple(quad.triple for quad in parse(body, format=rdf_format))
    except (SyntaxError, ValueError) as error:
        raise EndpointError(
            name,
            Words(f"返回的三元组读不出({error})", f"the triples cannot be read ({error})"),
            _CHECK,
        ) from error


def _cut(answer: Answer, most: int | None, limit: int | None) -> Answer:
    """Keep what is wanted, and say whether there is more, on the server too."""
    if isinstance(answer, Rows):
        size = len(answer.rows)
        is_cut = (most is not None and size > most) or (limit is not None and size >= limit)
        return Rows(answer.variables, answer.rows[:most], is_cut)
    if isinstance(answer, Graph):
        is_cut = most is not None and len(answer.triples) > most
        return Graph(answer.triples[:most], is_cut)
    return answer


def _said(body: bytes) -> str:
    return _short(body[:4000].decode("utf-8", errors="replace"))


def _short(words: str) -> str:
    """Return words of a server on one line, without marks of HTML."""
    plain = " ".join(re.sub(r"<(style|script).*?</\1>|<[^>]*>", " ", words, flags=re.S).split())
    return plain[:_LONGEST_SAID] + "…" if len(plain) > _LONGEST_SAID else plain
