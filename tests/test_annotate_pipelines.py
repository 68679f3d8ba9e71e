"""Which pipeline annotates, with pipelines built here: no test needs a downloaded model."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import spacy

import analysis
from analysis.extract.annotate import (
    annotate,
    identify_annotator,
    load_annotator,
    parsed,
    pipelines,
)
from analysis.schema import SECTIONS, conform
from analysis.settings import Settings
from test_annotate import RULES, articles_of, sections_of


def made_pipeline() -> spacy.language.Language:
    """A pipeline that knows names, a date, lemmas and heads; its sentences would be wrong."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([
        {"label": "PERSON", "pattern": "Jane Roe"},
        {"label": "GPE", "pattern": "Ankara"},
        {"label": "DATE", "pattern": "Tuesday"},
        {"label": "PER", "pattern": "abu Poe"},
        {"label": "WORK_OF_ART", "pattern": "Hamlet"},
    ])  # fmt: skip

    @spacy.language.Language.component("toy_heads")
    def toy_heads(doc):
        for sentence in doc.sents:
            for token in sentence:
                token.lemma_ = token.lower_
                token.pos_ = "X"
                token.dep_ = "ROOT" if token == sentence[0] else "dep"
                token.head = sentence[0]
        return doc

    nlp.add_pipe("toy_heads")
    return nlp


def saved(folder: Path, nlp: spacy.language.Language | None = None) -> Path:
    """A pipeline as it lies on the disk."""
    (nlp or made_pipeline()).to_disk(folder)
    return folder


@pytest.fixture(autouse=True)
def forgotten():
    """No pipeline is kept from one test to the next."""
    pipelines._load.cache_clear()
    yield
    pipelines._load.cache_clear()


@pytest.fixture
def named(monkeypatch, tmp_path):
    """Settings that name a pipeline which is installed, as far as spaCy says."""
    folder = saved(tmp_path / "en_toy_sm")
    monkeypatch.setattr("spacy.util.is_package", lambda name: name == "en_toy_sm")
    monkeypatch.setattr("spacy.util.get_package_path", lambda name: folder)
    monkeypatch.setattr("spacy.load", lambda name, exclude: made_pipeline())
    return Settings(annotator="en_toy_sm")


@pytest.fixture
def embedded(monkeypatch, tmp_path):
    """The folder of a tiny embedded pipeline, and settings that name it."""
    monkeypatch.setattr(pipelines, "model_folder", lambda: tmp_path / "model")
    return saved(tmp_path / "model"), Settings(annotator="embedded")


TEXT = 'Jane Roe flew to Ankara on Tuesday. "He left. They stayed," abu Poe said.\n\nHamlet fell'


def annotated(settings: Settings):
    articles = articles_of(TEXT)
    return annotate(articles, sections_of(articles), settings)


def test_names_of_the_lists_go_before_those_of_the_model(named):
    spans = annotated(named)["spans"]
    assert spans[["text", "label", "annotator"]].to_numpy().tolist() == [
        ["Jane Roe", "PERSON", "en_toy_sm"],
        ["Ankara", "GPE", "gazetteer"],
        ["abu Poe", "PERSON", "en_toy_sm"],
        ["Hamlet", "MISC", "en_toy_sm"],
    ]


def test_sentences_are_ours_and_heads_lie_in_them(named):
    found = annotated(named)
    assert found["sentences"]["text"].tolist() == [
        "Jane Roe flew to Ankara on Tuesday.",
        '"He left. They stayed," abu Poe said.',
        "Hamlet fell",
    ]
    tokens = found["tokens"]
    assert tokens["head_no"].tolist() == [0] * 8 + [8] * 12 + [20] * 2
    assert tokens["lemma"].tolist()[:3] == ["jane", "roe", "flew"]
    assert tokens["dep"].tolist()[:2] == ["ROOT", "dep"]
    assert tokens["tag"].isna().all()
    assert [TEXT[a:b] for a, b in zip(tokens["start"], tokens["end"], strict=True)] == tokens[
        "text"
    ].tolist()


def test_heads_are_numbered_in_their_article(named):
    articles = articles_of("Akar left. Abbas left.", "Putin stayed.")
    tokens = annotate(articles, sections_of(articles), named)["tokens"]
    assert tokens["head_no"].tolist() == [0, 0, 0, 3, 3, 3, 0, 0, 0]


def test_the_rules_give_the_same_sentences(named):
    assert annotated(RULES)["sentences"].equals(annotated(named)["sentences"])


def test_annotators_are_loaded_once():
    assert load_annotator(RULES) is load_annotator(replace(RULES, seed=1))


def test_the_embedded_pipeline_is_loaded_from_the_package(embedded):
    spans = annotated(embedded[1])["spans"]
    assert spans[["text", "annotator"]].to_numpy().tolist() == [
        ["Jane Roe", "embedded"],
        ["Ankara", "gazetteer"],
        ["abu Poe", "embedded"],
        ["Hamlet", "embedded"],
    ]


def test_the_embedded_pipeline_lies_beside_the_code():
    assert pipelines.model_folder() == Path(analysis.__file__).parent / "model"


