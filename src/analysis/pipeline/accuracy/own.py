"""Texts annotated mention by mention: the project's own, and the first real article.

Every mention of these is annotated, so that precision has a meaning too. Parts of the own
texts are slices, as is each kind of mention; errors are listed of all parts but `blind`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from analysis.extract.actors.text_persons import actor_named
from analysis.lexicon.names import meanings_of
from analysis.measure import accuracy
from analysis.pipeline.accuracy.files import Scored, read_sheet
from analysis.schema import MENTIONS, conform
from analysis.settings import Settings

COLUMNS = ("text_id", "start", "end", "text", "kind", "state", "office", "person", "org", "role")
BLIND = "blind"  # the part whose errors nobody who works on the program reads
AROUND = 45  # characters shown on either side of an error
ANSWERS = {
    "state": ("state", "found_state"),
    "role": ("role", "found_role"),
    "kind": ("kind", "found_kind"),
    "office": ("office", "found_office_id"),
    "person": ("person", "found_person_id"),
    "organisation": ("org", "found_org"),
}


def score_own(path: Path, settings: Settings) -> Scored:
    """Tally the mentions of our own texts (`mentions.csv`, with `texts.csv` and `texts/`)."""
    texts = read_sheet(path.parent / "texts.csv", "text_id", "file", "date", "part")
    articles, found = _read(path.parent / "texts", texts["file"].tolist(), settings)
    named = texts.set_index("file")["text_id"]
    found = found.assign(document=found["document"].map(named).astype("str"))
    gold = read_sheet(path, *COLUMNS)
    parts = "part: " + gold["text_id"].map(texts.set_index("text_id")["part"]).astype("str")
    whole = articles.assign(text_id=articles["raw_path"].map(named)).set_index("text_id")["text"]
    compared = _compared(_expected(gold).assign(slice=parts), found)
    tallies = pd.concat([_tallied(compared, found), _days(articles, texts)])
    seen = compared[compared["slice"] != f"part: {BLIND}"]
    errors = accuracy.list_errors(_shown(seen, whole), name="own texts", aspects=_aspects())
    return Scored(tallies, errors)


def score_seed(path: Path, settings: Settings) -> pd.DataFrame:
    """Tally the mentions of the first real article: found, state and role.

    Its annotation has names only, and no state for an empire that is gone.
    """
    gold = json.loads(path.read_text(encoding="utf-8"))
    article = path.parent.parent / gold["document"]
    _, found = _read(article.parent, [article.name], settings)
    found = found[found["annotator"] != "references"].reset_index(drop=True)
    found["actor_id"] = found["actor_id"].mask(found["actor_id"].str.startswith("former-"))
    rows = [row for mention in gold["mentions"] for row in _seed_rows(mention, article.name)]
    frame = pd.DataFrame(rows, columns=["document", "start", "end", "kind", "state", "role"])
    frame = frame.assign(
        slice=None,
        office=None,
        person=None,
        org=None,
        first=frame["start"],
        last=frame["end"],
        judged=True,
    )
    texts = dict.fromkeys(["document", "kind", "state", "role", "office", "person", "org"], "str")
    tallies = _tallied(_compared(frame.astype(texts), found), found)
    wanted = ("mention", "state", "role")
    return tallies[tallies["measure"].str.startswith(wanted)]


def _days(articles: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Tally the texts whose day of publication is read right: all else depends on it."""
    day = articles["published"].dt.strftime("%Y-%m-%d").set_axis(articles["raw_path"])
    cases = pd.DataFrame({
        "document": texts["text_id"],
        "right": (texts["file"].map(day).astype("str") == texts["date"]).fillna(False),
        "text": True,
    })  # fmt: skip
    return accuracy.tally(cases, {"day of publication": ("right", "text")})


