"""Which articles tell one report."""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as options
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.measure.stories import bigrams, candidates, comparison, group_stories, texts
from analysis.schema import ARTICLES, SECTIONS, STORIES, empty
from analysis.settings import Settings

SETTINGS = Settings()

# Two reports of one meeting by two reporters, in wording of our own.
FIRST = (
    "The four ministers met behind closed doors in the capital on a cold morning and agreed "
    "to keep talking about the border, the roads and the families who left during the war. "
    "Officials said that another round would follow before the end of the month, although "
    "neither side named a day or a place for it."
)
SECOND = (
    "Defence chiefs from the four countries gathered on Tuesday for talks that lasted three "
    "hours. A statement released afterwards spoke of a constructive atmosphere and listed the "
    "return of refugees and the fight against armed groups among the subjects raised by the "
    "delegations around the table."
)
# Words that occur in none of the above.
OTHER = [f"word{letter}{number}" for letter in "abcdefgh" for number in range(60)]


def article_of(article_id, body, *, day="2023-04-25", headline="", source="paper", caption=""):
    return {
        "article_id": article_id, "published": day, "source": source,
        "parts": [("headline", headline), ("caption", caption)]
        + [("body", paragraph) for paragraph in body.split("\n")],
    }  # fmt: skip


def tables_of(*articles):
    rows, sections = [], []
    for article in articles:
        text = ""
        for section, part in article["parts"]:
            if part:
                sections.append((article["article_id"], len(text), len(text) + len(part), section))
                text += part + "\n"
        rows.append((article["article_id"], article["source"], article["published"], text))
    return (
        pd.DataFrame(rows, columns=["article_id", "source", "published", "text"]).astype(
            {"article_id": "str", "source": "str", "published": "datetime64[us]", "text": "str"}
        ),
        pd.DataFrame(sections, columns=["article_id", "start", "end", "section"]).astype(
            {"article_id": "str", "start": "int64", "end": "int64", "section": "str"}
        ),
    )


def stories_of(*articles, settings=SETTINGS):
    """Stories as ``{article: (story, relation)}``."""
    found = group_stories(*tables_of(*articles), settings)
    return {row.article_id: (row.story_id, row.relation) for row in found.itertuples()}


def words(text, first, last=None):
    return " ".join(text.split()[first:last])


def without_every(text, n):
    """The text with each n-th word replaced by a word of its own."""
    return " ".join(
        OTHER[place] if place % n == n - 1 else word for place, word in enumerate(text.split())
    )


