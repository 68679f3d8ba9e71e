"""The options of a run: one frozen `Settings`, read from `settings.toml`.

Nothing here is global. The file gives each threshold its unit and its reason; this module
gives it a type and refuses what it does not know, so that a misspelt key cannot pass for
a choice.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from analysis.schema.tables import SECTION

PERIODS = ["week", "month", "quarter", "year"]

# Stories below which no measure draws any again or gives an interval: fewer say little about
# what other stories would have held, and nothing at all about actors none of them names.
# Not an option: an interval from fewer would not hold what its level promises.
MIN_STORIES = 10


@dataclass(frozen=True)
class Settings:
    """The options of a run; `settings.toml` says what each one means and why."""

    annotator: str = "embedded"
    max_file_bytes: int = 2_000_000_000
    max_article_bytes: int = 20_000_000
    max_article_chars: int = 5_000_000
    max_archive_ratio: int = 200
    max_html_depth: int = 250
    max_seconds_per_page: int = 20
    surname_window_years: int = 10
    counted_sections: tuple[str, ...] = ("headline", "body")
    suggest_names: int = 200
    suggestion_score: int = 85
    shingle_words: int = 4
    story_containment: float = 0.55
    copy_containment: float = 0.9
    story_window_days: int = 7
    network_period: str = "month"
    level: float = 0.95
    n_resamples: int = 2000
    seed: int = 20230425
    part_chars: int = 2_000_000

    def __post_init__(self) -> None:
        for option in fields(self):
            _check_type(option.name, getattr(self, option.name), type(option.default))
        _check_ranges(self)

    def as_dict(self) -> dict[str, object]:
        """Return the options as plain values, for the manifest."""
        return asdict(self) | {"counted_sections": list(self.counted_sections)}


def read_settings(path: Path) -> Settings:
    """Read a settings file.

    Parameters
    ----------
    path
        A TOML file with any of the fields of `Settings`; those left out keep their default.

    Raises
    ------
    ValueError
        If the file is absent or is not TOML, or a key is unknown, or a value has another
        type or lies outside its range.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ValueError(
            f"settings file '{path}' does not exist; run from the project's folder or give "
            "its path with --settings"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"settings file '{path}' is not valid TOML: {error}") from error
    known = [option.name for option in fields(Settings)]
    unknown = sorted(set(found) - set(known))
    if unknown:
        raise ValueError(f"settings file '{path}': unknown keys {unknown}; known are {known}")
    if isinstance(found.get("counted_sections"), list):
        found["counted_sections"] = tuple(found["counted_sections"])
    return Settings(**found)


def settings_toml(settings: Settings) -> str:
    """Return the options as TOML that `read_settings` reads back as the same options."""
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.as_dict().items()]
    return "\n".join(["# The options this corpus was read with.", *lines]) + "\n"


def _check_type(name: str, value: object, expected: type) -> None:
    fits = isinstance(value, expected) and not (expected is int and isinstance(value, bool))
    if expected is float and isinstance(value, int) and not isinstance(value, bool):
        fits = True
    if not fits:
        raise ValueError(
            f"setting '{name}' is {value!r}; expected a value of type {expected.__name__}"
        )


def _check_ranges(settings: Settings) -> None:
    for option in fields(settings):
        value = getattr(settings, option.name)
        if isinstance(value, int | float) and option.name != "seed" and value <= 0:
            raise ValueError(f"setting '{option.name}' is {value}; expected a number above 0")
    for name in ("story_containment", "copy_containment", "level"):
        if not 0 < getattr(settings, name) <= 1:
            raise ValueError(f"setting '{name}' is {getattr(settings, name)}; expected (0, 1]")
    if settings.suggestion_score > 100:
        raise ValueError(
            f"setting 'suggestion_score' is {settings.suggestion_score}; expected 1 to 100"
        )
    if settings.network_period not in PERIODS:
        raise ValueError(
            f"setting 'network_period' is {settings.network_period!r}; expected one of {PERIODS}"
        )
    unknown = [name for name in settings.counted_sections if name not in SECTION]
    if unknown or not settings.counted_sections:
        raise ValueError(
            f"setting 'counted_sections' is {list(settings.counted_sections)}; expected one or "
            f"more of {list(SECTION)}"
        )
