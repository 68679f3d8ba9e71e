"""Which pipeline annotates, with pipelines built here: no test needs a downloaded model."""

from __future__ import annotations

import pytest
import spacy

from analysis.extract.annotate import annotate, load_annotator, pipelines
from analysis.settings import Settings
from test_annotate import articles_of, sections_of


def made_pipeline() -> spacy.language.Language:
    """A pipeline that knows names, a date, lemmas and heads; its sentences would be wrong."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([
        {"label": "PERSON", "pattern": "Jane Roe"},
        {"label": "GPE", "pattern": "Ankara"},
        {"label": "DATE", "pattern": "Tuesday"},
        {"label": "PER", "pattern": "John Poe"},
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


@pytest.fixture
def named(monkeypatch):
    """Settings that name a pipeline which is installed, as far as spaCy says."""
    pipelines._load.cache_clear()
    monkeypatch.setattr("spacy.util.is_package", lambda name: name == "en_toy_sm")
    monkeypatch.setattr("spacy.load", lambda name: made_pipeline())
    yield Settings(annotator="en_toy_sm")
    pipelines._load.cache_clear()


TEXT = 'Jane Roe flew to Ankara on Tuesday. "He left. They stayed," John Poe said.\n\nHamlet fell'


def annotated(settings: Settings):
    articles = articles_of(TEXT)
    return annotate(articles, sections_of(articles), settings)


def test_names_of_the_lists_go_before_those_of_the_model(named):
    spans = annotated(named)["spans"]
    assert spans[["text", "label", "annotator"]].to_numpy().tolist() == [
        ["Jane Roe", "PERSON", "en_toy_sm"],
        ["Ankara", "GPE", "gazetteer"],
        ["John Poe", "PERSON", "en_toy_sm"],
        ["Hamlet", "MISC", "en_toy_sm"],
    ]


def test_sentences_are_ours_and_heads_lie_in_them(named):
    found = annotated(named)
    assert found["sentences"]["text"].tolist() == [
        "Jane Roe flew to Ankara on Tuesday.",
        '"He left. They stayed," John Poe said.',
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
    assert annotated(Settings())["sentences"].equals(annotated(named)["sentences"])


def test_annotators_are_loaded_once():
    assert load_annotator(Settings()) is load_annotator(Settings(seed=1))


@pytest.mark.parametrize("name", ["en_core_web_nothing", "/tmp/model", "../model", "./rules"])
def test_only_installed_packages_are_loaded(name):
    with pytest.raises(
        ValueError, match=r"is not installed; run .*spacy download.*annotator = \"rules\""
    ):
        load_annotator(Settings(annotator=name))


def test_the_pipe_alone_divides_a_doc():
    nlp = load_annotator(Settings()).nlp
    doc = nlp('"He left. They stayed," he said. Akar left.')
    assert [sentence.text for sentence in doc.sents] == [
        '"He left. They stayed," he said.',
        "Akar left.",
    ]