APART = {"a": ("a", "original"), "b": ("b", "original")}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(FIRST, "copy", id="the same text"),
        pytest.param(FIRST.upper().replace(",", " -"), "copy", id="case and punctuation aside"),
        pytest.param(FIRST.replace(". ", ".\n"), "copy", id="paragraphs cut elsewhere"),
        pytest.param(words(FIRST, 0, 20), "excerpt", id="only the opening"),
        pytest.param(words(FIRST, 25, 50), "excerpt", id="a stretch of the middle"),
        pytest.param(FIRST + " " + SECOND, "excerpt", id="the whole inside a longer text"),
        pytest.param(without_every(FIRST, 10), "rewrite", id="each tenth word replaced"),
        pytest.param(words(FIRST, 0, 40) + " " + words(SECOND, 0, 15), "rewrite", id="a new end"),
        pytest.param(SECOND, None, id="another report of the same meeting"),
        pytest.param(" ".join(reversed(FIRST.split())), None, id="the same words backwards"),
        pytest.param(without_every(FIRST, 5), "rewrite", id="each fifth word replaced"),
        pytest.param(without_every(FIRST, 4), "rewrite", id="each fourth word replaced"),
        pytest.param(without_every(FIRST, 2), None, id="every other word replaced"),
        pytest.param(
            " ".join(sorted(FIRST.split())), None, id="the same words in the order of the alphabet"
        ),
        pytest.param(
            without_every(words(FIRST, 10, 50), 6), "rewrite", id="an excerpt, each sixth replaced"
        ),
        pytest.param(
            words(FIRST, 0, 14) + " " + words(SECOND, 0, 30), None, id="a quotation in common"
        ),
        pytest.param(words(FIRST, 10, 19), "excerpt", id="nine words in a row and no more"),
        pytest.param(words(FIRST, 10, 18), None, id="too short to tell"),
        pytest.param(
            words(FIRST, 0, 8) + " changed " + words(FIRST, 9, 14), None, id="too short to edit"
        ),
        pytest.param("", None, id="no text"),
    ],
)
def test_a_second_article_is(other, expected):
    found = stories_of(article_of("a", FIRST), article_of("b", other, day="2023-04-26"))
    assert found == (APART if expected is None else {"a": APART["a"], "b": ("a", expected)})


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        pytest.param("2023-04-25", "2023-05-02", True, id="seven days apart"),
        pytest.param("2023-04-25", "2023-05-03", False, id="eight days apart"),
        pytest.param("2023-05-02", "2023-04-25", True, id="the later one first"),
        pytest.param("2023-04-25", None, True, id="without a date any day will do"),
        pytest.param(None, None, True, id="both without a date"),
    ],
)
def test_a_story_lasts_a_week(first, second, together):
    found = stories_of(article_of("a", FIRST, day=first), article_of("b", FIRST, day=second))
    assert (found["a"][0] == found["b"][0]) == together


@pytest.mark.parametrize(
    ("days", "original"),
    [
        pytest.param(["2023-04-26", "2023-04-25", "2023-04-27"], "b", id="the earliest"),
        pytest.param(["2023-04-25", "2023-04-25", "2023-04-25"], "a", id="then the first by id"),
        pytest.param([None, "2023-04-27", "2023-04-26"], "c", id="undated ones come last"),
        pytest.param([None, None, None], "a", id="all undated"),
    ],
)
def test_the_original_is(days, original):
    found = stories_of(
        *[article_of(name, FIRST, day=day) for name, day in zip("abc", days, strict=True)]
    )
    assert {story for story, _ in found.values()} == {original}
    assert [name for name, (_, relation) in found.items() if relation == "original"] == [original]


def test_similarity_worked_by_hand():
    # 20 words make 17 shingles of four. The middle word of the excerpt is changed, which
    # touches four of them: 13 of 17 are found.
    middle = words(FIRST, 20, 30) + " changed " + words(FIRST, 31, 40)
    found = group_stories(*tables_of(article_of("a", FIRST), article_of("b", middle)), SETTINGS)
    assert found["relation"].tolist() == ["original", "rewrite"]
    assert found["similarity"].tolist() == [1.0, 13 / 17]


def test_the_shorter_text_decides_whichever_is_the_original():
    short = words(FIRST, 0, 25)
    found = group_stories(
        *tables_of(article_of("a", short), article_of("b", FIRST, day="2023-04-26")), SETTINGS
    )
    assert found["similarity"].tolist() == [1.0, 1.0]
    assert found["relation"].tolist() == ["original", "excerpt"]


def test_an_outlet_writes_its_own_headline():
    found = stories_of(
        article_of("a", words(FIRST, 0, 20), headline="Ministers meet again in the capital today"),
        article_of("b", FIRST, headline="What nobody expected to happen has happened this week"),
    )
    assert found["b"] == ("a", "excerpt")


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param("Talks", "Talks", True, id="the same word"),
        pytest.param("Talks", "Talk", False, id="another word"),
        pytest.param("Talks resume", "Talks resume", True, id="the same two words"),
        pytest.param("Talks resume.", "TALKS RESUME", True, id="the same but for print"),
        pytest.param("Talks resume", "Talks resume today", False, id="one word more"),
        pytest.param(words(FIRST, 0, 8), words(FIRST, 0, 9), False, id="eight words and one more"),
        pytest.param(words(FIRST, 0, 9), words(FIRST, 0, 10), True, id="nine words and one more"),
        pytest.param(words(FIRST, 0, 12), words(FIRST, 0, 12), True, id="the same dozen"),
    ],
)
def test_short_texts_are_grouped_only_if_nearly_the_same(one, other, together):
    found = stories_of(article_of("a", one), article_of("b", other))
    assert (found["b"][0] == "a") == together


