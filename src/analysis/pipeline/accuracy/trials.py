"""Every trial: a step of the program, a set to try it on, and where the set lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from analysis.settings import Settings

TASKS = ("actors", "spans", "sentences", "parse", "time")
SETS, SHARED, OWN = "sets", "shared", "own"


@dataclass(frozen=True)
class Trial:
    """One step tried on one set.

    Attributes
    ----------
    task
        The step, one of `TASKS`.
    name
        The set, as in the column `set` of the scores.
    root, path
        Where its file lies: below the folder of sets (``sets``), below `gold` beside that
        folder (``shared``), or below the folder of our own gold (``own``).
    function
        What reads and judges it, as ``module.function`` below this package; takes the path
        and the settings.
    system
        Who does the step: empty text for us; ``*`` if the function returns several by name.
    annotated
        Whether the result depends on the annotator.
    """

    task: str
    name: str
    root: str
    path: str
    function: str
    system: str = ""
    annotated: bool = True

    def file(self, sets: Path | None, gold: Path | None) -> Path | None:
        """Return the file of the set; none if it is not there."""
        shared = None if sets is None else sets.resolve().parent / "gold"
        folder = {SETS: sets, SHARED: shared, OWN: gold}[self.root]
        found = None if folder is None else folder / self.path
        return found if found is not None and found.is_file() else None

    def run(self, path: Path, settings: Settings) -> Any:  # noqa: ANN401
        """Judge the set; see the function."""
        module, _, name = self.function.partition(".")
        judge: Callable[[Path, Settings], Any] = getattr(
            import_module(f"analysis.pipeline.accuracy.{module}"), name
        )
        return judge(path, settings)


_CURRENT = "wp-current-events/current_events.jsonl.gz"
_UNER = "uner-english-ewt/uner_ewt_dev.jsonl"
DICTIONARY = "Phoenix dictionary of 2014"
TRIALS = (
    Trial("actors", "own texts", OWN, "mentions.csv", "own.score_own"),
    Trial("actors", "uses of capitals", OWN, "capitals.csv", "uses.score_capitals"),
    Trial("actors", "first article", SHARED, "seed.json", "own.score_seed"),
    Trial("actors", "country forms", SHARED, "country_forms.csv", "uses.score_forms"),
    Trial("actors", "country forms", SHARED, "country_forms.csv", "uses.score_forms_by_packages",
          system="*", annotated=False),
    Trial("actors", "wp-current-events", SETS, _CURRENT, "links.score_links"),
    Trial("actors", "wp-current-events", SETS, _CURRENT, "dictionary.score_links",
          system=DICTIONARY, annotated=False),
    Trial("actors", "us-diplomatic-travel", SETS, "us-diplomatic-travel/travel.jsonl",
          "visits.score_visits"),
    Trial("spans", "uner-english-ewt", SETS, _UNER, "spans.score_records"),
    Trial("spans", "gum-open", SETS, "gum-open/gum.jsonl", "spans.score_gum"),
    Trial("spans", "crossner", SETS, "crossner/politics-dev.txt", "spans.score_crossner"),
    Trial("spans", "wikigold", SETS, "wikigold/wikigold.jsonl", "spans.score_records"),
    Trial("spans", "re3d-open", SETS, "re3d-open/re3d.jsonl", "spans.score_re3d"),
    Trial("spans", "wp-current-events", SETS, _CURRENT, "links.score_names"),
    Trial("sentences", "uner-english-ewt", SETS, _UNER, "trees.score_sentences", annotated=False),
    Trial("sentences", "gum-open", SETS, "gum-open/gum.jsonl", "trees.score_sentences",
          annotated=False),
    Trial("parse", "ud-english-ewt", SETS, "ud-english-ewt/en_ewt-ud-dev.conllu",
          "trees.score_parse"),
    Trial("parse", "ud-english-gum", SETS, "ud-english-gum/en_gum_open-ud-dev.conllu",
          "trees.score_parse"),
    Trial("time", "own expressions", OWN, "timex_expressions.csv", "times.score_expressions",
          annotated=False),
    Trial("time", "own refusals", OWN, "timex_refusals.csv", "times.score_refusals",
          annotated=False),
    Trial("time", "meantime-en", SETS, "meantime-en/meantime.jsonl", "times.score_meantime",
          annotated=False),
    Trial("time", "gum-open", SETS, "gum-open/gum.jsonl", "times.score_gum", annotated=False),
    Trial("time", "recognizers-datetime", SETS, "recognizers-datetime/datetime.jsonl",
          "times.score_assistant", annotated=False),
)  # fmt: skip
