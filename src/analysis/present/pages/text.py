"""Text that stays text: control characters dropped, HTML and Markdown escaped."""

from __future__ import annotations

import html
import re

# Terminal sequences: colours and cursor (CSI), titles and links (OSC), two-character ones.
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])")
# Controls without a glyph, and halves of surrogate pairs, which no file can hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Every mark that Markdown, its dialects or a mathematics renderer may act on. A hyphen
# between two letters or digits and a full stop after a letter, before a blank, act on nothing.
_MARKUP = re.compile(
    r"(?<=\w)(?P<hyphen>-)(?=\w)|(?<=[^\W\d_])(?P<stop>\.)(?=\s|$)|(?P<mark>[!-+\--/:-@\[-`{-~])"
)


def visible(value: object) -> str:
    r"""Return a value as text without terminal sequences and control characters.

    Line ends become ``\n``; tabs stay; half a surrogate pair becomes U+FFFD.
    """
    text = value if isinstance(value, str) else str(value)
    text = _ANSI.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


def escape(value: object) -> str:
    """Return a value as HTML text, fit for content and for quoted attributes."""
    return html.escape(visible(value), quote=True)


def escape_markdown(value: object) -> str:
    """Return a value as Markdown that shows exactly its text, on one line.

    Runs of blanks, line ends included, become one space. Punctuation is written as
    character references, so that no dialect finds a link, an address, an image, a table,
    emphasis, HTML or mathematics in it.
    """
    line = " ".join(visible(value).split())
    return _MARKUP.sub(
        lambda found: f"&#{ord(found['mark'])};" if found["mark"] else found[0], line
    )