def test_captions_are_not_compared():
    found = stories_of(
        article_of("a", FIRST, caption=words(SECOND, 0, 40)),
        article_of("b", words(SECOND, 0, 40), caption=FIRST),
    )
    assert found == APART


def test_a_story_holds_together_through_a_third():
    halves = FIRST.split(". ")
    found = stories_of(
        article_of("b", halves[1], day="2023-04-26"),
        article_of("a", halves[0], day="2023-04-25"),
        article_of("c", FIRST, day="2023-04-27"),
    )
    assert found == {"a": ("a", "original"), "b": ("a", "rewrite"), "c": ("a", "excerpt")}


APPEAL = words(SECOND, 0, 40)


def appeals(n, *, every_days, source="paper"):
    """Articles of different wording that end in one paragraph."""
    return [
        article_of(
            f"{source[0]}{number:02d}",
            " ".join(OTHER[number * 20 : number * 20 + 20]) + "\n" + APPEAL,
            day=pd.Timestamp("2023-01-01") + pd.Timedelta(days=every_days * number),
            source=source,
        )
        for number in range(n)
    ]


@pytest.mark.parametrize(
    ("articles", "n_stories"),
    [
        pytest.param(appeals(6, every_days=3), 6, id="what an outlet prints for weeks is not news"),
        pytest.param(appeals(4, every_days=3), 1, id="four times may be chance"),
        pytest.param(appeals(6, every_days=1), 1, id="within a week it may be news"),
        pytest.param(
            appeals(3, every_days=3) + appeals(3, every_days=3, source="journal"),
            1,
            id="in several outlets it may be news",
        ),
    ],
)
def test_boilerplate_is_not_compared(articles, n_stories):
    assert len({story for story, _ in stories_of(*articles).values()}) == n_stories


def test_boilerplate_that_is_all_there_is_is_compared():
    days = pd.date_range("2023-01-01", periods=6, freq="3D")
    found = stories_of(*[article_of(f"a{day:%d}", FIRST, day=day) for day in days])
    assert {story for story, _ in found.values()} == {"a01"}


HALF = words(FIRST, 0, 22) + " " + words(SECOND, 0, 26)


@pytest.mark.parametrize(
    ("other", "settings"),
    [
        # Of 45 runs of four words 19 are found, of 17 runs of two 12.
        pytest.param(HALF, Settings(story_containment=0.4), id="the containment"),
        pytest.param(
            without_every(words(FIRST, 0, 18), 6),
            Settings(shingle_words=2),
            id="the words in a run",
        ),
    ],
)
def test_settings_decide(other, settings):
    pair = [article_of("a", FIRST), article_of("b", other)]
    assert stories_of(*pair) == APART
    assert stories_of(*pair, settings=settings)["b"] == ("a", "rewrite")


def test_settings_decide_how_long_a_story_lasts():
    pair = [article_of("a", FIRST), article_of("b", FIRST, day="2023-04-27")]
    assert stories_of(*pair, settings=Settings(story_window_days=2))["b"] == ("a", "copy")
    assert stories_of(*pair, settings=Settings(story_window_days=1)) == APART


def corpus_of(seed, n=24):
    """Articles cut from a few reports, some edited, some undated, in random order."""
    rng = random.Random(seed)
    reports = [" ".join(rng.choices(OTHER, k=80)) for _ in range(4)]
    articles = []
    for number in range(n):
        text = rng.choice(reports)
        first = rng.randrange(40)
        text = words(text, first, first + rng.randrange(5, 70))
        if rng.random() < 0.5:
            text = without_every(text, rng.randrange(4, 30))
        day = None if rng.random() < 0.2 else f"2023-04-{rng.randrange(1, 29):02d}"
        articles.append(article_of(f"a{number:02d}", text, day=day))
    return articles


