"""Every table of the project, column by column.

The README's data dictionary is generated from this file. Offsets are positions in
`articles.text`, counted in Python characters from 0, end exclusive.
"""

from __future__ import annotations

from analysis.schema.table import Column, Table

SECTION = (
    "headline", "byline", "dateline", "caption", "credit", "body", "related", "footer",
)  # fmt: skip
GRANULARITY = (
    "time", "day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade",
    "century", "interval", "past_ref", "present_ref", "future_ref",
)  # fmt: skip
# The modifiers of TIMEX3; and `EQUAL`, which it lacks, for "exactly two weeks".
MODIFIERS = (
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
    "EQUAL_OR_LESS", "EQUAL_OR_MORE", "EQUAL", "START", "MID", "END", "APPROX",
)  # fmt: skip
# How the identifiers of persons begin, those of the facts and those only a text knows.
LISTED_PERSON, TEXT_ONLY = "person-", "name-"
# What dates an event, the nearest first; `extract.timex.event_time` says what each one is.
TIME_SOURCES = (
    "clause", "governing", "sentence", "document_event", "perfect", "default", "none",
)  # fmt: skip
TENSES = ("past", "present", "perfect", "future")
REASONS = (
    "permission", "outside_raw", "bad_name", "too_large", "too_long", "too_slow", "too_deep",
    "empty", "empty_extraction", "not_text", "malformed", "no_text", "bad_archive",
    "archive_bomb", "encrypted", "id_conflict", "worker_lost", "failed",
)  # fmt: skip
UNITS = ("mention", "sentence", "paragraph", "article", "story")

_ARTICLE = Column("text", "the article, twelve hex digits of a hash")
_SENTENCE = Column("text", "the sentence, `<article_id>.<number, four digits>`")
_START = Column("int", "first character, counted in `articles.text`", low=0)
_END = Column("int", "one past the last character", low=0)
_WITHIN = Column("text", "unit in which was counted", values=UNITS)


def _text(about: str, *values: str) -> Column:
    return Column("text", about, values=values)


def _text_or_none(about: str, *values: str) -> Column:
    return Column("text", about, required=False, values=values)


def _count(about: str) -> Column:
    return Column("int", about, low=0)


def _share(about: str) -> Column:
    return Column("float", about, required=False, low=0, high=1)


def _number(about: str) -> Column:
    return Column("float", about, required=False)


def _day(about: str) -> Column:
    return Column("date", about, required=False)


INPUTS = Table("inputs", "one row per file found in the raw folder", ("raw_path",), {
    "raw_path": _text("path below the raw folder, with `/`; a member of an archive follows `!/`"),
    "status": _text("what became of it", "read", "ignored", "rejected"),
    "reason": _text_or_none("why it was ignored or rejected; missing if read"),
    "reader": _text_or_none("the reader that took it"),
    "n_bytes": _count("size in bytes"),
    "n_articles": _count("articles kept"),
    "n_rejects": _count("records rejected"),
    "sha256": _text_or_none("hash of the bytes; missing if unreadable"),
}, twin=True)  # fmt: skip

ARTICLES = Table("articles", "one row per article kept", ("article_id",), {
    "article_id": _ARTICLE,
    "source": _text("who published it: outlet, else the host of the address, else the file"),
    "outlet": _text_or_none("outlet as stated; missing if not stated"),
    "agency": _text_or_none("news agency named in the byline; missing if none"),
    "byline": _text_or_none("author line as printed, without `By`"),
    "url": _text_or_none("address of the article"),
    "title": _text_or_none("headline"),
    "published": _day("the day printed on it; missing if absent, impossible or ambiguous"),
    "language": _text("ISO 639-1 code; `en` unless the record states another; `und` if unclear"),
    "text": _text("the whole article, headline first, normalised once"),
    "text_offset": _count("where the text field begins in `text`; 0 if it came in one piece"),
    "raw_path": _text("file below the raw folder"),
    "raw_line": Column("int?", "line or record number from 1; missing: whole file", False, low=1),
    "raw_sha256": _text("hash of the file's bytes"),
    "encoding": _text("encoding the bytes were read with"),
})  # fmt: skip

