"""Roles of words: one set for both sets of labels, on sentences parsed by hand.

A sentence is written as its tokens, each `word/tag/label>head`, the head named by its word;
the root has none. Its roles are written `role(word, governor)`, with the preposition third.
"""

from __future__ import annotations

import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.extract.roles import ROLES, find_roles
from analysis.extract.roles.tree import role_of
from analysis.lexicon import read_words
from analysis.schema import TOKENS, conform, empty

POS = {
    "NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "IN": "ADP", "TO": "PART", "JJ": "ADJ",
    "PRP": "PRON", "PRP$": "PRON", "WDT": "PRON", "WP": "PRON", "WP$": "PRON", "RB": "ADV",
    "DT": "DET", "CC": "CCONJ", "POS": "PART", "MD": "AUX", "RP": "ADP", ".": "PUNCT",
}  # fmt: skip
AUXILIARY = ("aux", "aux:pass", "auxpass", "cop")


def tokens_of(*sentences: str) -> pd.DataFrame:
    """Table `TOKENS` of articles of one sentence each."""
    rows = []
    for number, sentence in enumerate(sentences):
        parts = [part.rsplit("/", 2) for part in sentence.split()]
        words = [word for word, _, _ in parts]
        for token, (word, tag, relation) in enumerate(parts):
            label, _, head = relation.partition(">")
            rows.append({
                "article_id": f"{number:012x}", "token_no": token,
                "sentence_id": f"{number:012x}.0000", "start": token * 20,
                "end": token * 20 + len(word), "text": word, "lemma": word.lower(),
                "pos": "AUX" if label in AUXILIARY else POS.get(tag, "VERB"), "tag": tag,
                "dep": label, "head_no": words.index(head) if head else token,
            })  # fmt: skip
    frame = pd.DataFrame(rows).astype({"head_no": "Int64"})
    return conform(frame, TOKENS)


def roles_of(sentence: str, *, own: bool = False) -> set[str]:
    tokens = tokens_of(sentence)
    words = tokens["text"].tolist()
    roles = find_roles(tokens)
    found = set()
    for row in roles[~roles["inherited"]].itertuples() if own else roles.itertuples():
        preposition = "" if pd.isna(row.preposition) else f", {row.preposition}"
        found.add(f"{row.role}({words[row.token_no]}, {words[row.governor_no]}{preposition})")
    return found


def parts(text: str) -> set[str]:
    return {part.strip() for part in text.split(";")}


