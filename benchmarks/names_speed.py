"""How fast names are found and linked, against spaCy on the same texts in the same run.

    OMP_NUM_THREADS=1 python benchmarks/names_speed.py ../shared/corpora

Finding: the news items of `wp-current-events` and `wikinews-2019-2020`, repeated to 20 MB,
through our gazetteer (in parts of 2 MB, as the pipeline gives them) and through spaCy's
`EntityRuler` with the same names as phrase patterns, raw text in, spans out. The ruler needs
a tokenizer, whose share is printed beside it. The spans of ours are compared with
`reference`, which tries every name at every position, on the texts once over.

Linking: `link_spans` over a megabyte, against dividing into sentences and parsing it with a
small spaCy pipeline (`HashEmbedCNN` of width 96 and depth 4, senter, parser). Its weights
are those it is initialised with; they cost what trained ones cost.

Processor time, not the clock on the wall: other work on the machine does not count. The
order alternates, medians are printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterable
from itertools import accumulate
from math import ceil
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
import spacy
from spacy.language import Language

from analysis.extract.actors import link_spans
from analysis.extract.annotate import annotate, split_sentences
from analysis.extract.annotate.gazetteer import Finds, find_names, the_gazetteer
from analysis.lexicon.fold import fold
from analysis.schema import ARTICLES, SECTIONS, conform
from analysis.settings import Settings

PART = 2_000_000  # characters, as `part_chars` in the settings
LINKED = 1_000_000  # characters that are linked and parsed
N_LABELS = 40  # relations of the parser; Universal Dependencies has about as many
ADDRESS_MARKS = ("@", "http", "www.")  # names in addresses are left out; not the reference's task


def texts_of(corpora: Path) -> list[str]:
    """Return the news items of both sets."""
    with gzip.open(
        corpora / "wp-current-events" / "current_events.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        items = [json.loads(line)["text"] for line in lines]
    news = (corpora / "wikinews-2019-2020" / "wikinews.jsonl").read_text(encoding="utf-8")
    return items + [json.loads(line)["text"] for line in news.splitlines()]


def parts_of(texts: Iterable[str]) -> list[str]:
    """Return the texts joined to parts of about `PART` characters."""
    parts: list[list[str]] = [[]]
    length = 0
    for text in texts:
        parts[-1].append(text)
        length += len(text)
        if length > PART:
            parts.append([])
            length = 0
    return ["\n\n".join(part) for part in parts if part]


def lengths_of(forms: Iterable[str]) -> dict[str, list[int]]:
    """Return, for each first character, the lengths of the names, longest first."""
    lengths: dict[str, dict[int, None]] = {}
    for form in sorted(forms, key=len, reverse=True):
        lengths.setdefault(form[0], {})[len(form)] = None
    return {first: list(found) for first, found in lengths.items()}


def reference(
    text: str, known: frozenset[str], lengths: dict[str, list[int]]
) -> list[tuple[int, int]]:
    """Find names by trying each at every position: the definition, not a method.

    Parameters
    ----------
    text
        Any text without addresses.
    known, lengths
        The names, folded, and their `lengths_of`.

    Returns
    -------
    list of (start, end)
        Positions in `text`. Letters and digits touch no name at either end; of names that
        overlap, the one that begins first is taken, and of those the longest.
    """
    pieces = [fold(character).text for character in text]
    folded = "".join(pieces)
    origin = [place for place, piece in enumerate(pieces) for _ in piece]
    free, found = 0, []
    for start in range(len(folded)):
        if start < free or _in_word(folded[start - 1 : start]):
            continue
        for length in lengths.get(folded[start], ()):
            end = start + length
            if end > len(folded) or folded[start:end] not in known:
                continue
            if not _in_word(folded[end : end + 1]):
                found.append((origin[start], origin[end - 1] + 1))
                free = end
                break
    return found


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def ruler() -> Language:
    """Return a blank pipeline with an `EntityRuler` of the same names."""
    nlp = spacy.blank("en")
    gazetteer = the_gazetteer()
    names = zip(gazetteer.forms, gazetteer.kinds, strict=True)
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": kind, "pattern": form} for form, kind in names]
    )
    return nlp


def small_parser() -> Language:
    """Return a senter and a parser on a small tok2vec, with weights as initialised."""
    nlp = spacy.blank("en")
    listener = {
        "@architectures": "spacy.Tok2VecListener.v1",
        "width": 96,
    }
    nlp.add_pipe("tok2vec", config={"model": {
        "@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000,
        "window_size": 1, "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None,
    }})  # fmt: skip
    nlp.add_pipe("senter", config={"model": {
        "@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": listener,
    }})  # fmt: skip
    parser = nlp.add_pipe("parser", config={"model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser",
        "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
        "nO": None, "tok2vec": listener,
    }})  # fmt: skip
    for number in range(N_LABELS):
        parser.add_label(f"dep{number}")
    spacy.util.fix_random_seed(0)
    nlp.initialize()
    return nlp


def medians(jobs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median of the processor seconds of each job, the order alternating."""
    seconds: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds):
        for name in list(jobs) if number % 2 == 0 else list(jobs)[::-1]:
            started = time.process_time()
            jobs[name]()
            seconds[name].append(time.process_time() - started)
    return {name: median(times) for name, times in seconds.items()}


