"""Organs of a state that no list has: known by a noun that only organs bear.

`Russian Investigative Committee`, `US Geological Survey` and `Kenyan High Court` act for their
state; `Australian Labor Party` and `French Football Federation` are of one and act for nobody
but themselves.
"""

from __future__ import annotations

from functools import cache

from analysis.lexicon import read_words
from analysis.lexicon.names import Meaning

# Words that make an organ one of citizens, of the press, of sport, of a creed, of those who
# fight a state, or of several states.
NO_ORGANS = frozenset(
    {
        "news", "press", "research", "football", "cricket", "olympic", "athletics", "rugby",
        "hockey", "tennis", "basketball", "nobel", "rights", "commerce", "trade-union", "union",
        "party", "students", "youth", "women's", "church", "bar", "medical", "relief", "refugee",
        "refugees", "action", "solidarity", "opposition", "rebel", "liberation", "resistance",
        "free", "salvation", "republican", "revolutionary", "democratic", "democrat", "popular",
        "people's", "syndicate", "jewish", "muslim", "islamic", "christian", "patriotic",
        "self-defence", "self-defense", "volunteer", "cancer", "credit", "rating", "publishing",
        "transitional", "transition", "international", "european", "african", "asian", "arab",
        "world", "global", "regional", "caribbean", "joint", "allied", "multinational", "gulf",
        "nordic", "inter-american",
    }
)  # fmt: skip

# What parts the noun of an organ from its field: `Commission for the Investigation of Abuse`.
JOINTS = ("of", "for", "on", "against", "to")


def unlisted_organ(name: str) -> list[Meaning]:
    """Return the meaning of an organ that no list has, as `Ministry of Communications`.

    Parameters
    ----------
    name
        The organ as written, without its nationality.

    Returns
    -------
    list of Meaning
        One institution, named by its words, with the sector of its noun; empty if the noun is
        not one of an organ, says too little alone (`Lebanese Forces`), or a word of `NO_ORGANS`
        is with it.
    """
    words = name.lower().replace(",", "").split()
    if NO_ORGANS & set(words):
        return []
    joints = [at for at, word in enumerate(words) if at and word in JOINTS]
    noun = words[joints[0] - 1] if joints else words[-1]
    sector, alone = _nouns().get(noun, ("", False))
    if not sector or (len(words) == 1 and not alone):
        return []
    return [Meaning("institution", "_".join(w for w in words if w != "the"), sector=sector)]


@cache
def _nouns() -> dict[str, tuple[str, bool]]:
    """Return the sector of each noun, and whether it names an organ alone."""
    rows = read_words("organ_nouns")
    values = zip(rows["sector"], rows["alone"] == "yes", strict=True)
    return dict(zip(rows["noun"], values, strict=True))
