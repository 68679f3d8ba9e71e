"""Notebooks and tables become HTML; no other part of the project makes any.

The attacker writes the article: text, title, author, address, file name, the name of an
actor. Two walls stand between that and the reader, each sufficient alone. First, everything
is text until this folder says otherwise: `text` and the templates escape, `markdown` knows
no HTML, `sanitise` keeps a short list of elements without style, script or image. Second, a
finished page carries a policy that lets a browser load nothing and run nothing, and `gate`
reads the page again and refuses it if anything active is in it.

A page is a record of a notebook. It is not a viewer: mathematics, widgets, diagrams and
vector images are shown as their plain text.
"""

from __future__ import annotations

from analysis.present.pages.document import PageLink, render_index, render_page
from analysis.present.pages.fragments import evidence_blocks, folded, frame_table
from analysis.present.pages.gate import UnsafePageError, check_page
from analysis.present.pages.markdown import render_markdown
from analysis.present.pages.sanitise import clean_html
from analysis.present.pages.text import escape, escape_markdown, visible

__all__ = [
    "PageLink",
    "UnsafePageError",
    "check_page",
    "clean_html",
    "escape",
    "escape_markdown",
    "evidence_blocks",
    "folded",
    "frame_table",
    "render_index",
    "render_markdown",
    "render_page",
    "visible",
]