def compare(texts: list[str]) -> tuple[int, int]:
    """Return how many names stand in texts without addresses, and how many differ."""
    gazetteer = the_gazetteer()
    known, lengths = frozenset(gazetteer.forms), lengths_of(gazetteer.forms)
    plain = [text for text in texts if not any(mark in text for mark in ADDRESS_MARKS)]
    n_names = n_wrong = 0
    for text in plain:
        finds = find_names(text, gazetteer)
        ours = set(zip(finds.starts.tolist(), finds.ends.tolist(), strict=True))
        theirs = set(reference(text, known, lengths))
        n_names += len(theirs)
        n_wrong += len(ours ^ theirs)
    return n_names, n_wrong


def same_in_parts(texts: list[str]) -> bool:
    """Return whether the texts joined give the names that each gives alone."""
    gazetteer = the_gazetteer()
    begins = list(accumulate((len(text) + 2 for text in texts), initial=0))
    pairs = zip(texts, begins[:-1], strict=True)
    alone = [_moved(find_names(text, gazetteer), begin) for text, begin in pairs]
    whole = _moved(find_names("\n\n".join(texts), gazetteer), 0)
    return bool(np.array_equal(np.concatenate(alone), whole))


def _moved(finds: Finds, begin: int) -> np.ndarray:
    return np.column_stack([finds.starts + begin, finds.ends + begin, finds.patterns])


def tables(texts: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the texts as articles of one day, each one body."""
    columns: dict[str, object] = {
        name: "x" if column.kind == "text" and column.required else None
        for name, column in ARTICLES.columns.items()
    }
    ids = [f"{number:012x}" for number in range(len(texts))]
    columns |= {"article_id": ids, "text": texts, "text_offset": 0, "language": "en"}
    articles = pd.DataFrame(columns).assign(published=pd.Timestamp("2025-06-01"))
    sections = pd.DataFrame(
        {"article_id": ids, "start": 0, "end": list(map(len, texts)), "section": "body"}
    )
    return conform(articles, ARTICLES), conform(sections[sections["end"] > 0], SECTIONS)


def linking(texts: list[str], rounds: int) -> None:
    """Time linking against dividing into sentences and parsing; print both."""
    ends = list(accumulate(map(len, texts)))
    texts = texts[: sum(end <= LINKED for end in ends)]
    articles, sections = tables(texts)
    found = annotate(articles, sections, Settings())
    parser = small_parser()
    jobs: dict[str, Callable[[], object]] = {
        "link_spans": lambda: link_spans(
            found["spans"], found["sentences"], articles, sections, Settings()
        ),
        "rules for sentences": lambda: split_sentences("\n\n".join(texts)),
        "spaCy senter and parser": lambda: [len(doc) for doc in parser.pipe(texts)],
    }
    times = medians(jobs, rounds)
    print(f"{sum(map(len, texts)) / 1e6:.2f} million characters, {len(found['spans'])} spans")
    for name, seconds in times.items():
        print(f"  {name:28} {seconds:7.2f} s")
    rival = times["rules for sentences"] + times["spaCy senter and parser"]
    print(f"  linking is {times['link_spans'] / rival:.2f} of sentences and parsing")


def main() -> None:
    """Print times, ratios and differences."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    once = texts_of(chosen.corpora)
    n_bytes = sum(len(text.encode("utf-8")) for text in once)
    texts = once * ceil(chosen.megabytes * 1e6 / n_bytes)
    parts, gazetteer, nlp = parts_of(texts), the_gazetteer(), ruler()
    n_bytes = sum(len(part.encode("utf-8")) for part in parts)
    jobs: dict[str, Callable[[], object]] = {
        "our gazetteer": lambda: [find_names(part, gazetteer) for part in parts],
        "EntityRuler from text": lambda: [len(doc.ents) for doc in nlp.pipe(texts)],
        "of that, the tokenizer": lambda: [len(doc) for doc in nlp.tokenizer.pipe(texts)],
    }
    times = medians(jobs, chosen.rounds)
    print(f"{n_bytes / 1e6:.1f} MB, {len(texts)} texts, {len(gazetteer.forms)} names")
    for name, seconds in times.items():
        print(f"  {name:28} {seconds:7.2f} s {n_bytes / 1e6 / seconds:7.1f} MB/s")
    print(f"  ratio {times['EntityRuler from text'] / times['our gazetteer']:.1f}")
    n_names, n_wrong = compare(once)
    print(f"{n_names} names by trying every name at every position, {n_wrong} differences")
    print(f"parts give the names of each text alone: {same_in_parts(once)}")
    linking(once, chosen.rounds)


if __name__ == "__main__":
    main()
