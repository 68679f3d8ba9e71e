"""The last look at a finished page: read again as a browser would, refused if active.

The gate knows nothing of how the page was made, so that a fault in escaping or cleaning
stops the page instead of reaching a reader.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from analysis.present.pages.sanitise import safe_link

POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'"
)
_TAGS = frozenset(
    (
        "a", "bdi", "blockquote", "body", "br", "caption", "cite", "code", "col", "colgroup", "dd",
        "details", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3",
        "h4", "h5", "h6", "head", "header", "hr", "html", "img", "li", "main", "mark", "meta",
        "nav", "ol", "p", "pre", "section", "small", "span", "strong", "style", "sub", "summary",
        "sup", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    )
)  # fmt: skip
_ATTRIBUTES = frozenset(
    (
        "alt", "aria-current", "aria-label", "charset", "class", "colspan", "content", "href",
        "http-equiv", "id", "lang", "name", "open", "rel", "rowspan", "scope", "src", "start",
        "style",
    )
)  # fmt: skip
_ALIGNED = re.compile(r"text-align:(left|right|center)")
_METAS = (
    {"charset": "utf-8"},
    {"http-equiv": "Content-Security-Policy", "content": POLICY},
    {"name": "viewport", "content": "width=device-width, initial-scale=1"},
    {"name": "referrer", "content": "no-referrer"},
)
_IMAGE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/]+=*", re.ASCII)
_FETCH = re.compile(r"url\(|@import|expression\(|\\", re.IGNORECASE)


class UnsafePageError(ValueError):
    """A page holds something active or something from elsewhere."""


def check_page(page: str) -> None:
    """Hold a finished page to what a page of this project may hold.

    Parameters
    ----------
    page
        The whole page.

    Raises
    ------
    UnsafePageError
        If it holds an element, an attribute or an address that no page of ours has, more
        than one style sheet, or not exactly our four `meta` elements, the policy among them.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if reader.metas != list(_METAS):
        reader.refused.append(f"meta elements {reader.metas}")
    if reader.sheets != 1:
        reader.refused.append(f"{reader.sheets} style sheets")
    if reader.refused:
        raise UnsafePageError(
            f"page refused: {reader.refused[0][:200]!r} and {len(reader.refused) - 1} more; "
            "expected text, tables, images as data and links only; this is a fault of "
            "analysis.present.pages, please report it with the notebook"
        )


class _Reader(HTMLParser):
    """Collects what a page may not hold; the one place where the standard parser needs a class."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.refused: list[str] = []
        self.metas: list[dict[str, str | None]] = []
        self.sheets = 0
        self._in_sheet = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element and its attributes."""
        self._in_sheet = tag == "style"
        self.sheets += tag == "style"
        if tag == "meta":
            self.metas.append(dict(attrs))
        if tag not in _TAGS:
            self.refused.append(f"<{tag}>")
        self.refused += [
            f"<{tag} {name}={value!r}>" for name, value in attrs if not _allowed(tag, name, value)
        ]

    def handle_endtag(self, tag: str) -> None:
        """Leave the style sheet."""
        self._in_sheet = False

    def handle_data(self, data: str) -> None:
        """Judge the style sheet."""
        if self._in_sheet and _FETCH.search(data):
            self.refused.append("style sheet with an address")


def _allowed(tag: str, name: str, value: str | None) -> bool:
    value = value or ""
    if name not in _ATTRIBUTES:
        return False
    if name == "style":
        return tag in ("td", "th") and _ALIGNED.fullmatch(value) is not None
    if name == "href":
        return tag == "a" and safe_link(value) == value
    if name == "src":
        return tag == "img" and _IMAGE.fullmatch(value) is not None
    if name in ("content", "http-equiv", "charset"):
        return tag == "meta"
    return True