def shingles_of(article, n=4):
    tokens = article["parts"][2][1].split()
    runs = range(max(1, len(tokens) - n + 1)) if tokens else []
    return {tuple(tokens[place : place + n]) for place in runs}


def rarity(items_by_article):
    """Weight of each item, given the set of items of each article."""
    held = Counter(item for items in items_by_article for item in items)
    return {
        item: 1 - math.log(n) / math.log(len(items_by_article) + 1000) for item, n in held.items()
    }


def heaviest_in_order(one, other, weight):
    best = [0.0] * (len(other) + 1)
    for word in one:
        last = best
        best = [0.0]
        for place, found in enumerate(other):
            joined = last[place] + weight[word] if found == word else 0
            best.append(max(last[place + 1], best[place], joined))
    return best[-1]


def plain_alike(one, other, *, words_weight, bigrams_weight):
    """Whether two articles that are all body tell one report, as the definition says."""
    short, long = sorted([shingles_of(one), shingles_of(other)], key=len)
    n_shared = len(short & long)
    if (n_shared == len(short) >= 6) or short == long:
        return bool(short)
    mass = sum(bigrams_weight[pair] for pair in shingles_of(one, 2) & shingles_of(other, 2))
    if n_shared >= 12 and n_shared >= SETTINGS.story_containment * len(short) and mass >= 9:
        return True
    if mass < 12:
        return False
    of_one, of_other = (article["parts"][2][1].split() for article in (one, other))
    if len(shingles_of(one)) > len(shingles_of(other)):
        of_one, of_other = of_other, of_one
    aligned = heaviest_in_order(of_one, of_other, words_weight)
    return aligned >= 0.58 * sum(words_weight[word] for word in of_one)


def plain_stories(articles):
    """Every pair compared, as the definition says."""
    story = {article["article_id"]: article["article_id"] for article in articles}
    words_weight = rarity([shingles_of(article, 1) for article in articles])
    words_weight = {item[0]: weight for item, weight in words_weight.items()}
    bigrams_weight = rarity([shingles_of(article, 2) for article in articles])

    def join(one, other):
        gone = story[other]
        story.update({name: story[one] for name, of in story.items() if of == gone})

    for one, other in itertools.combinations(articles, 2):
        if one["published"] and other["published"]:
            days = pd.Timestamp(one["published"]) - pd.Timestamp(other["published"])
            if abs(days.days) > SETTINGS.story_window_days:
                continue
        if plain_alike(one, other, words_weight=words_weight, bigrams_weight=bigrams_weight):
            join(one["article_id"], other["article_id"])
    groups = {}
    for name, of in story.items():
        groups.setdefault(of, set()).add(name)
    return sorted(sorted(group) for group in groups.values())


def groups_of(articles):
    found = group_stories(*tables_of(*articles), SETTINGS)
    return sorted(found.groupby("story_id")["article_id"].agg(sorted))


@given(st.integers(0, 10_000))
@options(max_examples=25, deadline=None)
def test_the_groups_are_those_of_comparing_every_pair(seed):
    articles = corpus_of(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "LOOKED_UP", 10_000)
        assert groups_of(articles) == plain_stories(articles)


def test_looking_up_sixteen_bigrams_misses_next_to_nothing():
    # Corpora of four reports, cut and edited so that nearly all overlap: the hardest case.
    corpora = [corpus_of(seed) for seed in range(600, 660)]
    missed = [groups_of(articles) != plain_stories(articles) for articles in corpora]
    assert sum(missed) <= 1