SECTIONS = Table("sections", "one row per stretch of an article", ("article_id", "start", "end"), {
    "article_id": _ARTICLE, "start": _START, "end": _END,
    "section": _text("what the stretch is", *SECTION),
})  # fmt: skip

REJECTS = Table("rejects", "one row per record not kept", ("raw_path", "line", "stage", "reason"), {
    "raw_path": _text("file below the raw folder"),
    "line": Column("int?", "line or record number from 1; missing: whole file", False, low=1),
    "stage": _text("where it was lost", "read", "annotate", "link", "date"),
    "reason": _text("why, from a closed list", *REASONS),
    "detail": _text("what was found, in words"),
    "sha256": _text_or_none("hash of the file's bytes; missing if unreadable"),
}, twin=True)  # fmt: skip

REMARKS = Table(
    "remarks", "one row per thing repaired or left empty in a kept article",
    ("article_id", "field", "remark"), {
    "article_id": _ARTICLE,
    "field": _text("the column of `articles` concerned"),
    "remark": _text("what was noticed", "date_missing", "date_impossible", "date_ambiguous",
                    "date_in_future", "surrogate_replaced", "control_removed",
                    "encoding_detected", "mojibake_repaired", "decoding_replaced", "empty_text",
                    "look_alike_letters", "url_refused"),
    "detail": _text_or_none("the value as found, shortened"),
}, twin=True)  # fmt: skip

SENTENCES = Table("sentences", "one row per sentence", ("sentence_id",), {
    "sentence_id": _SENTENCE, "article_id": _ARTICLE,
    "sentence_no": _count("number in the article, from 0"),
    "section": _text("the section it stands in", *SECTION),
    "start": _START, "end": _END,
    "text": _text("the sentence as printed"),
})  # fmt: skip

_SPAN = {
    "mention_id": _text("the mention, `<article_id>.<start>-<end>`, six digits each"),
    "article_id": _ARTICLE, "sentence_id": _SENTENCE, "start": _START, "end": _END,
    "text": _text("the name as printed"),
    "label": _text("what kind of name: GPE, NORP, PERSON, ORG, FAC, LOC, EVENT or MISC"),
    "annotator": _text("who found it: `gazetteer`, `rules`, `references` (no name: `the ministry`, "
                       "`he`), or a pipeline's name"),
}  # fmt: skip
SPANS = Table("spans", "one row per name found in the text", ("mention_id",), _SPAN)

TOKENS = Table("tokens", "one row per token", ("article_id", "token_no"), {
    "article_id": _ARTICLE, "token_no": _count("number in the article, from 0"),
    "sentence_id": _SENTENCE, "start": _START, "end": _END, "text": _text("the token"),
    "lemma": _text_or_none("lemma; missing without a parser"),
    "pos": _text_or_none("universal part of speech; missing without a parser"),
    "tag": _text_or_none("fine part of speech; missing without a parser"),
    "dep": _text_or_none("relation to its head; missing without a parser"),
    "head_no": Column("int?", "`token_no` of its head; missing without a parser", False, low=0),
})  # fmt: skip

MENTIONS = Table("mentions", "spans and nameless references, with their actor", ("mention_id",), {
    **_SPAN,
    "actor_id": _text_or_none("the finest party the text supports; missing if unresolved"),
    "state_id": _text_or_none("ISO 3166-1 alpha-3 of the state it acts for; missing if none"),
    "kind": _text("full_name, short_name, office_name, bare_office, relational_office, "
                  "institution, seat, capital, state, adjective_group, group_description, "
                  "set_reference, pronoun, organisation, person, other"),
    "role": _text("what it is in its sentence", "actor", "place", "publisher", "descriptor",
                  "undecided"),
    "sector": _text_or_none("GOV, MIL, SPY, LEG, REB, CVL, REF, MED, BUS, IGO, OPP or JUD"),
    "office_id": _text_or_none("office held or named, as of the article's date"),
    "person_id": _text_or_none("person meant; `name-` begins one whom only the text knows"),
    "link_rule": _text("the rule that linked it, or the reason why it is not linked"),
    "candidates": _text_or_none("actors it could mean, or members of a set, parted by `|`"),
    "fact_row": _text_or_none("the rows of facts it rests on, as `table:key`, parted by `|`"),
})  # fmt: skip

