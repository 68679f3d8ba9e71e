"""The grammar of time expressions: words with values, and rules over classes of words.

A grammar is one file per language, `lexicon/timex_<language>.toml`; the rules of another
file come before its own where it says ``extends``. It gives words their
classes and values (``weekday``: Tuesday = 2) and rules their patterns. A pattern is read
over whole tokens, with four signs:

=============  =====================================================================
``ago``        this word, in any case; punctuation stands for itself
``<n:unit>``   any word of the class ``unit``, kept in the slot ``n``
``<unit>``     any word of the class, not kept
``( | ) ?``    a group, alternatives, and what may be absent
=============  =====================================================================

Every word known to a grammar is one character of a private alphabet, so that a sentence
becomes a short string and a pattern a regular expression without repetition: its cost is
bounded by the pattern's length, whatever the text. Words written with a capital in the
file (``May``) are known only with a capital, all others in any case.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from analysis.extract.timex.pattern import Sequence, any_of, first_codes, parse

FOLDER = Path(__file__).parents[2] / "lexicon"

# First character of the private alphabet: a range of Unicode that no text may use.
FIRST_CODE = 0xF0000

# Kinds of tokens that are told by their shape, not by a list; see `tokens.kind_of`.
SHAPES = (
    "lower", "upper", "mark", "junk", "day", "year", "whole", "part", "dayth", "nth", "decade",
    "clock", "meridiem", "fourdigit", "iso", "slashed", "dotted", "years", "days", "fy", "qtr",
    "halfyear", "fraction", "monthday",
)  # fmt: skip

# Classes made of shapes. A shape belongs to the class of its own name, too.
SHAPE_CLASSES = {
    "dom": ("day", "dayth"),
    "number": ("day", "whole", "part", "year"),
    "any": ("lower", "upper"),
}

_SIGN = re.compile(r"<(?:(\w+):)?(\w+)>|([()|?])|([^\s<>()|?]+)")


@dataclass(frozen=True)
class Rule:
    """One rule: what it reads and which maker gives it a meaning.

    Parameters
    ----------
    rule_id
        Name of the rule in its file.
    pattern
        Regular expression over the codes of tokens.
    make
        Name of a function of `resolve`.
    given
        Options handed to the maker.
    fixed
        Slots that are always filled so.
    guard
        Name of a function of `refuse` that may turn a match down; empty for none.
    slots
        Class of the word in each slot.
    examples
        Lines ``sentence | day | text = value; text = value`` that the tests run.
    """

    rule_id: str
    pattern: re.Pattern[str]
    make: str
    given: dict[str, Any] = field(hash=False)
    fixed: dict[str, Any] = field(hash=False)
    guard: str
    slots: dict[str, str] = field(hash=False)
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Grammar:
    """Words, codes and rules of one language, ready to scan with."""

    language: str
    codes: dict[str, str] = field(hash=False)
    shapes: dict[str, str] = field(hash=False)
    values: dict[str, dict[str, Any]] = field(hash=False)
    classes: dict[str, str] = field(hash=False)
    rules: dict[str, tuple[Rule, ...]] = field(hash=False)
    heads: dict[str, tuple[Rule, ...]] = field(hash=False)
    opens: dict[str, re.Pattern[str]] = field(hash=False)
    trigger: re.Pattern[str] = field(hash=False)
    lists: dict[str, frozenset[str]] = field(hash=False)


def languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages that have a grammar, sorted."""
    return tuple(sorted(path.stem.removeprefix("timex_") for path in FOLDER.glob("timex_*.toml")))


@cache
def grammar_of(language: str) -> Grammar:
    """Read the grammar of a language, once in a process.

    Raises
    ------
    ValueError
        If there is no grammar of that language, or a pattern of it names an unknown
        class or is not well formed.
    """
    path = FOLDER / f"timex_{language}.toml"
    if not path.is_file():
        raise ValueError(f"no grammar of time for '{language}'; there are {list(languages())}")
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    if "extends" in source:
        shared = (FOLDER / source["extends"]).read_text(encoding="utf-8")
        source["rule"] = tomllib.loads(shared)["rule"] + source["rule"]
    return compile_grammar(language, source)


