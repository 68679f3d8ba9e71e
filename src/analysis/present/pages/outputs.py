"""One output of a code cell as HTML.

Of an output's forms the first of these is shown: PNG, JPEG, HTML, Markdown, plain text.
Everything else (scripts, vector images, mathematics, diagrams, widgets) is shown as its plain
text, or named where it has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.present.pages.markdown import data_address, render_markdown
from analysis.present.pages.sanitise import clean_html, too_deep
from analysis.present.pages.text import escape

NO_ALT = "Figure without a description"


def output_html(output: Mapping[str, Any], *, used: dict[str, int]) -> str:
    """Return one output as a fragment of HTML; an empty text if there is nothing to show.

    Parameters
    ----------
    output
        An output of a notebook: ``stream``, ``display_data``, ``execute_result`` or ``error``.
    used
        Anchors given out so far on the page; added to.
    """
    kind = output.get("output_type")
    if kind == "stream":
        return _plain(output.get("text"), "stderr" if output.get("name") == "stderr" else "stdout")
    if kind == "error":
        return _plain(f"{as_text(output.get('ename'))}: {as_text(output.get('evalue'))}", "error")
    data = output.get("data")
    if not isinstance(data, Mapping):
        return ""
    return _bundle(data, _mapping(output.get("metadata")), used)


def as_text(value: object) -> str:
    """Return a value of a notebook file as text; lists of lines are joined."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "".join(str(line) for line in value)
    return str(value)


def _bundle(data: Mapping[str, Any], metadata: Mapping[str, Any], used: dict[str, int]) -> str:
    for kind in ("image/png", "image/jpeg"):
        address = data_address(kind, as_text(data.get(kind)))
        if address:
            return _figure(address, _alt(metadata, kind))
    html = as_text(data.get("text/html"))
    if html and not too_deep(html):
        return f'<div class="scroll">{clean_html(html)}</div>'
    if data.get("text/markdown"):
        return f"<div>{render_markdown(as_text(data['text/markdown']), used=used)}</div>"
    if data.get("text/plain"):
        return _plain(data["text/plain"], "text")
    return f'<p class="left-out">Not shown: {escape(", ".join(sorted(map(str, data))))}</p>'


def _figure(address: str, alt: str) -> str:
    return f'<figure><img src="{address}" alt="{escape(alt)}"></figure>'


def _alt(metadata: Mapping[str, Any], kind: str) -> str:
    """Return the words stored with the image, else those stored with the output."""
    for place in (_mapping(metadata.get(kind)), metadata):
        if place.get("alt"):
            return as_text(place["alt"])
    return NO_ALT


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _plain(value: object, name: str) -> str:
    text = escape(as_text(value)).rstrip()
    return f'<pre class="{name}">{text}</pre>' if text.strip() else ""