ACTORS = Table(
    "actors", "one row per actor named in the corpus, and state it acts for", ("actor_id",), {
    "actor_id": _text("the actor"),
    "name": _text("name shown in charts"),
    "kind": _text("state, institution, office, person, organisation, group, former or disputed"),
    "state_id": _text_or_none("the state it belongs to; missing if none or if it changed"),
}, twin=True)  # fmt: skip

CORRECTIONS = Table(
    "corrections", "one row per correction and actor it took mentions from",
    ("line", "from_actor"), {
    "line": Column("int", "line of the file of corrections, the header being 1", low=2),
    "action": _text("what was done", "refuse", "relabel", "merge", "split"),
    "from_actor": Column("text", "actor before; empty text if it was unresolved"),
    "to_actor": _text_or_none("actor after; missing if refused"),
    "n_mentions": _count("mentions changed"),
    "reason": _text("the analyst's reason"),
}, twin=True)  # fmt: skip

TIMEXES = Table("timexes", "one row per expression of time", ("timex_id",), {
    "timex_id": _text("the expression, `<article_id>.t<start>-<end>`, six digits each"),
    "article_id": _ARTICLE, "sentence_id": _SENTENCE, "start": _START, "end": _END,
    "text": _text("the expression as printed"),
    "type": _text("TIMEX3 type", "DATE", "TIME", "DURATION", "SET"),
    "value": _text_or_none("TIMEX3 value; missing if the text does not settle it"),
    "modifier": _text_or_none("TIMEX3 modifier; missing if there is none", *MODIFIERS),
    "first_day": _day("first day meant; missing if open or unknown"),
    "last_day": _day("last day meant; missing if open or unknown"),
    "granularity": _text_or_none("finest unit named; missing for durations", *GRANULARITY),
    "certainty": _text("how the value was got", "explicit", "inferred", "vague", "ambiguous"),
    "anchor": _text_or_none("`document`, a `timex_id`, a named event, or `needs_anchor`"),
})  # fmt: skip

EVENTS = Table("events", "one row per event told in a sentence", ("event_id",), {
    "event_id": _text("the event"), "article_id": _ARTICLE, "sentence_id": _SENTENCE,
    "section": _text("section", *SECTION), "event_type": _text("type of the ontology"),
    "mode": _text_or_none("mode"), "directed": Column("bool", "whether source and target differ"),
    "trigger_start": _START, "trigger_end": _END, "modality": _text("modality"),
    "polarity": _text("positive or negated"),
    "tense": _text_or_none("tense of the trigger; missing for a noun", *TENSES),
    "attribution": _text_or_none("who says so"), "place_id": _text_or_none("where"),
    "timex_id": _text_or_none("the expression that dates it"),
    "first_day": _day("first day"), "last_day": _day("last day"),
    "granularity": _text_or_none("granularity", *GRANULARITY),
    "time_source": _text("what dates it; `none` if nothing does", *TIME_SOURCES),
    "complete": Column("bool", "whether all required parties are named"),
    "cluster_id": _text("the event in the article"), "pattern": _text("lexicon row"),
    "rule": _text("structural rule"),
})  # fmt: skip

EVENT_PARTIES = Table(
    "event_parties", "one row per party of an event", ("event_id", "side", "actor_id"), {
    "event_id": _text("the event"), "side": _text("side", "source", "target"),
    "actor_id": _text("the party"), "state_id": _text_or_none("its state"),
    "mention_id": _text_or_none("the mention"),
})  # fmt: skip

STORIES = Table("stories", "one row per article: the report it tells", ("article_id",), {
    "article_id": _ARTICLE,
    "story_id": _text("`article_id` of the earliest article that tells the report"),
    "relation": _text("to that article", "original", "copy", "excerpt", "rewrite"),
    "similarity": Column("float", "share of the shorter text found in the original", low=0, high=1),
}, twin=True)  # fmt: skip

