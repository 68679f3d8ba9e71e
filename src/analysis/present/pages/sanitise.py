"""HTML from outputs reduced to a short list of harmless elements, and links judged.

Kept are tables, figures, marks, folds, lists and emphasis. Not kept are images, styles,
identifiers, forms, frames, vector graphics and every attribute not named here.
"""

from __future__ import annotations

import re

from analysis.present.pages.text import visible

CLASSES = frozenset(
    (
        "caption",
        "dataframe",
        "evidence",
        "left-out",
        "mathjax_ignore",
        "number",
        "source",
        "table",
        "tex2jax_ignore",
    )
)
_TAGS = frozenset(
    (
        "a", "bdi", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd",
        "details", "div", "dl", "dt", "em", "figcaption", "figure", "li", "mark", "ol", "p",
        "pre", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
# Elements whose content is not for reading and goes with them.
_WITH_CONTENT = frozenset(
    (
        "iframe", "math", "noembed", "noframes", "noscript", "object", "plaintext", "script",
        "select", "style", "svg", "template", "textarea", "title", "xmp",
    )
)  # fmt: skip
_CELL = frozenset(("class", "colspan", "rowspan"))
_ATTRIBUTES = {tag: {"class"} for tag in _TAGS} | {
    "a": {"class", "href"},
    "details": {"class", "open"},
    "td": set(_CELL),
    "th": set(_CELL | {"scope"}),
}
REL = "noopener noreferrer nofollow"
# Elements left open at once. Ours have a dozen; the sanitiser's time grows with the square.
_DEEPEST = 1_000
_REMOTE = re.compile(r"(?i:https?://|mailto:)[^\s<>\"'`\\]+", re.ASCII)
_ANCHOR = re.compile(r"#[^\s<>\"'`\\]*")
_NEIGHBOUR = re.compile(
    r"(?P<stem>\w[\w.-]*)\.(?:html|ipynb)(?P<anchor>#[^\s<>\"'`\\]*)?", re.ASCII
)
_TAG = re.compile(r"<(/?)[a-zA-Z]")


def safe_link(address: str) -> str | None:
    """Return the address a link may lead to, or None.

    Allowed are ``http``, ``https`` and ``mailto``, anchors of the page, and pages of the same
    folder; the link to a notebook of the same folder becomes the link to its page.
    """
    address = address.strip()
    if _REMOTE.fullmatch(address) or _ANCHOR.fullmatch(address):
        return address
    page = _NEIGHBOUR.fullmatch(address)
    return f"{page['stem']}.html{page['anchor'] or ''}" if page else None


def too_deep(html: str) -> bool:
    """Say whether more elements stand open at once than a table or a quotation needs."""
    depth = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else 1
        if depth > _DEEPEST:
            return True
    return False


def clean_html(html: str) -> str:
    """Return the fragment with nothing in it but the allowed elements and attributes.

    Text of elements that are not allowed is kept, except where it is not meant for reading.
    The result is a well-formed fragment and is left unchanged by a second cleaning.

    Raises
    ------
    ValueError
        If more than 1,000 elements stand open at once.
    """
    import nh3

    if too_deep(html):
        raise ValueError(
            f"HTML output with more than {_DEEPEST} elements open at once; expected a dozen"
        )
    return nh3.clean(
        visible(html),
        tags=set(_TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=REL,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value an attribute may have, or None to drop it."""
    if name == "class":
        return " ".join(word for word in value.split() if word in CLASSES) or None
    if name == "href":
        return safe_link(value)
    if name in ("colspan", "rowspan"):
        return value if re.fullmatch(r"[1-9]\d?", value, re.ASCII) else None
    if name == "scope":
        return value if value in ("col", "row") else None
    return REL if name == "rel" else ""
