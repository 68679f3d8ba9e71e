"""Markdown to HTML: CommonMark with tables, no HTML, no images from elsewhere.

Dollar signs stay dollar signs. Headings get anchors of the form a notebook viewer gives
them, the words joined by hyphens, so that links into a page work in both.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.present.pages.sanitise import REL, safe_link
from analysis.present.pages.text import escape, visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_DATA = re.compile(r"data:(image/(?:png|jpeg));base64,([A-Za-z0-9+/=\s]+)", re.ASCII)


def data_address(kind: str, encoded: object) -> str | None:
    """Return the ``data:`` address of an image, or None if it is not one.

    Parameters
    ----------
    kind
        ``image/png`` or ``image/jpeg``; any other kind gives None.
    encoded
        The bytes in base64, with or without line ends.
    """
    if kind not in _SIGNATURES or not isinstance(encoded, str):
        return None
    try:
        content = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    if not content.startswith(_SIGNATURES[kind]):
        return None
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def render_markdown(
    source: str, *, attachments: Mapping[str, Any] | None = None, used: dict[str, int] | None = None
) -> str:
    """Return Markdown as HTML.

    Parameters
    ----------
    source
        CommonMark with tables. HTML in it is shown as text; links are judged by
        `safe_link` and images by `data_address`, and leave their words where refused.
    attachments
        The images of a notebook cell, ``{"name.png": {"image/png": base64}}``.
    used
        Anchors given out so far on the page, each with its count; added to.

    Returns
    -------
    str
        A fragment of HTML without script, style or address of an image elsewhere.
    """
    used = {} if used is None else used
    parser = _parser()
    tokens = parser.parse(visible(source))
    for number, token in enumerate(tokens):
        if token.type == "inline" and token.children is not None:
            token.children = _judged(token.children, attachments or {})
        if token.type == "heading_open":
            token.attrs = {"id": _anchor(tokens[number + 1].content, used)}
    return parser.renderer.render(tokens, parser.options, {})


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    parser.add_render_rule("fence", _fence)
    return parser


def _table_open(*_: object) -> str:
    """Wide tables scroll inside their own box."""
    return '<div class="scroll"><table>\n'


def _table_close(*_: object) -> str:
    return "</table></div>\n"


def _fence(_: object, tokens: list[Token], number: int, *__: object) -> str:
    """Return a fenced block's text; what its author calls its language is not shown."""
    return f"<pre><code>{escape(tokens[number].content)}</code></pre>\n"


def _anchor(heading: str, used: dict[str, int]) -> str:
    """Return the words of a heading joined by hyphens, numbered from the second use on."""
    words = "-".join(re.sub(r"[*`_\[\]<>\"'&]", "", heading).split()) or "section"
    used[words] = used.get(words, 0) + 1
    if used[words] == 1:
        return words
    return _anchor(f"{words}-{used[words]}", used)


def _judged(children: list[Token], attachments: Mapping[str, Any]) -> list[Token]:
    """Return inline tokens whose links and images are safe; refused ones leave their words."""
    kept: list[Token] = []
    open_links: list[bool] = []
    for token in children:
        if token.type == "link_open":
            address = safe_link(str(token.attrGet("href") or ""))
            open_links.append(address is not None)
            token.attrs = {"href": address, "rel": REL} if address else {}
        if token.type in ("link_open", "link_close"):
            allowed = open_links[-1] if open_links else False
            if token.type == "link_close" and open_links:
                open_links.pop()
            if not allowed:
                continue
        elif token.type == "image":
            token = _image(token, attachments)
        kept.append(token)
    return kept


def _image(token: Token, attachments: Mapping[str, Any]) -> Token:
    """Return an image whose bytes are at hand, else its words as text."""
    from markdown_it.token import Token

    address = _image_address(str(token.attrGet("src") or ""), attachments)
    if address is None:
        return Token("text", "", 0, content=f"[{token.content or 'image'}]")
    token.attrs = {"src": address, "alt": ""}
    return token


def _image_address(source: str, attachments: Mapping[str, Any]) -> str | None:
    if source.startswith("attachment:"):
        kinds = attachments.get(source.removeprefix("attachment:"), {})
        found = [data_address(kind, kinds.get(kind)) for kind in _SIGNATURES]
        return next((address for address in found if address), None)
    inline = _DATA.fullmatch(source)
    return data_address(inline[1], inline[2]) if inline else None
