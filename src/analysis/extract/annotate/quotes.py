"""Stretches that hold together: speech with its speaker, and what stands in brackets.

Speech is kept with what introduces or follows it (`"We go. We come," he said.`), so that a
sentence says who speaks. Speech that stands by itself, from the start of a sentence to the
end of one, has nobody to be kept with and is divided like other text; so is an aside in
brackets. A mark left open protects nothing, and none reaches over a blank line.

Known are double, angle and typewriter marks, and single marks where they cannot be an
apostrophe: before a capital, and after a mark of punctuation.
"""

from __future__ import annotations

import re

# Characters: some fifty words, two sentences of news. A longer stretch is a statement read
# out, or a mark that lost its partner; kept together it would be no sentence.
LONGEST_QUOTE = 300

# Characters of a name or a title in single marks, such as `'Haaretz'`.
LONGEST_QUOTED_NAME = 60

OPENERS = "\"“«„‘'([{"
_STOPS = ".!?…"
_CLOSERS = "\"”»’')]"
_BEFORE_OPENER = " \t\n\xa0([{-–—/'‘“"
_MARK = re.compile(
    r"``|''|[\"“”«»„()\[\]]|\n[^\S\n]*+\n|(?<!\w)['‘](?=[A-Z“\"\[])|(?<=[\w,.!?…])['’](?!\w)"
)
_PARTNER = {")": "(", "]": "[", "”": "“", "»": "«"}
_SPEAKER = re.compile(
    r"(?:[A-Z][\w'’.-]*+\s++){1,4}"
    r"(?:said|says|told|asked|asks|added|wrote|replied|warned|declared|wondered|shouted|"
    r"demanded|insisted|exclaimed|answered|tweeted|concluded|continued)\b"
)


def is_speaker(text: str, position: int) -> bool:
    """Whether a speaker stands here, as `Hulusi Akar asked`."""
    return _SPEAKER.match(text[position : position + 120]) is not None


def protected(text: str) -> tuple[list[int], list[int]]:
    """Find the stretches that no sentence ends in.

    Returns
    -------
    (starts, ends)
        In text order, the outermost only, marks included.
    """
    return _outermost(
        [
            pair
            for pair in pairs_of(text)
            if pair[1] - pair[0] <= LONGEST_QUOTE and not _stands_alone(text, *pair)
        ]
    )


def pairs_of(text: str) -> list[tuple[int, int]]:
    """Return marks with their partners, whatever stands between, as (start, end)."""
    pairs: list[tuple[int, int]] = []
    stack: dict[str, list[int]] = {"(": [], "[": [], "“": [], "«": []}
    straight = single = -1
    for match in _MARK.finditer(text):
        mark, here = match.group(), match.start()
        if mark[0] == "\n":
            stack = {opener: [] for opener in stack}
            straight = single = -1
        elif mark == '"':
            opens = _opens(text, here)
            if straight >= 0 and not opens:
                pairs.append((straight, here + 1))
            straight = here if opens else -1
        elif mark in ("``", "''", "„"):
            if mark != "''":
                stack["“"].append(here)
            elif stack["“"]:
                pairs.append((stack["“"].pop(), here + 2))
        elif mark in ("'", "‘", "’"):
            single = _single(text, here, single, pairs)
        elif mark in stack:
            if mark == "“" and stack["“"] and not _opens(text, here):  # „so“
                pairs.append((stack["“"].pop(), here + 1))
            else:
                stack[mark].append(here)
        elif stack[_PARTNER[mark]]:
            pairs.append((stack[_PARTNER[mark]].pop(), here + 1))
    return pairs


def _opens(text: str, here: int) -> bool:
    """Whether a mark that looks the same on both sides opens."""
    before = here == 0 or text[here - 1] in _BEFORE_OPENER
    return before and not text[here + 1 : here + 2].isspace()


def _single(text: str, here: int, opened: int, pairs: list[tuple[int, int]]) -> int:
    """Take a single mark; return where the one now open stands, -1 if none."""
    if here == 0 or not (text[here - 1].isalnum() or text[here - 1] in ",.!?…"):
        return here
    if opened < 0:
        return -1
    if not text[here - 1].isalnum():
        pairs.append((opened, here + 1))
        return -1
    is_name = here - opened < LONGEST_QUOTED_NAME and not any(
        stop in text[opened:here] for stop in _STOPS
    )
    return -1 if is_name else opened


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins where a sentence may begin, and ends where one may end."""
    before = text[max(start - 8, 0) : start]
    gap = before[len(before.rstrip()) :]
    words = before.rstrip()
    opens = (
        start == len(gap)
        or gap.count("\n") > 1
        or words[-1:] in _STOPS
        or (words[-1:] in _CLOSERS and words[-2:-1] in _STOPS)
    )
    last = text[start:end].rstrip("\"”»’')] \t\n")[-1:]
    if not opens or last not in _STOPS:
        return False
    after = text[end : end + 8].lstrip()
    return not (after[:1].islower() or (last in "!?" and is_speaker(text, end + 1)))


def _outermost(pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Join the pairs that touch or hold each other."""
    opened: list[int] = []
    closed: list[int] = []
    for start, end in sorted(pairs):
        if closed and start < closed[-1]:
            closed[-1] = max(closed[-1], end)
        else:
            opened.append(start)
            closed.append(end)
    return opened, closed
