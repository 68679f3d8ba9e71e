"""How well expressions of time are read with rules that the documents scored had no part in.

    python benchmarks/timex_folds.py ../shared/corpora

Rules were written with MEANTIME and GUM at hand, so the figures of `timex_scores.py` on them
are in sample. Here the choice of rules is made anew without the documents that are scored:

- Documents go into `N_FOLDS` folds in turn. For each fold, a rule of the grammar (heads
  included) stays if at least half of what it read in the *other* folds is right, or if it
  read nothing there: then its hand-written examples are all that speaks for it, as for the
  unseen. The left-out fold is scored with what stays, and the counts of all folds summed.
- From set to set, rules are chosen on one whole set and the other is scored.

What a rule read is right if it overlaps a gold expression and has its value, where the gold
has one. GUM marks dates only, so lengths, habits and vague references that meet no gold of
it speak neither for nor against a rule.

This bounds what was gained by *keeping* rules that only these sets justify. It cannot undo
the wording of a rule, nor the word lists: for that, see the sets nobody read.

Intervals are 95 % percentiles of `N_DRAWS` bootstrap draws of whole documents.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from timex_scores import SETS, Document, counts_of, figures, right

from analysis.extract.timex.grammar import Grammar, Rule, grammar_of

N_FOLDS = 5
N_DRAWS = 2000
SEED = 20130322
# Share of a rule's readings that must be right.
RIGHT_SHARE = 0.5
# Sets chosen from and scored; the assistant's conventions are not those of news.
NEWS_SETS = ("meantime-en", "gum-open")
# Sets whose gold leaves lengths and vague references out.
DATES_ONLY = ("gum-open",)
SHOWN = ("strict F1", "relaxed F1", "value F1", "plain dates right of all")


def refused(documents: Iterable[Document], *, dates_only: bool) -> tuple[str, ...]:
    """Return the rules that these documents speak against, sorted."""
    read, correct = Counter[str](), Counter[str]()
    for _, gold, found, valued in documents:
        for case in found:
            meets = [
                (one, has_value) for one, has_value in zip(gold, valued, strict=True)
                if one.start < case.end and case.start < one.end
            ]  # fmt: skip
            if not meets and dates_only and not case.dates:
                continue
            is_right = any(not has_value or right(one, case) for one, has_value in meets)
            for rule in sorted(set(case.rules)):
                read[rule] += 1
                correct[rule] += is_right
    return tuple(sorted(rule for rule in read if correct[rule] < RIGHT_SHARE * read[rule]))


def without(grammar: Grammar, rules: tuple[str, ...]) -> Grammar:
    """Return a grammar less some of its rules."""

    def kept(index: dict[str, tuple[Rule, ...]]) -> dict[str, tuple[Rule, ...]]:
        return {
            code: tuple(rule for rule in group if rule.rule_id not in rules)
            for code, group in index.items()
        }

    return replace(grammar, rules=kept(grammar.rules), heads=kept(grammar.heads))


def crossed(name: str, folder: Path) -> tuple[list[Counter[str]], list[tuple[str, ...]]]:
    """Return the counts of each document scored out of its fold, and what each fold refused."""
    whole = list(SETS[name](folder, grammar_of("en")))
    counts: list[Counter[str]] = [Counter()] * len(whole)
    dropped = []
    for fold in range(N_FOLDS):
        others = (one for number, one in enumerate(whole) if number % N_FOLDS != fold)
        dropped.append(refused(others, dates_only=name in DATES_ONLY))
        again = SETS[name](folder, without(grammar_of("en"), dropped[-1]))
        for number, document in enumerate(again):
            if number % N_FOLDS == fold:
                counts[number] = counts_of(document)
    return counts, dropped


def rows_of(
    scored: str, protocol: str, counts: list[Counter[str]], dropped: Iterable[str]
) -> list[dict[str, object]]:
    """Return one row for each figure shown, with its interval over documents."""
    draws = np.random.default_rng(SEED).integers(len(counts), size=(N_DRAWS, len(counts)))
    names = sorted({name for count in counts for name in count})
    table = np.array([[count[name] for name in names] for count in counts])
    samples = [
        figures(Counter(dict(zip(names, map(int, table[draw].sum(axis=0)), strict=True))))
        for draw in draws
    ]
    rows = []
    for measure, (value, n) in figures(sum(counts, Counter())).items():
        if measure in SHOWN:
            low, high = np.quantile([sample[measure][0] for sample in samples], [0.025, 0.975])
            rows.append({
                "set": scored, "protocol": protocol, "measure": measure, "value": round(value, 4),
                "low": round(float(low), 4), "high": round(float(high), 4), "n": n,
                "documents": len(counts), "rules refused": sorted(set(dropped)),
            })  # fmt: skip
    return rows


def main() -> None:
    """Print the figures of each protocol and save them as `timex_folds.json`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    folder = parser.parse_args().corpora
    rows: list[dict[str, object]] = []
    for name in NEWS_SETS:
        documents = SETS[name](folder, grammar_of("en"))
        rows += rows_of(name, "in sample", list(map(counts_of, documents)), ())
        counts, dropped = crossed(name, folder)
        rows += rows_of(
            name, f"{N_FOLDS} folds", counts, (rule for fold in dropped for rule in fold)
        )
        for other in NEWS_SETS:
            if other != name:
                chosen_on = SETS[other](folder, grammar_of("en"))
                against = refused(chosen_on, dates_only=other in DATES_ONLY)
                documents = SETS[name](folder, without(grammar_of("en"), against))
                counts = list(map(counts_of, documents))
                rows += rows_of(name, f"rules chosen on {other}", counts, against)
    for row in rows:
        print(
            "{set:12} {protocol:28} {measure:26} {value:.3f} [{low:.3f}, {high:.3f}]".format(**row)
        )
    path = Path(__file__).with_name("timex_folds.json")
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
