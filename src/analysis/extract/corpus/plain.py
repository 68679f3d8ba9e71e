"""Reads a text or Markdown file: one article, with or without front matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.extract.corpus.encoding import decoded
from analysis.extract.corpus.fields import record_of
from analysis.extract.corpus.frontmatter import split_front_matter
from analysis.extract.corpus.records import Content, Outcome, Record


def read(content: Content) -> Iterator[Outcome]:
    """Yield the article of a text file.

    Without front matter the text is the whole file, position for position. With it, the
    fields become fields, and the text is what follows the closing fence.
    """
    text = "".join(decoded(content.chunks(), content.encoding))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    replaced = content.encoding.lossy and "\ufffd" in text
    matter = split_front_matter(text)
    if matter is None:
        yield Record(text=text, in_fields=False, replaced=replaced, exact=False)
        return
    body = text[matter.end :].lstrip("\n")
    names = {name: value for name, value in matter.fields.items() if name.casefold() != "text"}
    outcome = record_of(names | {"text": body}, line=None, replaced=replaced)
    if isinstance(outcome, Record):
        yield replace(outcome, in_fields=outcome.title is not None, own_id=None, exact=False)
    else:
        yield outcome
