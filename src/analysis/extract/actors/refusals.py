"""Names that only look like a state, a capital or a person: parts of other names.

`Paris Agreement`, `Dynamo Kyiv`, `Lebanon, Pa.`, `US$`, `Chad Wolf` and `Sultan Qaboos Grand
Mosque` name no government and nobody who acts. They stay rows, without an actor; `link_rule`
is `part_of_name`.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.extract.actors.link import Link, Memory, Name, listed
from analysis.extract.actors.reading import Reading
from analysis.extract.actors.roles.cues import cue
from analysis.lexicon import read_words
from analysis.lexicon.fold import fold_name
from analysis.lexicon.names import meanings_of

_MONEY = re.compile(r"[$€£¥]")
_NAMED_AFTER = re.compile(
    r" (?:[Cc]limate )?(?:[Pp]eace )?(?:Amendments?|Group|Final Act|Quartet|Agreements?|"
    r"agreements?|Accords?|accords?|Treaty|"
    r"Protocols?|protocols?|Conventions?|Declaration|Pact|Process|process|[Ff]ormat|Consensus|"
    r"Statute|Memorandum|Olympics?|Games|Marathon|Cup|Grand Prix|Fashion Week|Film Festival|"
    r"Opera|Philharmonic|Symphony|Orchestra|Saint-Germain|United|FC|SC|CF|Dynamo|Spartak|"
    r"Spring|Ghetto|Club|Charter|Criteria|Principles|Rules|Formula|Framework|Initiative|Armistice|"
    r"Concordat|Syndrome|syndrome|Guarantees?|Platform|Document|Final Document|Circle|Citizen|"
    r"Standard|Courier|Star|Review|Register|Review of Books|Eye|Marathon|Derby|Dakar Rally|"
    r"Stock Exchange|Commune|Metro|Biennale|Auto Show|Book Fair|[Tt]ime\b(?! of))\b"
)
_CLUB = re.compile(
    r"\b(?:Spartak|Dynamo|Dinamo|CSKA|Lokomotiv|Torpedo|Maccabi|Hapoel|FC|SC|AC|AS|Real|Atl[eé]tico|"
    r"Olympique|Sporting|Partizan|Hertha|Red Star|Shakhtar|Legia|Slavia|Sparta|Rapid|Austria|"
    r"Racing|Panathinaikos|University of|Treaty of|Battle of|Siege of|"
    r"Peace of|Club of|Statute of|Charter of|Congress of|Edict of|Pact of|Accords? of|HMS|USS|HMAS|"
    r"[Cc]ruiser|[Dd]estroyer|[Ff]rigate|[Ss]ubmarine|[Ii]cebreaker|[Ff]erry|[Hh]otel|Caf[eé]|[Nn]amed|"
    r"[Ss]urnamed|Convention of|Declaration of|Duke of|Earl of|Prince of|Duchess of|"
    r"One) $"
)
# The house a ruler is of, and a paper, before what is also the name of a place: `Al-Sabah`.
_OF_HOUSE = re.compile(r"(?:^|[ -])(?:[AaEe]l-|Sheikh |Sheikha )$")
_PRESS = re.compile(
    r"\b(?:(?:news|press) (?:agency|firm|outlet|service|site)|newspaper|magazine|daily|weekly) $"
)
_SPOKEN = re.compile(r"\b(?:sp[eo][a-z]+|in|into|from|fluent|learn\w*|written|said in) $")
_NO_NOUN = re.compile(r"(?:[.,;:)]|$| (?:from|to|and|or|in|on|with|at|but|as|than|by|of)\b)")
_IN_PARTS = re.compile(r", ([A-Z][\w.]*(?: [A-Z][\w.]*)?)")
_CAPITALISED = re.compile(r" ([A-Z][^\W\d_][\w'’-]*)")
_WORD_BEFORE = re.compile(r"(?<=[\w,] )([A-Z][\w'’.-]*) $")
_BUILDING = re.compile(
    r"(?:['’]s)? (?:[A-Z][\w-]+ ){0,2}(?:Mosque|Airport|Street|Avenue|Square|Stadium|University|"
    r"Foundation|Museum|Bridge|Hospital|School|Library|Prize|Award|Highway|Memorial|Mausoleum|"
    r"Boulevard|Base|Dam|Port|Canal|Park|Theatre|Theater|Hotel|Academy|Medal|Complex)\b"
)
_NOT_A_SURNAME = frozenset(
    {
        "South", "North", "East", "West", "New", "The", "Republic", "Kingdom", "President",
        "King", "Queen", "Northern", "Southern", "Eastern", "Western", "Central", "Upper", "Lower",
        "Greater", "Saint", "St.", "Mr.", "Inside", "Free", "Both", "Team", "Post-Soviet",
    }
)  # fmt: skip
# Words after a title that are no name: `General Command`, `deputy PM`.
_NO_NAME = frozenset(
    {
        "PM", "Command", "Confederation", "Assembly", "Staff", "Secretariat", "Union", "Motors",
        "Election", "Directorate", "Strike", "Hospital", "Department", "Board", "Security",
    }
)  # fmt: skip
PLACES = ("state", "adjective", "capital", "prefix", "people")


def refusal(name: Name, reading: Reading, memory: Memory) -> Link | None:
    """Return the link of a name that is only part of another one; missing if it stands alone."""
    if reading.head is None and reading.kind in PLACES:
        reason = _place_refused(name, reading, memory)
        if reason == "namesake":
            ids = [meaning.actor_id for meaning in reading.meanings]
            return Link(None, None, "other", "descriptor", "namesake", candidates=listed(ids))
        return Link(None, None, "other", "descriptor", reason) if reason else None
    if name.label == "PERSON" and _is_verb_in_headline(name, memory):
        return Link(None, None, "other", "descriptor", "part_of_name")
    if name.label == "PERSON" and name.annotator == "rules" and name.text in _NO_NAME:
        return Link(None, None, "other", "descriptor", "part_of_name")
    if name.label == "PERSON" and _BUILDING.match(memory.after(name, 48)):
        return Link(None, None, "other", "descriptor", "part_of_name")
    return None


def _is_verb_in_headline(name: Name, memory: Memory) -> bool:
    """Whether a word of a headline after a title is its verb: `Iranian President Killed`."""
    if name.section not in ("headline", "related") or " " in name.text or name.annotator != "rules":
        return False
    return memory.text.count(name.text) < 2 and name.text.lower().endswith(("ed", "s", "es"))


def _place_refused(name: Name, reading: Reading, memory: Memory) -> str:
    after, before = memory.after(name, 32), memory.before(name, 24)
    if _MONEY.match(after):
        return "part_of_name"
    if reading.kind == "capital" and _NAMED_AFTER.match(after):
        return "part_of_name"
    if reading.kind in ("capital", "state") and _CLUB.search(before):
        return "part_of_name"
    if reading.kind in ("capital", "state") and (_OF_HOUSE.search(before) or _PRESS.search(before)):
        return "part_of_name"
    if reading.kind == "capital" and before.endswith("state of "):
        return "part_of_state"
    if reading.kind == "adjective" and _SPOKEN.search(before) and _NO_NOUN.match(after):
        return "language"
    if reading.kind in ("capital", "state") and _is_in_parts(after, reading):
        return "elsewhere"
    if name.section not in ("headline", "related") and _is_of_person(name, reading, memory):
        return "name_of_person"
    if _is_repeat_of_person(name, reading, memory):
        return "namesake"
    return ""


def _is_in_parts(after: str, reading: Reading) -> bool:
    """Whether a part of another state follows: `Paris, Texas`."""
    match = _IN_PARTS.match(after)
    if match is None:
        return False
    state = regions().get(match.group(1)) or regions().get(match.group(1).split(" ")[0])
    return state is not None and all(state != meaning.state_id for meaning in reading.meanings)


@cache
def regions() -> dict[str, str]:
    """Return parts of large states, as printed, with the state they belong to."""
    rows = read_words("regions")
    return dict(zip(rows["form"], rows["state_id"], strict=True))


def _senses(reading: Reading) -> frozenset[str]:
    return frozenset(sense for meaning in reading.meanings for sense in meaning.senses)


def _is_of_person(name: Name, reading: Reading, memory: Memory) -> bool:
    """Whether it is the given name or the surname of somebody: `Chad Wolf`, `Jim Jordan`."""
    senses = _senses(reading)
    if senses & {"given name", "surname"} and reading.kind in ("state", "capital"):
        if "given name" in senses:
            following = _CAPITALISED.match(memory.after(name, 32))
            if following is not None and _is_family(following.group(1)):
                return True
            if following is not None and reading.kind == "capital" and name.text in FEMALE_TOO:
                return not _is_known_word(following.group(1)) and not group_word(following.group(1))
        word = _WORD_BEFORE.search(memory.before(name, 32))
        if word is not None and "surname" in senses:
            given = word.group(1)
            return not given.isupper() and len(given) > 2 and not _is_known_word(given)
    return False


# Capitals that are given names as often: an unknown name after them is a surname.
FEMALE_TOO = frozenset({"Sofia", "Victoria", "Santiago", "Stanley", "Douglas", "Aden"})


def group_word(word: str) -> bool:
    """Whether a word in capitals names what a town has: `Sofia Airport`, `Sofia Mayor`."""
    return bool(cue("town", word) or cue("compound", word) or word in _words_of_places())


@cache
def _words_of_places() -> frozenset[str]:
    return frozenset(read_words("place_nouns")["form"])


def _is_family(word: str) -> bool:
    known = {meaning.kind for meaning in meanings_of(word)}
    return word in _families() or known == {"surname"}


@cache
def _families() -> frozenset[str]:
    rows = read_words("person_words")
    return frozenset(rows.loc[rows["kind"] == "family", "form"])


def _is_known_word(word: str) -> bool:
    return word in _NOT_A_SURNAME or word in _starters() or bool(meanings_of(word))


@cache
def _starters() -> frozenset[str]:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
            "Government", "Ministry", "Foreign", "Parliament", "Border", "Police", "Army",
            "Basin", "Air", "National", "River", "Valley", "January", "February", "March", "April",
            "May", "June", "July", "August", "September", "October", "November", "December",
            "Strait", "Times", "Prime", "Defence", "Defense", "Interior", "Vice")  # fmt: skip
    return frozenset(read_words("sentence_starters")["form"]) | frozenset(days)


def _is_repeat_of_person(name: Name, reading: Reading, memory: Memory) -> bool:
    """Whether the article calls a person by this name, and nothing else speaks for the state.

    `Jordan wants to try again` may be Jim Jordan; `in Jordan` is not.
    """
    if reading.kind not in PLACES[::2] or _PLACED.search(memory.before(name, 24)):
        return False
    named = _senses(reading) & {"surname", "given name"} and _called(name.text, memory)
    if not named and not (reading.kind == "capital" and _ends_a_person(name.text, memory)):
        return False
    own = {meaning.actor_id for meaning in reading.meanings}
    return not any(
        fold_name(other.text) != fold_name(name.text) and own & {m.actor_id for m in told.meanings}
        for other, told in zip(memory.names, memory.readings, strict=True)
    )


def _ends_a_person(word: str, memory: Memory) -> bool:
    """Whether a person of the article is named with the word as a surname."""
    return any(
        other.label == "PERSON" and other.text.endswith(f" {word}") for other in memory.names
    )


_PLACED = re.compile(
    r"\b(?:in|to|from|with|between|against|of|and|across|near|into) (?:the )?$", re.I
)
_GIVEN = re.compile(r"(?<![\w’'.-])([A-Z][a-z]+) $")


def _called(word: str, memory: Memory) -> bool:
    """Whether a given name stands before the word anywhere in the article."""
    if word not in memory.strangers:
        start, found = -1, ""
        while not found and (start := memory.text.find(word, start + 1)) >= 0:
            before = memory.text[max(start - 24, 0) : start]
            given = _GIVEN.search(before)
            found = given.group(1) if given and given.group(1) in _given_names() else ""
            found = found or ("Al" if _OF_HOUSE.search(before) else "")
        memory.strangers[word] = found
    return bool(memory.strangers[word])


@cache
def _given_names() -> frozenset[str]:
    rows = read_words("person_words")
    return frozenset(rows.loc[rows["kind"] == "given", "form"])
