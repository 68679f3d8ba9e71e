"""A whole page from a notebook, and the index of the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.present.pages.gate import POLICY, check_page
from analysis.present.pages.markdown import render_markdown
from analysis.present.pages.outputs import as_text, output_html
from analysis.present.pages.sanitise import safe_link
from analysis.present.pages.text import escape, visible

if TYPE_CHECKING:
    from markupsafe import Markup
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).parent.parent / "template"
# Cells not for readers: paths given by the program, and what the author hides.
_HIDDEN_TAGS = frozenset(("hide", "injected-parameters"))


@dataclass(frozen=True)
class PageLink:
    """A page of the report: its file, its title and one line on what it answers."""

    file: str
    title: str
    about: str = ""


def render_page(
    notebook: NotebookNode, *, title: str, links: Sequence[PageLink] = (), current: str = ""
) -> str:
    """Return an executed notebook as one self-contained page.

    Parameters
    ----------
    notebook
        A notebook of format 4 with its outputs; not changed. Its metadata are not used.
    title
        Title of the page in the browser's bar.
    links
        All pages of the report in reading order, for the navigation.
    current
        File of this page among `links`; marks it, and links the one before and after.

    Returns
    -------
    str
        HTML that loads nothing and runs nothing. Code is folded away; cells tagged ``hide``
        or ``injected-parameters`` are left out.

    Raises
    ------
    UnsafePageError
        If the finished page holds anything active: a fault of this package.
    ValueError
        If a link is not to a page of the same folder.
    """
    from nbconvert.exporters import TemplateExporter

    exporter = TemplateExporter(
        extra_loaders=[_loader()],
        template_paths=[str(TEMPLATES)],
        template_file="page.html.j2",
        filters={"body": _body},
    )
    resources = {"report": _frame(title, links, current)}
    page, _ = exporter.from_notebook_node(_bare(notebook), resources)
    return _checked(page)


def render_index(
    pages: Sequence[PageLink],
    *,
    title: str,
    about: str = "",
    files: Sequence[tuple[str, str]] = (),
) -> str:
    """Return the page that leads to the others.

    Parameters
    ----------
    pages
        The pages in reading order.
    title
        Title and heading.
    about
        What the report is, in plain text, one or two sentences.
    files
        Name and one line for each file that comes with the report, in the order shown.

    Raises
    ------
    UnsafePageError, ValueError
        As `render_page`.
    """
    from jinja2 import Environment

    template = Environment(autoescape=True, loader=_loader()).get_template("index.html.j2")
    shown = [(visible(name), visible(line)) for name, line in files]
    page = template.render(report=_frame(title, pages, ""), about=visible(about), files=shown)
    return _checked(page)


def _checked(page: str) -> str:
    page = page.rstrip() + "\n"
    check_page(page)
    return page


@cache
def _loader() -> Any:  # noqa: ANN401 - jinja2 is imported here only
    from jinja2 import FileSystemLoader

    return FileSystemLoader(TEMPLATES, encoding="utf-8")


def _frame(title: str, links: Sequence[PageLink], current: str) -> dict[str, Any]:
    """Return what the templates need besides the notebook; all of it still to be escaped."""
    from markupsafe import Markup

    refused = [link.file for link in links if safe_link(link.file) != link.file or "/" in link.file]
    if refused:
        raise ValueError(
            f"link to {refused[0]!r}; expected the name of an .html file in the same folder, "
            "made of letters, digits, '_', '-' and '.'"
        )
    shown = [PageLink(link.file, visible(link.title), visible(link.about)) for link in links]
    place = next((number for number, link in enumerate(shown) if link.file == current), None)
    return {
        "title": visible(title),
        "links": shown,
        "current": current,
        "before": shown[place - 1] if place else None,
        "after": shown[place + 1] if place is not None and place + 1 < len(shown) else None,
        "policy": Markup(POLICY),
        "style": Markup((TEMPLATES / "page.css").read_text(encoding="utf-8")),
    }


def _bare(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook without metadata, its own and its cells', but tags that hide."""
    from nbformat import from_dict

    cells = [
        {**cell, "metadata": {"tags": _tags(cell)} if _tags(cell) else {}}
        for cell in notebook.get("cells", [])
    ]
    return from_dict({**notebook, "metadata": {}, "cells": cells})


def _tags(cell: Mapping[str, Any]) -> list[str]:
    """Return the tags of a cell that keep it from readers."""
    tags = cell.get("metadata", {}).get("tags", [])
    known = tags if isinstance(tags, list) else []
    return [tag for tag in known if tag in _HIDDEN_TAGS]


def _body(cells: Sequence[Mapping[str, Any]]) -> list[Markup]:
    """Return each cell to be shown as a fragment of HTML that needs no more escaping."""
    from markupsafe import Markup

    used: dict[str, int] = {}
    shown = [cell for cell in cells if not _tags(cell)]
    fragments = [_cell(cell, used) for cell in shown]
    return [Markup(fragment) for fragment in fragments if fragment]


def _cell(cell: Mapping[str, Any], used: dict[str, int]) -> str:
    source = as_text(cell.get("source"))
    if cell.get("cell_type") == "markdown":
        body = render_markdown(source, attachments=cell.get("attachments"), used=used)
        return f'<section class="prose">\n{body}</section>'
    if cell.get("cell_type") == "code":
        outputs = [output_html(output, used=used) for output in cell.get("outputs", [])]
        return "\n".join([_code(source), *(found for found in outputs if found)]).strip()
    return f'<pre class="raw">{escape(source)}</pre>' if source.strip() else ""


def _code(source: str) -> str:
    if not source.strip():
        return ""
    return (
        '<details class="code"><summary>Code</summary>'
        f"<pre><code>{escape(source.strip())}</code></pre></details>"
    )
