"""Fourth step: names and syntax put into one pipeline, with a lemmatizer, packaged.

Names come first: after a parser they may not cross the starts of sentences it set. What
differs between two trainings of the same weights (the order of keys) is put in order.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.lookups import Lookups

from analysis.extract.annotate.pipelines import CHECK_FILE, folder_hash
from training import components as components  # makes the layer known
from training.word_sources import lookups_data

NAME = "news_embedded"
VERSION = "0.1.0"
LICENCE = "CC BY-SA 4.0"
DESCRIPTION = "English news: names, tags, lemmas, heads. Trained from open corpora; see README.md."

# Lemmas of rarer words are left to the rules (log probability).
RAREST_LEMMA = -17.5

# Forms of auxiliaries that are no irregular verbs of the table.
AUXILIARIES = {
    "'m": ["be"], "’m": ["be"], "'re": ["be"], "’re": ["be"], "'ve": ["have"], "’ve": ["have"],
    "'ll": ["will"], "’ll": ["will"], "wo": ["will"], "ca": ["can"], "sha": ["shall"],
    "'d": ["would"], "’d": ["would"], "'s": ["be"], "’s": ["be"], "does": ["do"], "has": ["have"],
    "having": ["have"], "being": ["be"], "doing": ["do"], "had": ["have"], "is": ["be"],
}  # fmt: skip


def lemma_lookups() -> Lookups:
    """Return the tables of the rule lemmatizer, without rare words."""
    common = {word for word, value in lookups_data("lexeme_prob").items() if value > RAREST_LEMMA}
    lookups = Lookups()
    lookups.add_table("lemma_rules", lookups_data("lemma_rules"))
    exceptions = {
        pos: {word: found[word] for word in sorted(found) if word in common}
        for pos, found in lookups_data("lemma_exc").items()
    }
    exceptions["aux"] = exceptions["verb"] | AUXILIARIES
    lookups.add_table("lemma_exc", exceptions)
    index = {
        pos: sorted(word for word in words if word in common)
        for pos, words in lookups_data("lemma_index").items()
    }
    lookups.add_table("lemma_index", index)
    return lookups


def assemble(names: Language, syntax: Language) -> Language:
    """Return one pipeline: names, tags, parts of speech, sentences, parser, lemmas."""
    syntax.add_pipe("ner", source=names, first=True)
    lemmatizer = syntax.add_pipe("lemmatizer", config={"mode": "rule"}, last=True)
    lemmatizer.initialize(lookups=lemma_lookups())  # type: ignore[attr-defined]
    syntax.meta.update(name=NAME, version=VERSION, license=LICENCE, description=DESCRIPTION)
    syntax.meta.update(author="", email="", url="", sources=[], performance={})
    empty = spacy.blank("en").config
    for part in ("paths", "system", "training", "initialize", "corpora"):
        syntax.config[part] = empty.get(part, {})
    return syntax


def package(nlp: Language, folder: Path) -> None:
    """Write a pipeline so that the same weights give the same files."""
    nlp.to_disk(folder)
    strings = folder / "vocab" / "strings.json"
    strings.write_text(json.dumps(needed_strings(nlp)), encoding="utf-8")
    for path in sorted(folder.rglob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(_ordered(content), encoding="utf-8")
    (folder / CHECK_FILE).write_text(folder_hash(folder) + "\n", encoding="utf-8")


def needed_strings(nlp: Language) -> list[str]:
    """Return the strings the pipeline must know to print its labels: no word of a corpus."""
    labels = {label for name in nlp.pipe_names for label in nlp.pipe_labels.get(name, [])}
    return sorted(labels | {"ROOT", "dep", "_"} | {label.split("=")[-1] for label in labels})


def _ordered(content: object) -> str:
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the pipeline; print its size and hash."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", type=Path)
    parser.add_argument("syntax", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    package(assemble(spacy.load(options.names), spacy.load(options.syntax)), options.out)
    size = sum(path.stat().st_size for path in options.out.rglob("*") if path.is_file())
    print(f"{size / 1e6:.1f} MB, sha256 {folder_hash(options.out)}")


if __name__ == "__main__":
    main()