def test_copies_within_versions_do_not_hide_what_the_versions_share():
    # Two versions of one report, each with a paragraph of its own and printed twice: the
    # rarest bigrams of each article are those of its version.
    ends = [" ".join(OTHER[first : first + 24]) for first in (0, 100)]
    found = stories_of(
        *[article_of(f"{end}{copy}", f"{FIRST}\n{ends[end]}") for end in (0, 1) for copy in "ab"]
    )
    assert {story for story, _ in found.values()} == {"0a"}


@given(st.integers(0, 10_000))
@options(max_examples=10, deadline=None)
def test_row_order_of_input_leaves_no_trace(seed):
    articles, sections = tables_of(*corpus_of(seed))
    expected = group_stories(articles, sections, SETTINGS)
    shuffled = group_stories(
        articles.sample(frac=1, random_state=seed),
        sections.sample(frac=1, random_state=seed + 1),
        SETTINGS,
    )
    assert_frame_equal(shuffled, expected)


def test_what_recurs_in_another_year_does_not_hide_what_is_shared_now():
    # Two versions of one report on one day; the ends of both, rarer than what they share,
    # and the report come again a year later, and are other stories then.
    ends = [" ".join(OTHER[first : first + 24]) for first in (0, 100)]
    later = [article_of(f"c{n}", text, day="2024-04-25") for n, text in enumerate([*ends, FIRST])]
    now = [article_of(f"a{n}", f"{FIRST}\n{end}") for n, end in enumerate(ends)]
    found = stories_of(*now, *later)
    assert {name: story for name, (story, _) in found.items()} == {
        "a0": "a0", "a1": "a0", "c0": "c0", "c1": "c1", "c2": "c2",
    }  # fmt: skip


def test_the_sizes_of_chunks_leave_no_trace(monkeypatch):
    tables = tables_of(*corpus_of(3), *appeals(6, every_days=3))
    expected = group_stories(*tables, SETTINGS)
    assert expected["story_id"].nunique() < len(expected)
    for module, size in ((texts, 3), (bigrams, 2), (candidates, 2), (comparison, 10)):
        monkeypatch.setattr(module, "CHUNK", size)
    assert_frame_equal(group_stories(*tables, SETTINGS), expected)


def test_many_copies_are_one_story_though_each_meets_few(monkeypatch):
    monkeypatch.setattr(candidates, "MAX_NEIGHBOURS", 2)
    found = stories_of(*[article_of(f"a{number:03d}", FIRST) for number in range(60)])
    assert {story for story, _ in found.values()} == {"a000"}
    assert [relation for _, relation in found.values()].count("copy") == 59


def test_signatures_find_no_pair_that_is_missed_here():
    datasketch = pytest.importorskip("datasketch")
    articles = corpus_of(11, n=60)
    index, signatures = datasketch.MinHashLSH(threshold=0.7, num_perm=64), {}
    for article in articles:
        signature = datasketch.MinHash(num_perm=64, seed=1)
        signature.update_batch([" ".join(run).encode() for run in shingles_of(article)])
        signatures[article["article_id"]] = signature
        index.insert(article["article_id"], signature)
    found = stories_of(*[dict(article, published=None) for article in articles])
    by_id = {article["article_id"]: shingles_of(article) for article in articles}
    n_checked = 0
    for name, signature in signatures.items():
        for other in index.query(signature):
            one, two = by_id[name], by_id[other]
            if name < other and len(one & two) >= max(12, 0.7 * len(one | two)):
                assert found[name][0] == found[other][0]
                n_checked += 1
    assert n_checked > 10


def test_an_article_without_sections_is_its_own_story():
    articles, _ = tables_of(article_of("b", ""), article_of("a", ""))
    found = group_stories(articles, empty(SECTIONS), SETTINGS)
    assert found["story_id"].tolist() == ["a", "b"]
    assert found["similarity"].tolist() == [1.0, 1.0]


def test_empty_tables_give_an_empty_table():
    assert_frame_equal(group_stories(empty(ARTICLES), empty(SECTIONS), SETTINGS), empty(STORIES))
