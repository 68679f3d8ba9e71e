"""Headlines: what titles and models find in them must be borne out by the article."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.extract.annotate.headlines import (
    in_headline,
    is_headline,
    without_headline_words,
    words_elsewhere,
)
from analysis.extract.annotate.layout import Layout
from analysis.extract.annotate.spans import spans_of


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Turkish Intelligence Chief Visits Damascus", True, id="a headline"),
        pytest.param("Aleppo Falls to Rebels Within Three Days", True, id="with small words"),
        pytest.param("Ankara hosts talks on grain and gas", False, id="one in small letters"),
        pytest.param("President Xi Jinping met President Bashar Assad.", False, id="a sentence"),
        pytest.param(
            "Ukraine President Jane Roe meets Turkey President John Doe",
            False,
            id="a sentence of names, without its full stop",
        ),
        pytest.param("Fidan Meets Mamlouk", True, id="three words are enough"),
        pytest.param("Fidan Speaks", False, id="two words tell nothing"),
        pytest.param("", False, id="nothing"),
        pytest.param("Word " * 100, False, id="too long for a headline"),
    ],
)
def test_a_headline_is_known_by_its_capitals(line, expected):
    assert is_headline(line) is expected


def test_a_position_is_judged_by_its_own_line():
    text = "Turkish Chief Visits Damascus\n\nHe came on a visit to Damascus, they said"
    assert in_headline(text, 8)
    assert not in_headline(text, text.rindex("Damascus"))


def test_words_are_taken_from_lines_that_are_no_headlines():
    told = words_elsewhere("Envoy Praises Idlib Truce\nThe envoy was in Idlib, Kofi Annan's town.")
    assert told == {"The", "Idlib", "Kofi", "Annan"}


def layout_of(*articles: list[str]) -> Layout:
    pieces = [piece for sections in articles for piece in sections]
    starts = np.cumsum([0, *(len(piece) + 2 for piece in pieces[:-1])])
    return Layout(
        "\n\n".join(pieces), starts, starts + [len(piece) for piece in pieces],
        np.zeros(len(pieces), int), np.array(["a"] * len(pieces), object),
        np.repeat(np.arange(len(articles)), [len(sections) for sections in articles]),
        np.array(["body"] * len(pieces), object),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("headline", "body", "span", "label", "expected"),
    [
        pytest.param("Aleppo Falls Within Days", "Aleppo fell.", "Aleppo Falls", "LOC",
                     ["Aleppo"], id="a place loses the verb"),
        pytest.param("Fires Reach Niger Delta Again", "Niger is dry.", "Niger Delta", "LOC",
                     ["Niger Delta"], id="but no noun of places"),
        pytest.param("Rebels Advance Within Days", "Rebels came.", "Rebels Advance", "ORG",
                     [], id="half an organisation is none"),
        pytest.param("Idlib Truce Agreed Today", "It holds in Idlib's north.", "Idlib", "GPE",
                     ["Idlib"], id="a place the body names stays"),
        pytest.param("Envoys Open Talks Again", "They met.", "Open Talks", "EVENT", [],
                     id="words the body never writes so"),
        pytest.param("Envoys Open Talks Again", "Envoys Close Talks Again", "Open Talks",
                     "EVENT", ["Open Talks"], id="nothing but headlines bears out nothing"),
        pytest.param("Envoys met in Jeddah today", "They met.", "Jeddah", "GPE", ["Jeddah"],
                     id="a line in small letters is no headline"),
    ],
)  # fmt: skip
def test_a_model_is_believed_as_far_as_the_article_goes(headline, body, span, label, expected):
    layout = layout_of(["Something else was said."], [headline, body])
    start = layout.text.index(span)
    found = without_headline_words(spans_of([(start, start + len(span), label, "model")]), layout)
    assert [layout.text[first:last] for first, last, *_ in found.rows()] == expected


def test_another_article_bears_out_nothing():
    layout = layout_of(["Aleppo Falls Within Days", "It fell."], ["In Aleppo they met."])
    found = without_headline_words(spans_of([(0, 12, "LOC", "model")]), layout)
    assert len(found) == 0
