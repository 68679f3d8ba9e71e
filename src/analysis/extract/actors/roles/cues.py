"""Words that tell whether a capital beside them acts, each with the place it stands in.

The list is `lexicon/capital_cues.csv`: a word, its position to the capital (the verb before
or after it, what it owns, the word that governs the preposition before it) and the role.
Verbs that towns have as well are `either` (their object decides) or `council` (a government's,
unless the clause is of the life of a town); `matter` holds the words that tell which it is,
`thing` what people make or run about a town.
"""

from __future__ import annotations

from functools import cache

from analysis.lexicon import read_words


@cache
def cues() -> dict[tuple[str, str], str]:
    """Return the role that a word in a position gives a capital."""
    rows = read_words("capital_cues")
    keys = zip(rows["position"], rows["word"], strict=True)
    return dict(zip(keys, rows["role"], strict=True))


def cue(position: str, word: str) -> str:
    """Return the role that a word gives in a position, in any of its forms; empty if none."""
    known = cues()
    for form in forms_of(word.lower().replace("defense", "defence")):
        if (position, form) in known:
            return known[position, form]
    return ""


def forms_of(word: str) -> list[str]:
    """Return a word and the stems an English ending may have been added to."""
    forms = [word]
    for ending, added in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""),
                          ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e")):  # fmt: skip
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)] + added
            forms.append(stem)
            if not added and len(stem) > 3 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms
