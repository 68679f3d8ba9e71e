"""How training data is made: treebanks, names, links, variants. No corpus is read here."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
import spacy

sys.path.insert(0, str(Path(__file__).parents[1]))

from training import augment, gum_names, labels, links, words  # noqa: E402
from training.conllu import chunk_to_doc, chunks, read_sentences, restyled  # noqa: E402
from training.dates import dates_in  # noqa: E402
from training.named_sets import chunk_sentences, cut, finish, run_together  # noqa: E402
from training.prepare_names import held_out, to_doc  # noqa: E402
from training.sets import Text, read_text_lines, write_text_lines  # noqa: E402

CONLLU = """# newdoc id = own-1
# newpar
# text = They didn't meet.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tmeet\tmeet\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = Why?
1\tWhy\twhy\tADV\tWRB\t_\t0\troot\t_\tSpaceAfter=No
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newpar
# text = Nobody said.
1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_
2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""

KNOWN = {
    name: set()
    for name in (
        "title",
        "role",
        "demonym",
        "groups",
        "facility",
        "geographic",
        "settlement",
        "continent",
        "city",
        "town",
        "capital",
        "division",
        "acronym",
        "organisation",
        "military",
        "direction",
        "media",
        "event",
        "given",
        "family",
        "particle",
        "country",
        "country_part",
    )
}
KNOWN |= {
    "title": {"President", "Ambassador", "General", "Secretary"},
    "role": {"spokesman"},
    "demonym": {"Afghan", "Dutch"},
    "facility": {"Airport"},
    "geographic": {"River"},
    "settlement": {"District"},
    "organisation": {"Ministry", "Council"},
    "city": {"Kabul", "Utrecht"},
    "given": {"Anna", "Ravi"},
    "country": {"Chad", "Peru"},
    "town": {"Ede"},
    "direction": {"North"},
}


@pytest.fixture(autouse=True)
def small_lists(monkeypatch):
    """Small name lists, so that no other package is needed."""
    for module in (labels, links, gum_names, augment):
        monkeypatch.setattr(module, "lists", lambda: KNOWN)


@pytest.fixture
def sentences(tmp_path):
    path = tmp_path / "own.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return list(read_sentences(path))


def test_a_treebank_is_cut_at_paragraphs(sentences):
    runs = list(chunks(sentences))
    assert [[s.text for s in run] for run in runs] == [
        ["They didn't meet.", "Why?"],
        ["Nobody said."],
    ]
    assert [len(run) for run in chunks(sentences, longest=1)] == [1, 1, 1]


def test_a_paragraph_becomes_a_doc(sentences):
    doc = chunk_to_doc(sentences[:2], spacy.blank("en").vocab)
    assert doc.text == "They didn't meet. Why? "
    assert [token.head.text for token in doc] == [
        "meet",
        "meet",
        "meet",
        "meet",
        "meet",
        "Why",
        "Why",
    ]
    assert [token.text for token in doc if token.is_sent_start] == ["They", "Why"]
    assert [token.dep_ for token in doc][3:6] == ["ROOT", "punct", "ROOT"]


def test_a_sentence_without_text_is_refused(tmp_path):
    path = tmp_path / "own.conllu"
    path.write_text("1\tWhy\twhy\tADV\tWRB\t_\t0\troot\t_\t_\n\n", encoding="utf-8")
    with pytest.raises(ValueError, match="own.conllu, line 2"):
        list(read_sentences(path))


def test_another_style_keeps_words_and_text_together(sentences):
    shouted = restyled(sentences[0], str.upper)
    assert shouted.text == "THEY DIDN'T MEET."
    assert shouted.words == ["THEY", "DID", "N'T", "MEET", "."]
    assert sentences[0].text == "They didn't meet."


@pytest.mark.parametrize(
    ("words_", "text"),
    [
        pytest.param(["Peru", "'s", "army", "."], "Peru's army.", id="marks close up"),
        pytest.param(["a", '"', "b", '"', "c"], 'a "b" c', id="quotes open and close in turn"),
        pytest.param(["(", "1", ")", "x"], "(1) x", id="brackets hold what they hold"),
        pytest.param([], "", id="no words"),
    ],
)
def test_words_run_together(words_, text):
    made, offsets = run_together(words_)
    assert made == text
    assert [made[start:end] for start, end in offsets] == words_


def test_a_text_is_cut_between_sentences():
    text = Text("own", "k", "Ede is. So is Chad.", [(0, 3, "GPE"), (14, 18, "GPE")], [(5, 7)])
    parts = list(cut(text, iter([(0, 7), (8, 19)])))
    assert [part.text for part in parts] == ["Ede is.", "So is Chad."]
    assert [part.spans for part in parts] == [[(0, 3, "GPE")], [(6, 10, "GPE")]]
    assert [part.unsure for part in parts] == [[(5, 7)], []]


def test_sentences_stay_together_up_to_a_blank_line():
    text = "A b.\nC d.\n\nE f."
    assert list(chunk_sentences([[0, 4], [5, 9], [11, 15]], text)) == [(0, 9), (11, 15)]


def tagged(text: str) -> list[tuple[int, int, str]]:
    """Words of a text written as word/tag."""
    found, at = [], 0
    for piece in text.split():
        word, tag = piece.rsplit("/", 1)
        found.append((at, at + len(word), tag))
        at += len(word) + 1
    return found


@pytest.mark.parametrize(
    ("text", "head", "label", "name"),
    [
        pytest.param("Ambassador/NNP Anna/NNP Bos/NNP", 0, "PERSON", "Anna Bos", id="no title"),
        pytest.param(
            "Secretary/NNP of/IN State/NNP Anna/NNP Bos/NNP",
            0,
            "PERSON",
            "Anna Bos",
            id="a name behind what the office is of",
        ),
        pytest.param(
            "President/NNP of/IN Peru/NNP",
            0,
            "PERSON",
            None,
            id="what the office is of is nobody's name",
        ),
        pytest.param(
            "the/DT President/NNP ,/, Anna/NNP Bos/NNP",
            1,
            "PERSON",
            "Anna Bos",
            id="a name in apposition",
        ),
        pytest.param("the/DT President/NNP", 1, "PERSON", None, id="an office is nobody's name"),
        pytest.param(
            "the/DT Ministry/NNP of/IN Public/NNP Works/NNPS in/IN full/JJ",
            1,
            "ORG",
            "Ministry of Public Works",
            id="an organisation runs on over of",
        ),
        pytest.param("the/DT river/NN", 1, "PLACE", None, id="a common noun is no name"),
        pytest.param("Lake/NNP Chad/NNP shore/NN", 0, "PLACE", "Lake Chad", id="the run ends"),
        pytest.param(
            "Bos/NNP 's/POS fall/NN from/IN power/NN",
            0,
            "EVENT",
            None,
            id="the owner of what happened is not its name",
        ),
        pytest.param("Ede/NNP 's/POS", 0, "PLACE", "Ede", id="a possessive that owns nothing here"),
        pytest.param(
            "Ede/NNP 's/POS Water/NNP Council/NNP",
            3,
            "ORG",
            "Ede 's Water Council",
            id="an organisation with its owner",
        ),
    ],
)
def test_names_in_mentions(text, head, label, name):
    plain = " ".join(piece.rsplit("/", 1)[0] for piece in text.split())
    found = gum_names.name_in(tagged(text), plain, head, label)
    assert (plain[found[0] : found[1]] if found else None) == name


@pytest.mark.parametrize(
    ("text", "wiki", "kind"),
    [
        pytest.param("Dutch", "Netherlands", "NORP", id="a people, though the country is linked"),
        pytest.param("Peru", "Peru", "GPE", id="a state"),
        pytest.param("Afghan President", "President_of_Afghanistan", "", id="an office is no name"),
        pytest.param("airstrike", "Airstrike", "", id="a common word"),
        pytest.param("Bos", "Bos_(politician)", "PERSON", id="the note in brackets"),
        pytest.param("Ministry of Works", "Ministry_of_Works", "ORG", id="a word of organisations"),
        pytest.param("Ede Airport", "Ede_Airport", "FAC", id="a word of facilities"),
        pytest.param("Anna Bos", "Anna_Bos", "PERSON", id="a given name first"),
        pytest.param("Waal River", "Waal", "LOC", id="a word of the land"),
        pytest.param("Zoom", "Zoom", None, id="not known"),
    ],
)
def test_kinds_of_links(text, wiki, kind):
    assert links.kind_of_link(text, wiki) == kind


def test_a_link_inside_a_longer_name_is_left_open(monkeypatch):
    monkeypatch.setattr(labels, "is_common", lambda word: word == "The")
    text = "The Utrecht Council met in Utrecht."
    found = links.item(
        "k",
        text,
        [
            {"start": 4, "end": 11, "wiki": "Utrecht"},
            {"start": 27, "end": 34, "wiki": "Utrecht"},
        ],
    )
    assert found.spans == [(27, 34, "GPE")]
    assert found.unsure == [(4, 11), (12, 19)]


def test_places_joined_by_a_comma_are_two():
    assert links.places("in Ede, Peru", 3, 12) == [(3, 6, "GPE"), (8, 12, "GPE")]


def test_other_names_keep_their_places():
    text = Text(
        "own", "k", "Anna saw Ravi today.", [(0, 4, "PERSON"), (9, 13, "PERSON")], [(14, 19)]
    )
    made = augment.put_in(text, [((0, 4, "PERSON"), "Bo"), ((9, 13, "PERSON"), "Wilhelmina")])
    assert made.text == "Bo saw Wilhelmina today."
    assert [made.text[a:b] for a, b, _ in made.spans] == ["Bo", "Wilhelmina"]
    assert [made.text[a:b] for a, b in made.unsure] == ["today"]
    assert text.text == "Anna saw Ravi today."


def test_what_touches_a_replaced_name_moves_with_it():
    text = Text("own", "k", "Anna's Ede", [(0, 4, "PERSON")], [(4, 6), (7, 10)])
    made = augment.put_in(text, [((0, 4, "PERSON"), "Wilhelmina")])
    assert [made.text[a:b] for a, b in made.unsure] == ["'s", "Ede"]


@pytest.mark.parametrize("seed", range(8))
def test_a_family_name_alone_follows_the_whole_name(seed):
    names = augment.Names(
        [(["Ravi"], ["Rao", "Iyer", "Nair"])],
        ["Peru"],
        ["Ede"],
        [["Ede"]],
        [["Ede"]],
        ["Water"],
        [],
    )
    text = Text("own", "k", "Anna Bos left. Bos cried. Chad wept.",
                [(0, 8, "PERSON"), (15, 18, "PERSON"), (26, 30, "GPE")])  # fmt: skip
    made = augment.renamed(text, names, random.Random(seed))
    whole, alone, state = (made.text[a:b] for a, b, _ in made.spans)
    assert whole == f"Ravi {alone}"
    assert state == "Peru"


@pytest.mark.parametrize(
    ("style", "made"),
    [
        pytest.param("title", "Erdoğan Meets the Pope in Rome", id="a headline"),
        pytest.param("upper", "ERDOĞAN MEETS THE POPE IN ROME", id="capitals"),
        pytest.param("plain_letters", "Erdogan meets the pope in Rome", id="plain letters"),
    ],
)
def test_styles(style, made):
    text = Text("own", "k", "Erdoğan meets the pope in Rome", [(0, 7, "PERSON")])
    assert augment.restyled(text, augment.STYLES[style]).text == made


def test_a_style_that_changes_the_length_is_not_taken():
    text = Text("own", "k", "die Straße", [(4, 10, "MISC")])
    assert augment.restyled(text, str.upper) == text


def test_what_is_unsure_is_missing_in_the_doc():
    doc = to_doc(
        Text("own", "k", "Anna met Zoom in Ede", [(0, 4, "PERSON")], [(9, 13)]), spacy.blank("en")
    )
    assert [token.ent_iob_ for token in doc] == ["B", "O", "", "O", "O"]


def test_one_text_of_four_loses_its_line_breaks():
    text = Text("own", "k", "a\nb" * 8)
    parts = [part.text for part in cut(text, iter([(i * 3, i * 3 + 3) for i in range(8)]))]
    assert parts == ["a\nb", "a\nb", "a\nb", "a b"] * 2


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        pytest.param("on Tuesday, 4 May 1999 in Ede", ["Tuesday, 4 May 1999"], id="a whole date"),
        pytest.param("until June 3, 2011.", ["June 3, 2011"], id="the month first"),
        pytest.param(
            "the 1960s and the 5th century BC", ["1960s", "5th century BC"], id="long ago"
        ),
        pytest.param("in 1990, 2,000 men", ["1990"], id="a year and no number"),
        pytest.param("two years ago, last week", ["two years ago", "last week"], id="from here"),
        pytest.param("in March they march", ["March"], id="a month and no walk"),
        pytest.param("they may march", [], id="no month at all"),
        pytest.param("room 1990b, 1990-12, $1990", [], id="numbers that are no years"),
        pytest.param("", [], id="no text"),
    ],
)
def test_plain_dates(text, dates):
    assert [text[start:end] for start, end, _ in dates_in(text, [])] == dates


def test_a_date_inside_a_name_is_none():
    assert dates_in("the 1998 Treaty", [(4, 15, "MISC")]) == []


def test_a_set_without_dates_gets_plain_ones_and_leaves_others_open():
    found = finish("own", "k", "Anna left on 4 May, at night tonight", [(0, 4, "PERSON")], True)
    assert found.spans == [(0, 4, "PERSON"), (13, 18, "DATE")]
    assert found.unsure == [(29, 36)]


def test_a_set_with_dates_keeps_its_own():
    found = finish("own", "k", "4 May and 5 May", [(0, 5, "DATE")], True)
    assert found.spans == [(0, 5, "DATE")]


def test_folds_keep_documents_whole_and_cover_all():
    texts = [Text("own", f"document-{i}", "") for i in range(300)]
    folds = [[held_out(text, fold) for fold in range(10)] for text in texts]
    assert all(sum(each) == 1 for each in folds)
    assert not any(held_out(text, -1) for text in texts)
    assert held_out(Text("own-dev", "x", ""), 3)
    small = [Text("re3d", f"document-{i}", "") for i in range(300)]
    assert all(sum(held_out(text, fold) for fold in range(3)) == 1 for text in small)
    assert not any(held_out(text, -1) for text in small)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("talks", 1 + 4 * 3 + 0, id="common in lower case"),
        pytest.param("Peru", 1 + 1 * 3 + 2, id="rare in lower case, common with a capital"),
        pytest.param("Qamishli", 1 + 0 + 1, id="unknown"),
    ],
)
def test_classes_of_frequency(word, expected):
    known = {"talks": -9.0, "Talks": -13.0, "peru": -17.0, "Peru": -12.0}
    assert words.frequency(word, known) == expected


def test_lower_case_keeps_the_marks_of_a_name_only_where_it_is_rarer():
    known = {"peru": -17.0, "Peru": -12.0, "turkey": -11.8, "Turkey": -11.9}
    assert words.forms("Peru", known) == {"Peru", "peru"}
    assert words.forms("Turkey", known) == {"Turkey"}
    assert words.forms("Ede", known) == {"Ede"}


def test_texts_come_back_from_their_file(tmp_path):
    texts = [
        Text("own", "k", "Erdoğan\nspoke", [(0, 7, "PERSON")], [(8, 13)]),
        Text("own", "l", ""),
    ]
    write_text_lines(texts, tmp_path / "t.jsonl")
    assert list(read_text_lines(tmp_path / "t.jsonl")) == texts
