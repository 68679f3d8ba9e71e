"""What is done to a web page's source before a parser sees it, in one linear pass each.

Parsers take time that grows with the square of some inputs (comments never closed) and
silently return nothing for others (elements nested too deep). Both are settled here.
"""

from __future__ import annotations

import re

# Elements that have no end tag, or may go without one and are closed by the next of their kind.
_UNNESTED = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody",
    "tfoot", "option", "optgroup", "colgroup", "html", "head", "body",
))  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_OPENING = re.compile(r"<!--|<(script|style|noscript|template|svg)\b", re.IGNORECASE)
_DATA_SCRIPT = re.compile(r"[^<>]{0,300}application/ld\+json", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_XML = re.compile(rb"\s*<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
DECLARATION_BYTES = 8192  # where browsers look for a page's charset, and some more

# Names that pages declare and that in practice mean a superset (WHATWG encoding standard).
_SUPERSETS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "iso-8859-9": "cp1254", "latin5": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "x-sjis": "shift_jis", "utf8": "utf-8",
}  # fmt: skip


def declared_encoding(data: bytes) -> str | None:
    """Return the codec a page declares in its head, in lower case; None if it declares none."""
    head = data[:DECLARATION_BYTES]
    match = _XML.match(head) or _CHARSET.search(head)
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    return _SUPERSETS.get(name, name)


def without_dead_weight(source: str) -> str:
    """Return a page without comments, scripts and styles; data in JSON-LD stays.

    What is never closed goes to the end of the page, as it does in a browser.
    """
    kept: list[str] = []
    at = 0
    while (opening := _OPENING.search(source, at)) is not None:
        name = opening[1]
        closing = "-->" if name is None else f"</{name}"
        if name and name.lower() == "script" and _DATA_SCRIPT.match(source, opening.end()):
            kept.append(source[at : opening.end()])
            at = opening.end()
            continue
        kept.append(source[at : opening.start()])
        end = _find(source, closing, opening.end())
        if end < 0:
            return "".join(kept)
        at = end + len(closing) if name is None else source.find(">", end) + 1 or len(source)
    kept.append(source[at:])
    return "".join(kept)


def depth(source: str) -> int:
    """Return how deep elements are nested at most, counting those that are never closed."""
    level = deepest = 0
    for match in _TAG.finditer(source):
        if match[2].lower() in _UNNESTED:
            continue
        level = max(0, level - 1) if match[1] else level + 1
        deepest = max(deepest, level)
    return deepest


def _find(source: str, closing: str, start: int) -> int:
    found = source.find(closing, start)
    if found >= 0 or closing == "-->":
        return found
    match = re.compile(re.escape(closing), re.IGNORECASE).search(source, start)
    return match.start() if match else -1
