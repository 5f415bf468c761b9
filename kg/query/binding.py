"""Parameters of canned queries: bound as RDF terms, never pasted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kg.errors import UnknownNameError, UsageError, Words, shorten
from kg.namespaces import PREFIXES
from kg.query.header import CannedQuery, Parameter

# Strings, IRIs and comments hold no parameters. The query files are ours, and short: to read them
# by the whole grammar of tokens would take longer than to answer them.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|'
    r"'(?:[^'\\\n]|\\.)*'|<[^<>\"{}|^`\\\s]*>|#[^\n]*|\$(?P<name>[A-Za-z_]\w*)",
    re.DOTALL,
)
# Compiled where they are used, by `re` itself, since most calls have no parameter.
_INTEGER = r"([+-]?)0*([0-9]{1,18})"  # no more digits than every engine counts with
_DECIMAL = r"[+-]?[0-9]{0,100}(?:\.[0-9]{1,100})?"
_YEAR = r"[0-9]{4}"
_IRI = r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff]*"
# Control characters, and halves of a pair, which no file and no engine holds.
_NO_TEXT = r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]"


def bind(query: CannedQuery, values: Mapping[str, str]) -> str:
    """Put values in the place of ``$name`` tokens, as RDF terms.

    A parameter that is left out and has no default stays a variable, and so matches everything.

    Raises:
        UsageError: A parameter is unknown, missing, or not of its type.
    """
    for name in values:
        if name not in query.parameters:
            raise UnknownNameError(
                Words(f"查询{query.name}的参数", f"parameter of {query.name}"),
                name,
                query.parameters,
            )
    terms = {}
    for name, parameter in query.parameters.items():
        value = values.get(name, parameter.default)
        if value is not None:
            terms[name] = n3(parameter, value)
        elif not parameter.is_optional:
            raise UsageError(
                f"查询{query.name}缺少参数{name}({parameter.summary_zh}):-p {name}=…",
                f"{query.name} needs the parameter {name} ({parameter.summary}): -p {name}=…",
            )

    def token(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return match.group()
        return terms.get(name, f"?{name}")

    return _TOKEN.sub(token, query.text)


def n3(parameter: Parameter, value: str) -> str:
    r"""Write a value as an RDF term of the parameter's type.

    Raises:
        UsageError: The value is not of that type, or none of those that the parameter may have.

    >>> n3(Parameter(name="document"), 'a"b')
    '"a\\"b"'
    >>> n3(Parameter(name="task", type="integer"), "03")
    '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    term = _WRITERS[parameter.type](value)
    if term is None:
        raise _refused(parameter, value, _WANTED[parameter.type])
    if parameter.choices and value not in parameter.choices:
        listed = "、".join(parameter.choices)
        raise _refused(parameter, value, Words(f"{listed}之一", f"one of {listed}"))
    return term


def _string(value: str) -> str | None:
    if re.search(_NO_TEXT, value):
        return None
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    for character, escape in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        escaped = escaped.replace(character, escape)
    return f'"{escaped}"'


def _integer(value: str) -> str | None:
    match = re.fullmatch(_INTEGER, value)
    return _typed(str(int(match[1] + match[2])), "integer") if match else None


def _decimal(value: str) -> str | None:
    from decimal import Decimal, InvalidOperation

    try:
        return (
            _typed(format(Decimal(value), "f"), "decimal")
            if re.fullmatch(_DECIMAL, value)
            else None
        )
    except InvalidOperation:  # a sign or nothing
        return None


def _boolean(value: str) -> str | None:
    return _typed(value, "boolean") if value in ("true", "false") else None


def _year(value: str) -> str | None:
    return _typed(value, "gYear") if re.fullmatch(_YEAR, value) else None


def _iri(value: str) -> str | None:
    return f"<{value}>" if re.fullmatch(_IRI, value) else None


def _typed(lexical: str, datatype: str) -> str:
    return f'"{lexical}"^^<{PREFIXES["xsd"]}{datatype}>'


_WRITERS: Mapping[str, Callable[[str], str | None]] = {
    "string": _string,
    "integer": _integer,
    "decimal": _decimal,
    "boolean": _boolean,
    "year": _year,
    "iri": _iri,
}
_WANTED = {
    "string": Words("不含控制字符的文字", "free of control characters"),
    "integer": Words("整数(至多18位)", "a whole number of at most 18 digits"),
    "decimal": Words("数", "a number"),
    "boolean": Words("true 或 false", "true or false"),
    "year": Words("四位数的年份", "a year of four digits"),
    "iri": Words("IRI", "an IRI"),
}


def _refused(parameter: Parameter, value: str, wanted: Words) -> UsageError:
    shown = shorten(value)
    return UsageError(
        f"参数{parameter.name}的值“{shown}”不是{wanted.zh}",
        f'parameter {parameter.name}: "{shown}" is not {wanted.en}',
    )