BOTH = [
    pytest.param(
        "Russia/NNP/nsubj>hosted hosted/VBD/root talks/NNS/obj>hosted ././punct>hosted",
        "Russia/NNP/nsubj>hosted hosted/VBD/ROOT talks/NNS/dobj>hosted ././punct>hosted",
        "subject(Russia, hosted); object(talks, hosted)",
        id="an active clause",
    ),
    pytest.param(
        "Talks/NNS/nsubj:pass>held were/VBD/aux:pass>held held/VBN/root by/IN/case>Russia "
        "Russia/NNP/obl:agent>held",
        "Talks/NNS/nsubjpass>held were/VBD/auxpass>held held/VBN/ROOT by/IN/agent>held "
        "Russia/NNP/pobj>by",
        "passive_subject(Talks, held); passive_auxiliary(were, held); agent(Russia, held, by)",
        id="a passive with its agent",
    ),
    pytest.param(
        "ties/NNS/nsubj:pass>severed were/VBD/aux:pass>severed severed/VBN/root "
        "in/IN/case>2011 2011/NN/obl>severed",
        "ties/NNS/nsubjpass>severed were/VBD/auxpass>severed severed/VBN/ROOT "
        "in/IN/prep>severed 2011/NN/pobj>in",
        "passive_subject(ties, severed); passive_auxiliary(were, severed); "
        "oblique(2011, severed, in)",
        id="a passive without an agent",
    ),
    pytest.param(
        "Damascus/NNP/nsubj>ally is/VBZ/cop>ally an/DT/det>ally ally/NN/root of/IN/case>Moscow "
        "Moscow/NNP/nmod>ally",
        "Damascus/NNP/nsubj>is is/VBZ/ROOT an/DT/det>ally ally/NN/attr>is of/IN/prep>ally "
        "Moscow/NNP/pobj>of",
        "subject(Damascus, is); attribute(ally, is); modifier(Moscow, ally, of)",
        id="a copula heads its clause",
    ),
    pytest.param(
        "Iran/NNP/nsubj>ready was/VBD/cop>ready not/RB/advmod>ready ready/JJ/root",
        "Iran/NNP/nsubj>was was/VBD/ROOT not/RB/neg>was ready/JJ/acomp>was",
        "subject(Iran, was); attribute(ready, was); negation(not, was)",
        id="also with an adjective, and negated",
    ),
    pytest.param(
        "Akar/NNP/nsubj>said said/VBD/root that/IN/mark>party Iran/NNP/nsubj>party "
        "is/VBZ/cop>party a/DT/det>party party/NN/ccomp>said",
        "Akar/NNP/nsubj>said said/VBD/ROOT that/IN/mark>is Iran/NNP/nsubj>is is/VBZ/ccomp>said "
        "a/DT/det>party party/NN/attr>is",
        "subject(Akar, said); marker(that, is); subject(Iran, is); complement(is, said); "
        "attribute(party, is)",
        id="a copula clause that is said",
    ),
    pytest.param(
        "Iran/NNP/nsubj>remained remained/VBD/root an/DT/det>ally ally/NN/xcomp>remained",
        "Iran/NNP/nsubj>remained remained/VBD/ROOT an/DT/det>ally ally/NN/attr>remained",
        "subject(Iran, remained); attribute(ally, remained)",
        id="a predicate without a copula",
    ),
    pytest.param(
        "They/PRP/nsubj>named named/VBD/root him/PRP/obj>named envoy/NN/xcomp>named",
        "They/PRP/nsubj>named named/VBD/ROOT him/PRP/dobj>named envoy/NN/oprd>named",
        "subject(They, named); object(him, named); attribute(envoy, named)",
        id="a predicate of the object",
    ),
    pytest.param(
        "Russia/NNP/nsubj>gave gave/VBD/root Syria/NNP/iobj>gave grain/NN/obj>gave",
        "Russia/NNP/nsubj>gave gave/VBD/ROOT Syria/NNP/dative>gave grain/NN/dobj>gave",
        "subject(Russia, gave); indirect_object(Syria, gave); object(grain, gave)",
        id="an indirect object",
    ),
    pytest.param(
        "Russia/NNP/nsubj>gave gave/VBD/root grain/NN/obj>gave to/IN/case>Syria "
        "Syria/NNP/obl>gave",
        "Russia/NNP/nsubj>gave gave/VBD/ROOT grain/NN/dobj>gave to/IN/dative>gave "
        "Syria/NNP/pobj>to",
        "subject(Russia, gave); object(grain, gave); oblique(Syria, gave, to)",
        id="the same with a preposition",
    ),
    pytest.param(
        "Troops/NNS/nsubj>moved moved/VBD/root out/IN/case>Idlib of/IN/fixed>out "
        "Idlib/NNP/obl>moved",
        "Troops/NNS/nsubj>moved moved/VBD/ROOT out/IN/prep>moved of/IN/prep>out Idlib/NNP/pobj>of",
        "subject(Troops, moved); oblique(Idlib, moved, out of)",
        id="a preposition of two words",
    ),
    pytest.param(
        "They/PRP/nsubj>met met/VBD/root Tuesday/NNP/obl:unmarked>met",
        "They/PRP/nsubj>met met/VBD/ROOT Tuesday/NNP/npadvmod>met",
        "subject(They, met); adverbial(Tuesday, met)",
        id="a noun without a preposition",
    ),
    pytest.param(
        "Shoigu/NNP/nsubj>hosted hosted/VBD/root counterparts/NNS/obj>hosted from/IN/case>Syria "
        "Syria/NNP/nmod>counterparts ,/,/punct>Turkey Turkey/NNP/conj>Syria and/CC/cc>Iran "
        "Iran/NNP/conj>Syria",
        "Shoigu/NNP/nsubj>hosted hosted/VBD/ROOT counterparts/NNS/dobj>hosted "
        "from/IN/prep>counterparts Syria/NNP/pobj>from ,/,/punct>Syria Turkey/NNP/conj>Syria "
        "and/CC/cc>Turkey Iran/NNP/conj>Turkey",
        "subject(Shoigu, hosted); object(counterparts, hosted); "
        "modifier(Syria, counterparts, from); modifier(Turkey, counterparts, from); "
        "modifier(Iran, counterparts, from); conjunct(Turkey, Syria); conjunct(Iran, Syria)",
        id="words coordinated share a role and a preposition",
    ),
    pytest.param(
        "Akar/NNP/nsubj>came came/VBD/root and/CC/cc>left left/VBD/conj>came",
        "Akar/NNP/nsubj>came came/VBD/ROOT and/CC/cc>left left/VBD/conj>came",
        "subject(Akar, came); conjunct(left, came); subject(Akar, left)",
        id="verbs coordinated share a subject",
    ),
    pytest.param(
        "Akar/NNP/nsubj>came came/VBD/root and/CC/cc>stayed Abbas/NNP/nsubj>stayed "
        "stayed/VBD/conj>came",
        "Akar/NNP/nsubj>came came/VBD/ROOT and/CC/cc>stayed Abbas/NNP/nsubj>stayed "
        "stayed/VBD/conj>came",
        "subject(Akar, came); conjunct(stayed, came); subject(Abbas, stayed)",
        id="unless each has its own",
    ),
    pytest.param(
        "Homs/NNP/nsubj:pass>shelled was/VBD/aux:pass>shelled shelled/VBN/root and/CC/cc>taken "
        "taken/VBN/conj>shelled",
        "Homs/NNP/nsubjpass>shelled was/VBD/auxpass>shelled shelled/VBN/ROOT and/CC/cc>taken "
        "taken/VBN/conj>shelled",
        "passive_subject(Homs, shelled); passive_auxiliary(was, shelled); "
        "conjunct(taken, shelled); passive_subject(Homs, taken)",
        id="passive verbs coordinated",
    ),
    pytest.param(
        "Iran/NNP/nsubj>armed has/VBZ/aux>armed armed/VBN/root and/CC/cc>paid paid/VBN/conj>armed "
        "rebels/NNS/obj>paid",
        "Iran/NNP/nsubj>armed has/VBZ/aux>armed armed/VBN/ROOT and/CC/cc>paid paid/VBN/conj>armed "
        "rebels/NNS/dobj>paid",
        "subject(Iran, armed); auxiliary(has, armed); conjunct(paid, armed); "
        "subject(Iran, paid); object(rebels, paid)",
        id="a perfect coordinated is no passive",
    ),
    pytest.param(
        "Moscow/NNP/nsubj>spoke ,/,/punct>intervened which/WDT/nsubj>intervened "
        "intervened/VBD/acl:relcl>Moscow spoke/VBD/root",
        "Moscow/NNP/nsubj>spoke ,/,/punct>intervened which/WDT/nsubj>intervened "
        "intervened/VBD/relcl>Moscow spoke/VBD/ROOT",
        "subject(Moscow, spoke); subject(which, intervened); relative_clause(intervened, Moscow); "
        "subject(Moscow, intervened)",
        id="a relative clause about its subject",
    ),
    pytest.param(
        "rebels/NNS/root that/WDT/obj>backs Turkey/NNP/nsubj>backs backs/VBZ/acl:relcl>rebels",
        "rebels/NNS/ROOT that/WDT/dobj>backs Turkey/NNP/nsubj>backs backs/VBZ/relcl>rebels",
        "object(that, backs); subject(Turkey, backs); relative_clause(backs, rebels); "
        "object(rebels, backs)",
        id="a relative clause about its object",
    ),
    pytest.param(
        "rebels/NNS/root Turkey/NNP/nsubj>backs backs/VBZ/acl:relcl>rebels",
        "rebels/NNS/ROOT Turkey/NNP/nsubj>backs backs/VBZ/relcl>rebels",
        "subject(Turkey, backs); relative_clause(backs, rebels); object(rebels, backs)",
        id="a relative clause without a pronoun",
    ),
    pytest.param(
        "envoy/NN/root with/IN/case>whom whom/WP/obl>met Akar/NNP/nsubj>met "
        "met/VBD/acl:relcl>envoy",
        "envoy/NN/ROOT with/IN/prep>met whom/WP/pobj>with Akar/NNP/nsubj>met met/VBD/relcl>envoy",
        "oblique(whom, met, with); subject(Akar, met); relative_clause(met, envoy); "
        "oblique(envoy, met, with)",
        id="a relative clause with a preposition",
    ),
    pytest.param(
        "Erdogan/NNP/root ,/,/punct>left whose/WP$/nmod:poss>envoy envoy/NN/nsubj>left "
        "left/VBD/acl:relcl>Erdogan",
        "Erdogan/NNP/ROOT ,/,/punct>left whose/WP$/poss>envoy envoy/NN/nsubj>left "
        "left/VBD/relcl>Erdogan",
        "possessor(whose, envoy); subject(envoy, left); relative_clause(left, Erdogan); "
        "possessor(Erdogan, envoy)",
        id="a relative clause about what one has",
    ),
    pytest.param(
        "Kremlin/NNP/nsubj>sought sought/VBD/root to/TO/mark>mend mend/VB/xcomp>sought "
        "ties/NNS/obj>mend",
        "Kremlin/NNP/nsubj>sought sought/VBD/ROOT to/TO/aux>mend mend/VB/xcomp>sought "
        "ties/NNS/dobj>mend",
        "subject(Kremlin, sought); open_complement(mend, sought); object(ties, mend); "
        "subject(Kremlin, mend)",
        id="the subject of an infinitive",
    ),
    pytest.param(
        "Russia/NNP/nsubj>asked asked/VBD/root Turkey/NNP/obj>asked to/TO/mark>withdraw "
        "withdraw/VB/xcomp>asked",
        "Russia/NNP/nsubj>asked asked/VBD/ROOT Turkey/NNP/dobj>asked to/TO/aux>withdraw "
        "withdraw/VB/xcomp>asked",
        "subject(Russia, asked); object(Turkey, asked); open_complement(withdraw, asked); "
        "subject(Turkey, withdraw)",
        id="the object is the subject of an infinitive",
    ),
    pytest.param(
        "Moscow/NNP/nsubj>intervened intervened/VBD/root ,/,/punct>launching "
        "launching/VBG/advcl>intervened strikes/NNS/obj>launching to/TO/mark>support "
        "support/VB/advcl>launching troops/NNS/obj>support",
        "Moscow/NNP/nsubj>intervened intervened/VBD/ROOT ,/,/punct>launching "
        "launching/VBG/advcl>intervened strikes/NNS/dobj>launching to/TO/aux>support "
        "support/VB/advcl>launching troops/NNS/dobj>support",
        "subject(Moscow, intervened); adverbial_clause(launching, intervened); "
        "object(strikes, launching); subject(Moscow, launching); "
        "adverbial_clause(support, launching); object(troops, support); subject(Moscow, support)",
        id="a subject is handed down as far as the clauses go",
    ),
    pytest.param(
        "They/PRP/nsubj>accused accused/VBD/root Iran/NNP/obj>accused of/IN/mark>arming "
        "arming/VBG/advcl>accused rebels/NNS/obj>arming",
        "They/PRP/nsubj>accused accused/VBD/ROOT Iran/NNP/dobj>accused of/IN/prep>accused "
        "arming/VBG/pcomp>of rebels/NNS/dobj>arming",
        "subject(They, accused); object(Iran, accused); adverbial_clause(arming, accused, of); "
        "object(rebels, arming); subject(Iran, arming)",
        id="what one is accused of",
    ),
    pytest.param(
        "talks/NNS/root aimed/VBN/acl>talks at/IN/mark>mending mending/VBG/advcl>aimed "
        "ties/NNS/obj>mending",
        "talks/NNS/ROOT aimed/VBN/acl>talks at/IN/prep>aimed mending/VBG/pcomp>at "
        "ties/NNS/dobj>mending",
        "clause_modifier(aimed, talks); passive_subject(talks, aimed); "
        "adverbial_clause(mending, aimed, at); object(ties, mending); subject(talks, mending)",
        id="a participle behind a noun",
    ),
    pytest.param(
        "Syria/NNP/nmod:poss>war 's/POS/case>Syria war/NN/root in/IN/case>Idlib "
        "Idlib/NNP/nmod>war",
        "Syria/NNP/poss>war 's/POS/case>Syria war/NN/ROOT in/IN/prep>war Idlib/NNP/pobj>in",
        "possessor(Syria, war); modifier(Idlib, war, in)",
        id="a possessor and a place of a noun",
    ),
    pytest.param(
        "Turkish/JJ/amod>minister defence/NN/compound>minister minister/NN/nsubj>spoke ,/,/punct>A "
        "Akar/NNP/appos>minister spoke/VBD/root".replace(">A ", ">Akar "),
        "Turkish/JJ/amod>minister defence/NN/compound>minister minister/NN/nsubj>spoke ,/,/punct>A "
        "Akar/NNP/appos>minister spoke/VBD/ROOT".replace(">A ", ">Akar "),
        "adjective(Turkish, minister); compound(defence, minister); subject(minister, spoke); "
        "apposition(Akar, minister)",
        id="an apposition",
    ),
    pytest.param(
        "Israel/NNP/nsubj>carried carried/VBD/root out/RP/compound:prt>carried "
        "strikes/NNS/obj>carried",
        "Israel/NNP/nsubj>carried carried/VBD/ROOT out/RP/prt>carried strikes/NNS/dobj>carried",
        "subject(Israel, carried); particle(out, carried); object(strikes, carried)",
        id="a verb with a particle",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("universal", "clearnlp", "expected"), BOTH)
def test_both_sets_of_labels_give_the_same_roles(universal, clearnlp, expected):
    assert roles_of(universal) == parts(expected)
    assert roles_of(clearnlp) == parts(expected)


def test_an_object_inside_its_clause_is_the_object_of_the_verb_too():
    """ClearNLP makes `Turkey to withdraw` one clause; Universal Dependencies do not."""
    sentence = (
        "Russia/NNP/nsubj>asked asked/VBD/ROOT Turkey/NNP/nsubj>withdraw to/TO/aux>withdraw "
        "withdraw/VB/ccomp>asked"
    )
    assert {"object(Turkey, asked)", "subject(Turkey, withdraw)"} <= roles_of(sentence)


def test_coordinated_prepositions_keep_their_own():
    universal = (
        "They/PRP/nsubj>met met/VBD/root in/IN/case>Sochi Sochi/NNP/obl>met and/CC/cc>Adana "
        "near/IN/case>Adana Adana/NNP/conj>Sochi"
    )
    clearnlp = (
        "They/PRP/nsubj>met met/VBD/ROOT in/IN/prep>met Sochi/NNP/pobj>in and/CC/cc>in "
        "near/IN/conj>in Adana/NNP/pobj>near"
    )
    expected = {"subject(They, met)", "oblique(Sochi, met, in)", "oblique(Adana, met, near)"}
    assert roles_of(universal) - {"conjunct(Adana, Sochi)"} == expected
    assert roles_of(clearnlp) - {"conjunct(near, in)"} == expected


def test_roles_that_follow_are_marked():
    sentence = "Akar/NNP/nsubj>came came/VBD/root and/CC/cc>left left/VBD/conj>came"
    assert roles_of(sentence, own=True) == {"subject(Akar, came)", "conjunct(left, came)"}


def test_without_a_parse_there_are_no_roles():
    tokens = tokens_of("Akar/NNP/nsubj>came came/VBD/root")
    for unparsed in (tokens.assign(dep=None), tokens.assign(head_no=pd.NA), empty(TOKENS)):
        assert_frame_equal(find_roles(conform(unparsed, TOKENS)), empty(ROLES))


def test_articles_do_not_know_each_other():
    first, second = BOTH[0].values[0], BOTH[-1].values[1]
    together = tokens_of(first, second)
    ids = together["article_id"].drop_duplicates()
    apart = [find_roles(together[together["article_id"] == article]) for article in ids]
    assert_frame_equal(pd.concat(apart, ignore_index=True), find_roles(together))
    backwards = together.iloc[::-1]
    assert_frame_equal(find_roles(backwards), find_roles(together))


LABELS = [*read_words("dependency_roles")["label"], "case", "det", "punct", "advmod", "fixed"]


@given(st.lists(st.tuples(st.sampled_from(LABELS), st.integers(0, 7)), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_any_parse_gives_a_table(parse):
    tokens = tokens_of(" ".join(f"w{n}/VBN/{label}" for n, (label, _) in enumerate(parse)))
    heads = [min(head, len(parse) - 1) for _, head in parse]  # circles among them
    roles = find_roles(tokens.assign(head_no=pd.array(heads, dtype="Int64")))
    assert set(roles["role"]) <= set(read_words("dependency_roles")["role"])
    assert (roles["token_no"] != roles["governor_no"]).all()


def test_time_grows_with_length_only():
    for label in ("conj", "prep", "xcomp", "acl:relcl", "nsubj"):
        size = 5_000
        tokens = pd.DataFrame({
            "article_id": "000000000000", "token_no": range(size),
            "sentence_id": "000000000000.0000", "start": range(size), "end": range(1, size + 1),
            "text": "a", "lemma": "a", "pos": "VERB", "tag": "VB", "dep": label,
            "head_no": [0, *range(size - 1)],
        })  # fmt: skip
        before = time.process_time()
        find_roles(conform(tokens.astype({"head_no": "Int64"}), TOKENS))
        assert time.process_time() - before < 1


@pytest.mark.parametrize(
    ("label", "role"),
    [("OBL:arg", ""), ("obl:whatever", "oblique"), ("nsubj:xsubj", "subject"), ("det", "")],
)
def test_unknown_subtypes_go_by_their_main_label(label, role):
    assert role_of(label) == role


def test_labels_are_listed_once():
    rows = read_words("dependency_roles")
    assert not rows["label"].str.lower().duplicated().any()
    assert set(rows["scheme"]) == {"UD", "ClearNLP", "both"}
