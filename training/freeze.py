"""Write the names training takes from the facts and word lists of the package to one file.

Training reads `frozen.csv` and never the facts: those change with every correction, and the
weights must not. Run it, and train anew, to let training know what the facts have learned:

    python -m training.freeze
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from training.word_sources import FROZEN, Lists, capitalised, parts

_SMALL = {"of", "the", "and", "de", "la", "el", "al", "in", "for", "on", "da", "do", "a", "to"}


def fact_lists() -> Lists:
    """Return the lists taken from the facts and word lists: name of the list to its words."""
    from analysis.facts import read_facts
    from analysis.lexicon import read_words

    names, capitals = set(read_facts("state_names")["name"]), set(read_facts("capitals")["city"])
    organisations, persons = read_facts("organisations"), read_facts("persons")
    titles = [
        name
        for column in ("name", "short_name", "aliases")
        for cell in organisations[column].dropna()
        for name in str(cell).split("|")
        if name
    ]
    forms = [word for form in read_words("titles")["form"] for word in form.split()]
    return {
        "state_name": names,
        "capital_name": capitals,
        "country": _of_one_word(names),
        "country_part": capitalised(name for name in names if len(parts(name)) > 1),
        "capital": _of_one_word(capitals),
        "demonym": set(read_facts("demonyms")["form"]),
        "seat": capitalised(read_facts("seats")["name"]),
        "acronym": _of_one_word(titles),
        "organisation_part": capitalised(name for name in titles if len(parts(name)) > 1),
        "given": capitalised(persons["given"].dropna()),
        "family": capitalised(persons["family"].dropna()),
        "title_word": {word for word in forms if word not in _SMALL},
        "place_noun": set(read_words("place_nouns")["form"]),
    }


def _of_one_word(names: Iterable[str]) -> set[str]:
    return {name for name in names if len(parts(name)) == 1}


def write_lists(lists: Lists, path: Path) -> None:
    """Write lists as rows of list and word, in order."""
    rows = [(name, word) for name in sorted(lists) for word in sorted(lists[name])]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("list", "word"), *rows])


def main() -> None:
    """Write the file."""
    write_lists(fact_lists(), FROZEN)


if __name__ == "__main__":
    main()