FREQUENCY = Table("frequency", "how often an actor is named", ("within", "actor_id"), {
    "actor_id": _text("the actor"), "within": _WITHIN,
    "n_mentions": _count("mentions"), "n_sentences": _count("sentences naming it"),
    "n_articles": _count("articles naming it"), "n_stories": _count("stories naming it"),
    "share": _share("units naming it, of all units"),
    "low": _share("lower bound of the share; missing if there is no interval"),
    "high": _share("upper bound of the share; missing if there is no interval"),
}, twin=True)  # fmt: skip

PAIRS = Table("pairs", "units of text that name both actors", ("within", "actor_a", "actor_b"), {
    "actor_a": _text("the actor first in order"), "actor_b": _text("the other actor"),
    "within": _WITHIN, "n_together": _count("units naming both"),
    "n_a": _count("units naming a"), "n_b": _count("units naming b"),
    "n_units": _count("units in all"),
    "expected": Column("float", "units naming both if a and b were independent", low=0),
    "npmi": Column("float", "normalised pointwise mutual information; missing if undefined",
                   False, low=-1, high=1),
    "p_value": _share("chance of as many together under the null; missing if not tested"),
    "q_value": _share("the same after false-discovery control; missing if not tested"),
    "low": _number("lower bound of observed over expected; missing if there is no interval"),
    "high": _number("upper bound of observed over expected; missing if there is no interval"),
}, twin=True)  # fmt: skip

UNKNOWN_NAMES = Table(
    "unknown_names", "names nobody was found for, those in most stories first", ("rank",), {
    "rank": Column("int", "place in the list, from 1", low=1),
    "kind": _text("what the name looks like", "person", "organisation"),
    "name": _text("the name as printed most often"),
    "other_forms": _text_or_none("other ways it is printed, parted by `|`"),
    "n_stories": _count("stories naming it"), "n_articles": _count("articles naming it"),
    "n_mentions": _count("mentions"),
    "reason": _text("why it is not resolved: the `link_rule` of most mentions"),
    "suggestions": _text_or_none("rows of facts with a close name, parted by `|`, closest first"),
    "closeness": _text_or_none("of each suggestion, from 0 to 100, parted by `|`"),
    "sentence_ids": _text("first sentences that name it, parted by `|`"),
    "correction": _text_or_none("line for data/corrections.csv that takes the first suggestion"),
}, twin=True)  # fmt: skip

TIMELINE = Table(
    "timeline", "what was told, or published, of which days",
    ("clock", "granularity", "first_day", "last_day", "source_id", "target_id", "event_type"), {
    "first_day": _day("first day of the stretch; missing if undated"),
    "last_day": _day("last day of the stretch; missing if undated"),
    "granularity": _text("length of the stretch, or `undated`", *GRANULARITY, "undated"),
    "clock": _text("which clock", "published", "told"),
    "source_id": _text("the actor; `all` where actors are not told apart"),
    "target_id": _text_or_none("the other actor; missing without events"),
    "event_type": _text_or_none("event type; missing without events"),
    "n_events": _count("expressions of time, or events; 0 on the published clock"),
    "n_articles": _count("articles"), "n_stories": _count("stories"),
}, twin=True)  # fmt: skip

SCORES = Table("scores", "how often a step is right", ("task", "slice", "measure", "set"), {
    "task": _text("the step; `actors, by NAME` if another system did it"),
    "slice": _text("part of the cases; `all`"), "measure": _text("what is measured"),
    "value": _share("share of the cases that are right, or the F1 of two such shares"),
    "low": _share("lower bound; missing if there is no interval"),
    "high": _share("upper bound; missing if there is no interval"),
    "n": _count("cases"), "set": _text("annotated set"),
}, twin=True)  # fmt: skip

TABLES = {
    table.name: table
    for table in (
        INPUTS, ARTICLES, SECTIONS, REJECTS, REMARKS, SENTENCES, SPANS, TOKENS, MENTIONS,
        CORRECTIONS, ACTORS, TIMEXES, EVENTS, EVENT_PARTIES, STORIES, FREQUENCY, PAIRS, TIMELINE,
        UNKNOWN_NAMES, SCORES,
    )
}  # fmt: skip