def compile_grammar(language: str, source: dict[str, Any]) -> Grammar:
    """Turn the content of a grammar file into a `Grammar`; see `grammar_of`."""
    parts = source.get("parts", {})
    texts = [
        _expanded(entry["pattern"], parts) for entry in (*source["rule"], *source.get("head", []))
    ]
    literals = {
        sign[3].lower() for text in texts for sign in map(_groups, _SIGN.finditer(text)) if sign[3]
    }
    codes, shapes, classes = _alphabet(source["words"], sorted(literals))
    rules: list[tuple[Rule, list[Sequence]]] = []
    heads: list[tuple[Rule, list[Sequence]]] = []
    for entry, text in zip((*source["rule"], *source.get("head", [])), texts, strict=True):
        rule, nodes = _rule(entry, text, codes, classes)
        (rules if len(rules) < len(source["rule"]) else heads).append((rule, parse(nodes)))
    values = {
        name: {
            form.lower(): worth
            for word, worth in words.items()
            for form in (word, word.upper(), word.capitalize())
        }
        for name, words in source["words"].items()
    }
    by_first = _by_first([(rule, first_codes(nodes)) for rule, nodes in rules])
    return Grammar(
        language=language,
        codes=codes,
        shapes=shapes,
        values=values,
        classes=classes,
        rules=by_first,
        heads=_by_first([(rule, first_codes(nodes)) for rule, nodes in heads]),
        opens={code: any_of(rule.pattern for rule in group) for code, group in by_first.items()},
        trigger=re.compile(
            "[" + "".join(classes[name] for name in source["triggers"]["classes"])
            + "".join(codes[word] for word in source["triggers"]["words"]) + "]"
        ),
        lists={name: frozenset(words.split()) for name, words in source.get("lists", {}).items()},
    )  # fmt: skip


def _groups(sign: re.Match[str]) -> tuple[str, str, str, str]:
    slot, name, syntax, word = sign.groups(default="")
    return slot, name, syntax, word


def _expanded(pattern: str, parts: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: _expanded(parts[found[1]], parts), pattern)


def _alphabet(
    words: dict[str, dict[str, Any]], literals: list[str]
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Give every known word and shape its code, and every class its codes."""
    entries: dict[str, str] = {}
    capital = {word.lower() for table in words.values() for word in table if word[0].isupper()}
    lower = {word for table in words.values() for word in table if not word[0].isupper()}
    for word in (*literals, *(word.lower() for table in words.values() for word in table)):
        entries.setdefault(word, chr(FIRST_CODE + len(SHAPES) + len(entries)))
    codes: dict[str, str] = {}
    for word, code in entries.items():
        forms = [word.capitalize(), word.upper()]
        if word not in capital or word in lower or word in literals:
            forms.append(word)
        codes.update(dict.fromkeys(forms, code))
    shapes = {name: chr(FIRST_CODE + number) for number, name in enumerate(SHAPES)}
    classes = dict(shapes)
    for name, members in SHAPE_CLASSES.items():
        classes[name] = classes.get(name, "") + "".join(shapes[member] for member in members)
    for name, table in words.items():
        classes[name] = classes.get(name, "") + "".join(
            sorted({entries[word.lower()] for word in table})
        )
    return codes, shapes, classes


def _rule(
    entry: dict[str, Any], text: str, codes: dict[str, str], classes: dict[str, str]
) -> tuple[Rule, list[tuple[str, str]]]:
    expression, slots, nodes = "", {}, []
    for sign in _SIGN.finditer(text):
        slot, name, syntax, word = _groups(sign)
        if name and name not in classes:
            raise ValueError(
                f"rule '{entry['id']}' names the class '{name}'; known are {sorted(classes)}"
            )
        members = classes[name] if name else codes.get(word.capitalize(), codes.get(word, ""))
        if slot:
            slots[slot] = name
        if syntax:
            expression += "(?:" if syntax == "(" else syntax
            nodes.append(("syntax", syntax))
        else:
            expression += f"(?P<{slot}>[{members}])" if slot else f"[{members}]"
            nodes.append(("codes", members))
    try:
        pattern = re.compile(expression)
    except re.error as error:
        raise ValueError(f"rule '{entry['id']}': pattern '{text}' is not valid: {error}") from error
    rule = Rule(
        rule_id=entry["id"],
        pattern=pattern,
        make=entry["make"],
        given=entry.get("given", {}),
        fixed=entry.get("fixed", {}),
        guard=entry.get("guard", ""),
        slots=slots,
        examples=tuple(entry.get("examples", ())),
    )
    return rule, nodes


def _by_first(rules: list[tuple[Rule, str]]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule, first in rules:
        for code in sorted(set(first)):
            found.setdefault(code, []).append(rule)
    return {code: tuple(group) for code, group in found.items()}