def test_without_its_weights_the_embedded_pipeline_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(pipelines, "model_folder", lambda: tmp_path / "model")
    for ask in (load_annotator, identify_annotator):
        with pytest.raises(ValueError, match=r"no meta.json in .*model/.*annotator = \"rules\""):
            ask(Settings(annotator="embedded"))


def test_the_manifest_tells_pipelines_apart(embedded):
    folder, chosen = embedded
    first = identify_annotator(chosen)
    assert (first["name"], first["version"]) == ("embedded", "0.0.0")
    assert len(first["sha256"]) == 64
    (folder / "README.md").write_text("not part of it", encoding="utf-8")
    assert identify_annotator(chosen) == first
    patterns = folder / "entity_ruler/patterns.jsonl"
    patterns.write_bytes(patterns.read_bytes().replace(b"Jane Roe", b"Jane Boe"))
    assert identify_annotator(chosen)["sha256"] != first["sha256"]
    assert identify_annotator(RULES) == {"name": "rules"}


def test_an_installed_pipeline_is_identified_too(named):
    assert identify_annotator(named)["name"] == "en_toy_sm"
    assert len(identify_annotator(named)["sha256"]) == 64


def test_a_changed_pipeline_is_refused(embedded):
    folder, chosen = embedded
    right = pipelines.folder_hash(folder)
    (folder / "SHA256").write_text(f"{right}  model\n", encoding="utf-8")
    assert load_annotator(chosen).parses
    pipelines._load.cache_clear()
    (folder / "SHA256").write_text("0" * 64, encoding="utf-8")
    with pytest.raises(ValueError, match="has the hash .* says 000000000000.*install the package"):
        load_annotator(chosen)


def test_a_pipeline_of_another_spacy_is_refused(embedded):
    folder, chosen = embedded
    path = folder / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8")) | {"spacy_version": ">=2.0,<2.1"}
    path.write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(ValueError, match=r"'embedded' was made for spaCy >=2.0,<2.1, but 3"):
        load_annotator(chosen)


def test_sentences_of_the_pipeline_do_not_count(embedded):
    nlp = made_pipeline()
    nlp.add_pipe("sentencizer", first=True)
    saved(embedded[0], nlp)
    assert annotated(embedded[1])["sentences"].equals(annotated(RULES)["sentences"])
    assert "sentencizer" not in load_annotator(embedded[1]).nlp.pipe_names


def test_a_long_section_is_parsed_in_parts(embedded, monkeypatch):
    monkeypatch.setattr(parsed, "LONGEST_PARSED", 40)
    text = "Jane Roe met Akar. " * 9 + "Jane Roe " + "and abu Poe " * 12 + "met. Then abu Poe left."
    articles = articles_of(text, "Here abu Poe left.")
    found = annotate(articles, sections_of(articles), embedded[1])
    tokens, persons = found["tokens"], found["spans"]
    first = tokens[tokens["article_id"] == "000000000000"]
    assert "".join(first["text"]) == text.replace(" ", "")
    assert (first["head_no"] <= first["token_no"]).all()
    # Of 14, a cut at a blank of the endless sentence went through one.
    assert (persons["text"] == "abu Poe").sum() == 13
    assert (persons["text"] == "Jane Roe").sum() == 10


def test_what_is_no_prose_is_not_parsed(embedded):
    text = "Jane Roe left.\n\n" + "(1) - " * 200 + "Jane Roe.\n\nJane Roe stayed."
    articles = articles_of(text)
    blocks = [(start.start(), start.end()) for start in re.finditer(r"\S[^\n]*", text)]
    sections = pd.DataFrame(blocks, columns=["start", "end"]).assign(section="body")
    sections = conform(sections.assign(article_id="000000000000"), SECTIONS)
    found = annotate(articles, sections, embedded[1])
    assert found["spans"]["start"].tolist() == [0, text.index("Jane Roe stayed")]
    tokens = found["tokens"]
    table = tokens["start"].between(blocks[1][0], blocks[1][1] - 1)
    assert table.sum() == 803
    assert (tokens["dep"].isna() == table).all()
    assert (tokens["head_no"].isna() == table).all()


@pytest.mark.parametrize("poison", ["(", "a.b", "x ", '"A. ', "Jane Roe "], ids=repr)
def test_poison_is_parsed_in_time(embedded, poison):
    nlp = made_pipeline()
    nlp.remove_pipe("toy_heads")  # setting heads one by one is what takes time
    saved(embedded[0], nlp)
    text = poison * (20_000 // len(poison))
    articles = articles_of(text)
    load_annotator(embedded[1])
    before = time.process_time()
    tokens = annotate(articles, sections_of(articles), embedded[1])["tokens"]
    assert time.process_time() - before < 5
    assert "".join(tokens["text"]) == text.replace(" ", "")


@pytest.mark.parametrize("name", ["en_core_web_nothing", "/tmp/model", "../model", "./rules"])
def test_only_installed_packages_are_loaded(name):
    with pytest.raises(
        ValueError, match=r"is not installed; run .*spacy download.*annotator = \"rules\""
    ):
        load_annotator(Settings(annotator=name))


def test_the_pipe_alone_divides_a_doc():
    nlp = load_annotator(RULES).nlp
    doc = nlp('"He left. They stayed," he said. Akar left.')
    assert [sentence.text for sentence in doc.sents] == [
        '"He left. They stayed," he said.',
        "Akar left.",
    ]