def _read(folder: Path, files: list[str], settings: Settings) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read files as a corpus is read; returns articles, and mentions with file as `document`."""
    from analysis.extract import actors, annotate, corpus

    batches = list(corpus.read_inputs(folder, files, settings))
    articles, sections = (
        pd.concat([batch[name] for batch in batches], ignore_index=True)
        for name in ("articles", "sections")
    )
    made = annotate.annotate(articles, sections, settings)
    named = actors.link_spans(made["spans"], made["sentences"], articles, sections, settings)
    references = actors.link_references(named, made["sentences"], articles)
    found = conform(pd.concat([named, references]), MENTIONS)
    paths = articles.set_index("article_id")["raw_path"]
    return articles, found.assign(document=found["article_id"].map(paths).astype("str"))


def _expected(gold: pd.DataFrame) -> pd.DataFrame:
    """Return the annotation in the terms of the mentions; missing where nothing is to be found.

    An empty state is not judged; a dash is, and there nothing is to be found. A mention is
    answered by what stands in its core: of "the Turkish defence minister Hulusi Akar" the
    name. Whoever is a person has no organisation to be found.
    """
    whole = {"start": "first", "end": "last"}
    core = {side: gold.get(f"core_{side}", gold[side]) for side in whole}
    plain = gold.rename(columns={"text_id": "document", **whole}).assign(**core)
    frame = plain.astype(dict.fromkeys(["start", "end", "first", "last"], "int64"))
    named = ["state", "office", "person", "org", "role", "kind"]
    texts = frame[named].mask(frame[named].isin(["", "-"]))
    texts["state"] = texts["state"].map(_sorted, na_action="ignore")
    texts["org"] = texts["org"].mask(texts["person"].notna())
    texts["org"] = texts["org"].map(_organisation_id, na_action="ignore")
    texts["person"] = texts["person"].map(_person_id, na_action="ignore")
    judged = frame["state"] != ""
    return frame.assign(judged=judged, **{name: texts[name].astype("str") for name in named})


def _sorted(ids: str) -> str:
    return "|".join(sorted(ids.split("|")))


def _told_states(found: pd.DataFrame) -> pd.Series:
    """Return the state of each mention, the members of a set, or the former or disputed state."""
    members = found["candidates"].where(found["kind"] == "set_reference")
    beyond = found["actor_id"].str.match("former-|disputed-").fillna(False).astype("bool")
    states = found["state_id"].fillna(found["actor_id"].where(beyond)).fillna(members)
    return states.map(_sorted, na_action="ignore").astype("str")


def _person_id(name: str) -> str:
    known = {meaning.actor_id for meaning in meanings_of(name) if meaning.kind == "person"}
    if len(known) == 1:
        return known.pop()
    return actor_named(name)


def _organisation_id(name: str) -> str | None:
    """Return the organisation meant; a made-up publisher is none."""
    if name.startswith("org-"):
        return name
    known = {meaning.actor_id for meaning in meanings_of(name) if meaning.kind == "organisation"}
    return known.pop() if len(known) == 1 else None


def _seed_rows(mention: dict, document: str) -> list[tuple]:
    """Rows of one mention of the seed; a coordinated adjective is two."""
    role = {"other": "descriptor"}.get(mention.get("role", "actor"), mention.get("role", "actor"))
    start, end, states = mention["start"], mention["end"], mention["country"] or [None]
    if len(states) == 1:
        return [(document, start, end, mention["type"], states[0], role)]
    middle = start + mention["text"].index("-")
    ends = ((start, middle), (middle + 1, end))
    return [
        (document, *place, mention["type"], state, role)
        for place, state in zip(ends, states, strict=True)
    ]


def _compared(gold: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    organisations = found["actor_id"].where(found["actor_id"].str.startswith("org-").fillna(False))
    named = found.assign(org=organisations, state=_told_states(found))
    columns = ["document", "start", "end", "text", "state", "role", "kind", "office_id",
               "person_id", "org"]  # fmt: skip
    return accuracy.compare_links(accuracy.pair_mentions(gold, named[columns]), ANSWERS)


def _tallied(compared: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Tallies of mentions found, of each aspect, and of what was found that is right."""
    cases = compared.assign(
        case=True, kinds="kind: " + compared["kind"], stated=compared["met"] & compared["judged"],
        refused=compared["judged"] & ~compared["state_asked"],
    )  # fmt: skip
    measures = {"mention recall": ("met", "case"), "exact recall": ("exact", "case")}
    for aspect in ANSWERS:
        measures[f"{aspect} recall"] = (f"{aspect}_right", f"{aspect}_asked")
    measures["state accuracy"] = ("state_right", "stated")
    measures["state refusals"] = ("state_right", "refused")
    measures["role accuracy"] = ("role_right", "met")
    whole = compared[["document", "first", "last", "state", "judged", "slice"]]
    whole = whole.rename(columns={"first": "start", "last": "end"})
    answers = accuracy.pair_mentions(found.assign(told=_told_states(found)), whole)
    open_states = answers["found_judged"].eq(False).fillna(False)
    said = answers.assign(
        case=True, said=answers["told"].notna() & ~open_states, slice=answers["found_slice"],
        right=(answers["told"] == answers["found_state"]).fillna(False),
    )  # fmt: skip
    back = {"mention precision": ("met", "case"), "state precision": ("right", "said")}
    return pd.concat(
        [
            accuracy.tally(cases, measures, by=["slice", "kinds"]),
            accuracy.tally(said, back, by=["slice"]),
        ]
    )


def around(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Return a stretch of its line around some words, cut between words, and their place in it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if start - first > AROUND:
        blank = text.find(" ", start - AROUND, start)
        first = blank + 1 if blank >= 0 else start
    if last - end > AROUND:
        blank = text.rfind(" ", end, end + AROUND)
        last = blank if blank >= 0 else end
    return start - first, end - first, text[first:last]


def _aspects() -> dict[str, tuple[str, str, str]]:
    named = {
        aspect: (f"{aspect}_wrong", *ANSWERS[aspect])
        for aspect in ("state", "role", "office", "person", "organisation")
    }
    return {"found": ("missed", "kind", "found_text")} | named


def _shown(compared: pd.DataFrame, texts: pd.Series) -> pd.DataFrame:
    """Return the mentions with the words around them, and where in these they stand."""
    rows = [
        around(str(texts[document]), start, end)
        for document, start, end in zip(
            compared["document"], compared["first"], compared["last"], strict=True
        )
    ]
    places = pd.DataFrame(rows, columns=["start", "end", "sentence"], index=compared.index)
    judged = {aspect: compared[f"{aspect}_asked"] for aspect in ANSWERS}
    judged["state"] = compared["judged"]
    wrong = {
        f"{aspect}_wrong": compared[f"{aspect}_wrong"] & compared["met"] & asked
        for aspect, asked in judged.items()
    }
    place = {name: places[name] for name in ("start", "end", "sentence")}
    return compared.assign(missed=~compared["met"], **wrong, **place)
