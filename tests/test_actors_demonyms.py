"""One adjective for every state: each leads to its state, or two states share it."""

from __future__ import annotations

import pytest

from analysis.extract.actors import link_spans
from analysis.extract.annotate import annotate
from analysis.facts import read_facts
from test_annotate import RULES, articles_of, sections_of

# States whose every adjective another state has, too.
SHARED = {"COG": "Congolese", "DMA": "Dominican", "DOM": "Dominican"}


def adjectives():
    """Return the adjectives of each present state."""
    states = read_facts("states").query("kind in ['member', 'observer', 'other']")["state_id"]
    forms = read_facts("demonyms").query("kind == 'adjective'")
    return {state: forms.query("state_id == @state")["form"].tolist() for state in states}


@pytest.fixture(scope="module")
def meant():
    """Return the states that each adjective of each state is linked to in a sentence."""
    asked = [(state, form) for state, forms in adjectives().items() for form in forms]
    articles = articles_of(*(f"The {form} delegation arrived on Tuesday." for _, form in asked))
    sections = sections_of(articles)
    found = annotate(articles, sections, RULES)
    mentions = link_spans(found["spans"], found["sentences"], articles, sections)
    states = mentions.groupby("article_id")["state_id"].agg(lambda ids: set(ids.dropna()))
    return {
        key: states.get(article, set())
        for key, article in zip(asked, articles["article_id"], strict=True)
    }


def test_every_state_has_an_adjective_of_its_own(meant):
    without = {
        state: forms[0]
        for state, forms in adjectives().items()
        if not any(meant[state, form] == {state} for form in forms)
    }
    assert without == SHARED


def test_no_adjective_leads_to_another_state_alone(meant):
    assert [key for key, states in meant.items() if states - {key[0]}] == []
