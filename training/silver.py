"""Third step: names in the texts nobody marked, found by the model of the first round.

The model reads each text twice, with and without its name lists. What it finds both times
is taken for a name; what it finds once is left open. In the news
items the links decide where names stand: their boundaries are kept, and a link of unknown
kind takes the label most findings give its target anywhere.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import spacy
from spacy.language import Language

from analysis.extract.annotate.features import TABLE
from training.evaluate_names import names_found
from training.labels import capitals_in, touches, without_overlap
from training.links import ITEMS, read_items
from training.sets import Span, Text, bare_paragraphs, read_lines, write_text_lines

MAJORITY = 2 / 3
ENOUGH = 2  # findings that settle the kind of a link's target


def agreed(found: list[list[Span]]) -> tuple[list[Span], list[tuple[int, int]]]:
    """Return the names all readings found alike, and the stretches on which they differ.

    Parameters
    ----------
    found
        The names one text holds, a list a reading.
    """
    every = set.intersection(*(set(names) for names in found))
    some = set.union(*(set(names) for names in found)) - every
    return sorted(every), sorted({(a, b) for a, b, _ in some if not touches(a, b, every)})


def filled(text: Text, found: list[list[Span]]) -> Text:
    """Return a text with agreed names where nothing was known, and its own names as they are."""
    same, differing = agreed(found)
    new = [span for span in same if not touches(span[0], span[1], text.spans)]
    spans = without_overlap([*text.spans, *new])
    opened = [span for span in text.unsure + differing if not touches(span[0], span[1], spans)]
    opened += capitals_in(text.text, [*spans, *opened]) if text.set == "links" else []
    return replace(text, spans=spans, unsure=sorted(set(opened)))


def kinds_of_targets(
    links: dict[str, list[tuple[int, int, str]]], found: dict[str, list[Span]]
) -> dict[str, str]:
    """Return the label of each linked article, where the findings settle it.

    Parameters
    ----------
    links
        By text, each link's start, end and target.
    found
        By text, the names all readings found.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for key, stretches in links.items():
        labels = {(a, b): label for a, b, label in found.get(key, [])}
        for start, end, target in stretches:
            if label := labels.get((start, end)):
                votes[target][label] += 1
    settled = {}
    for target in sorted(votes):
        label, count = max(votes[target].items(), key=lambda vote: (vote[1], vote[0]))
        if count >= ENOUGH and count >= MAJORITY * votes[target].total():
            settled[target] = label
    return settled


def links_of(corpora: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Return start, end and target of the links of each news item."""
    return {
        record["id"]: [(link["start"], link["end"], link["wiki"]) for link in record["entities"]]
        for record in read_lines(corpora / ITEMS)
    }


def with_kinds(text: Text, links: list[tuple[int, int, str]], kinds: dict[str, str]) -> Text:
    """Return a news item whose links of unknown kind have the kind of their target."""
    settled = [
        (start, end, kinds[target])
        for start, end, target in links
        if target in kinds and (start, end) in text.unsure
    ]
    spans = without_overlap([*text.spans, *settled])
    return replace(text, spans=spans, unsure=[u for u in text.unsure if not touches(*u, spans)])


def without_lists(nlp: Language) -> Language:
    """Return the pipeline, its name lists emptied."""
    table = nlp.vocab.lookups.get_table(TABLE)
    for name in ("places", "persons"):
        table[name] = bytes(len(table[name]))
    return nlp


def silver(corpora: Path, pipelines: Iterable[Path]) -> Iterator[Text]:
    """Yield the texts nobody marked, with the names on which all readings agree.

    A pipeline reads with and without its name lists.
    """
    items, bare = list(read_items(corpora)), list(bare_paragraphs(corpora))
    found = []
    for path in pipelines:
        found.append(names_found(spacy.load(path), items + bare))
        found.append(names_found(without_lists(spacy.load(path)), items + bare))
    together = [list(names) for names in zip(*found, strict=True)]
    links = links_of(corpora)
    same = {text.key: agreed(names)[0] for text, names in zip(items, together, strict=False)}
    kinds = kinds_of_targets(links, same)
    for text, names in zip(items + bare, together, strict=True):
        known = with_kinds(text, links[text.key], kinds) if text.set == "links" else text
        yield filled(known, names)


def main() -> None:
    """Write the names found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("pipelines", type=Path, nargs="+")
    options = parser.parse_args()
    write_text_lines(silver(options.corpora, options.pipelines), options.out)


if __name__ == "__main__":
    main()
