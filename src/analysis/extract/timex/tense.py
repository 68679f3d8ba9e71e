"""Whether the clause around an expression speaks of the past or of what is to come.

Told from words, without a parser: the nearest sign of tense before the expression
decides ("said on Tuesday that he *will* visit on Friday"); where the expression opens
its clause, the nearest after it ("On Friday they *will* meet").
"""

from __future__ import annotations

from analysis.extract.timex.meaning import Tense

FUTURE = frozenset(
    "will would shall ll gonna scheduled due slated expected upcoming forthcoming postponed "
    "rescheduled adjourned deadline expires plans intends hopes starting tentatively "
    "delayed planned intend plan".split()
)  # fmt: skip

PAST = frozenset(
    "said told met was were had did went came took made held gave began became saw left sent "
    "brought fell rose won lost led wrote spoke spent paid found thought heard kept put cut hit "
    "struck shot drove flew broke chose drew grew knew ran sat stood understood swore swept taught "
    "tore threw withdrew won fought bought built caught dealt felt fled forbade forgot froze got "
    "hung laid lay lent lit meant overthrew oversaw overcame overtook read rode sang sank sought "
    "sold shook shut slept slid spread stole stuck sued shown seen been done gone given taken "
    "known written broken chosen driven fallen".split()
)  # fmt: skip

# Words before "to" that make what follows lie ahead.
AHEAD_OF_TO = frozenset(
    "expected due scheduled set plan plans planned planning going about agreed vowed pledged "
    "promised want wants intend intends ready prepare prepares preparing hope hopes decided "
    "invited is are was were likely slated poised able".split()
)  # fmt: skip

NOT_PAST = frozenset("need indeed hundred red bed shed united speed feed seed breed exceed "
                     "proceed succeed sacred ahmed mohammed armed so-called".split())  # fmt: skip

MODALS = frozenset("will would shall to ll may could should must can might".split())
BREAKS = frozenset('.,;:\u2014()"\u201c\u201d')
# What may stand between the opening of a clause and a date.
OPENERS = frozenset("on in at by late early the of but and from gmt utc local time later".split())

# A limit lies ahead ("closed until Friday") unless what reached it is over.
LIMITS = frozenset("until till".split())
LASTED = frozenset("lasted remained stayed lived served worked continued ran held was were had "
                   "did not wait waited".split())  # fmt: skip

# Words looked at on either side: a clause of news is seldom longer.
REACH = 16
# Words between an auxiliary and its participle, at most.
REACH_OF_MODAL = 4


def tense_of(words: list[str], first: int, last: int) -> Tense:
    """Return the tense of the clause around words `first` to before `last`.

    Returns
    -------
    str
        ``past``, ``future``, or empty if neither side shows a sign.
    """
    lower = [word.lower() for word in words[max(0, first - 2 * REACH) : last + REACH]]
    start = min(first, 2 * REACH)
    end = start + last - first
    if start and lower[start - 1] in LIMITS:
        lasted = any(word in LASTED for word in lower[max(0, start - REACH_OF_MODAL) : start])
        return "past" if lasted else "future"
    if _opens_clause(lower, start):
        return _after(lower, end) or _before(lower, start)
    return _before(lower, start) or _after(lower, end)


def _opens_clause(lower: list[str], start: int) -> bool:
    position = start - 1
    while position >= 0 and (lower[position] in OPENERS or lower[position][0].isdigit()):
        position -= 1
    return position < 0 or lower[position] in BREAKS


def _before(lower: list[str], start: int) -> Tense:
    for position in range(start - 1, max(-1, start - REACH), -1):
        found = _sign(lower, position)
        if found:
            return found
    return ""


def _after(lower: list[str], end: int) -> Tense:
    for position in range(end, min(len(lower), end + REACH)):
        if lower[position] in BREAKS and position > end:
            return ""
        found = _sign(lower, position)
        if found:
            return found
    return ""


def _sign(lower: list[str], position: int) -> Tense:
    word = lower[position]
    if word == "to" and position and lower[position - 1] in AHEAD_OF_TO:
        return "future"
    if word in FUTURE:
        return "future"
    ending = word.endswith("ed") and len(word) > 4 and word not in NOT_PAST
    if not ending and word not in PAST:
        return ""
    near = lower[max(0, position - REACH_OF_MODAL) : position]
    return (
        "future"
        if any(modal in MODALS for modal in near if modal != "to") or _to_be(near)
        else "past"
    )


def _to_be(near: list[str]) -> bool:
    return any(a == "to" and b == "be" for a, b in zip(near, near[1:], strict=False))
