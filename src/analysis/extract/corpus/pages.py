"""Reads a web page: the article without menu, comments and advertisements.

trafilatura finds the text, headline, author, outlet and address. The day is read here,
from what the page says of itself (JSON-LD, `meta`, `time`), never from text or address
and never from the clock.
"""

from __future__ import annotations

import json
import logging
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from analysis.extract.corpus import markup
from analysis.extract.corpus.encoding import MARKED, Encoding, decodes
from analysis.extract.corpus.records import Content, Loss, Outcome, Record

_DATE_META = (
    "article:published_time", "og:article:published_time", "datepublished", "date",
    "pubdate", "publishdate", "publish-date", "publish_date", "parsely-pub-date",
    "sailthru.date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
    "dcterms.issued", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
# trafilatura must not look at the clock: a latest date of its own would be today.
_DATE_OPTIONS = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}


class _TooSlow(BaseException):
    """Raised by the alarm; no handler for ordinary errors may catch it."""


def declared(content: Content) -> Content:
    """Return the content of a page, decoded as the page declares if its bytes are valid so.

    A byte order mark comes before the declaration, and that before what the bytes suggest.
    The page is held in memory from here on.
    """
    data = b"".join(content.chunks())
    held = replace(content, chunks=lambda: iter([data]))
    name = markup.declared_encoding(data)
    if name is None or content.encoding.name in MARKED or not decodes(data, name):
        return held
    return replace(held, encoding=Encoding(name))


def read(content: Content) -> Iterator[Outcome]:
    """Yield the article of a web page, or why there is none."""
    data = b"".join(content.chunks())
    source = markup.without_dead_weight(data.decode(content.encoding.name, "replace"))
    if (deep := markup.depth(source)) > content.settings.max_html_depth:
        limit = content.settings.max_html_depth
        yield Loss("too_deep", f"elements nested {deep} deep, limit {limit} (max_html_depth)")
        return
    try:
        import trafilatura  # noqa: F401
    except ImportError:
        yield Loss("failed", "web pages need the extra 'html': pip install entente[html]")
        return
    seconds = content.settings.max_seconds_per_page
    begun = time.monotonic()
    try:
        with _alarm(seconds), _quiet():
            outcome = _extracted(source)
    except _TooSlow:
        outcome = None
    if outcome is None or time.monotonic() - begun > seconds:
        outcome = Loss("too_slow", f"not read within {seconds} seconds (max_seconds_per_page)")
    yield outcome


def _extracted(source: str) -> Outcome:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring
    from trafilatura import bare_extraction

    nothing = Loss("empty_extraction", "no article text found in the page")
    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return nothing
    date, language = _printed_date(tree), tree.get("lang")
    options: dict[str, Any] = {
        "with_metadata": True,
        "include_comments": False,
        "include_tables": False,
        "date_extraction_params": _DATE_OPTIONS,
    }
    # The fast mode suffices for most pages; its backup is slow and asked only if needed.
    page: Any = bare_extraction(tree, fast=True, **options)
    if page is None or not (page.text or "").strip():
        page = bare_extraction(tree, **options)
    if page is None or not (page.text or "").strip():
        return nothing
    return Record(
        text=page.text,
        title=page.title,
        date=date,
        url=page.url,
        byline=page.author,
        outlet=(page.sitename or "").lstrip("@") or None,
        language=language,
        replaced="\ufffd" in source,
        exact=False,
    )


def _printed_date(tree: Any) -> str | None:  # noqa: ANN401
    """Return the day of publication as the page states it, or None."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and (found := _in_data(script.text or "")):
            return found
    by_name: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        by_name.setdefault(name.strip().lower(), (meta.get("content") or "").strip())
    found = next((by_name[name] for name in _DATE_META if by_name.get(name)), None)
    if found:
        return found
    times = [element.get("datetime") or element.text_content() for element in tree.iter("time")]
    return next((each.strip() for each in times if each.strip()), None)


def _in_data(script: str) -> str | None:
    """Return `datePublished` of the first JSON-LD object that has one."""
    try:
        waiting = [json.loads(script)]
    except (ValueError, RecursionError):
        return None
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            if isinstance(value.get("datePublished"), str):
                return value["datePublished"]
            waiting.extend(
                value.get("@graph") or [] if isinstance(value.get("@graph"), list) else []
            )
        elif isinstance(value, list):
            waiting.extend(value)
    return None


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    """Interrupt the block after some seconds, where the system and the thread allow it."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return

    def ring(*_: object) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' own messages off the terminal: every loss is a row instead."""
    loggers = [logging.getLogger(name) for name in ("trafilatura", "htmldate", "courlan")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
