"""Which names of a dictionary the packaged facts know, and how a name in capitals is printed."""

from __future__ import annotations

from functools import cache

from analysis.facts.packaged import read_packaged
from analysis.lexicon import read_words
from analysis.lexicon.fold import fold_name
from analysis.lexicon.person_forms import parts_of, spellings

# Words of a name that stay small where they do not begin it.
SMALL = frozenset([
    "a", "al", "and", "bin", "bint", "da", "de", "del", "della", "den", "der", "des", "di", "dos",
    "du", "e", "el", "et", "for", "ibn", "in", "la", "las", "le", "les", "los", "of", "on", "ter",
    "the", "to", "ul", "und", "van", "von", "y",
])  # fmt: skip
ARTICLES = ("AL", "EL", "UL", "AN", "AD", "AR", "AS")  # before a hyphen, as in al-Assad


class Known:
    """The packaged names, by how they are written in capitals without accents.

    Attributes
    ----------
    persons, organisations, states
        The identifiers that go by a name.
    printed
        How a name is printed.
    """

    def __init__(self) -> None:
        self.persons: dict[str, frozenset[str]] = {}
        self.organisations: dict[str, frozenset[str]] = {}
        self.states: dict[str, frozenset[str]] = {}
        self.printed: dict[str, str] = {}
        for row in read_packaged("persons").itertuples(index=False):
            names = [str(row.name), *parts_of(str(row.variants))]
            for form in dict.fromkeys(form for name in names for form in [name, *spellings(name)]):
                self._add(self.persons, form, str(row.person_id))
        for row in read_packaged("organisations").itertuples(index=False):
            for name in (str(row.name), str(row.short_name), *parts_of(str(row.aliases))):
                self._add(self.organisations, name, str(row.org_id))
        for table, column in (
            ("state_names", "name"), ("demonyms", "form"), ("capitals", "city"), ("seats", "name"),
        ):  # fmt: skip
            rows = read_packaged(table)
            for name, state in zip(rows[column].tolist(), rows["state_id"].tolist(), strict=True):
                self._add(self.states, name, state)

    def _add(self, names: dict[str, frozenset[str]], name: str, owner: str) -> None:
        key = plain(name)
        if key:
            names[key] = names.get(key, frozenset()) | {owner}
            self.printed.setdefault(key, name)


@cache
def the_known() -> Known:
    """Return the packaged names, indexed once per process."""
    return Known()


@cache
def common_words() -> frozenset[str]:
    """Return words that are also no name, in capitals: alone they name nobody."""
    words = [*read_words("common_words")["form"], *read_words("not_actors")["form"]]
    return frozenset(plain(word) for word in words)


def plain(name: str) -> str:
    """Return a name in capitals without accents, underscores and full stops."""
    folded = fold_name(name.replace("_", " ")).upper().replace(".", "").replace("-", " ")
    return " ".join(folded.split())


def printed(name: str, *, short: int = 0) -> str:
    """Return a name in capitals as news prints it.

    Parameters
    ----------
    name
        In capitals, words parted by blanks.
    short
        Letters up to which a single word is a short form, to be left in capitals.

    Returns
    -------
    str
        As the packaged facts print it, if they know it; else each word with a capital letter,
        small words without. Which words had capitals inside (`McCloy`) is guessed.
    """
    known = the_known().printed.get(plain(name))
    if known is not None:
        return known
    words = name.split(" ")
    if len(words) == 1 and len(name) <= short:
        return name
    return " ".join(
        word.lower() if place and word.lower() in SMALL else _capitalised(word, first=not place)
        for place, word in enumerate(words)
    )


def _capitalised(word: str, *, first: bool = True) -> str:
    if "." in word and all(len(part) < 2 for part in word.split(".")):
        return word  # initials, U.N.
    for sign in ("-", "'", "/", "("):
        if sign in word:
            head, *rest = word.split(sign)
            small = sign == "-" and not first and head in ARTICLES
            start = head.lower() if small else _capitalised(head)
            return sign.join([start, *(_ending(piece) for piece in rest)])
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return word.capitalize()


def _ending(piece: str) -> str:
    return "s" if piece == "S" else _capitalised(piece)
