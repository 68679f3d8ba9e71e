"""The grammar's file: every example in it holds, and mistakes in it are named."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from analysis.extract.timex.grammar import FOLDER, compile_grammar, grammar_of, languages
from analysis.extract.timex.make import maker_of
from analysis.extract.timex.meaning import Context
from analysis.extract.timex.pattern import first_codes, parse
from analysis.extract.timex.reading import read
from analysis.extract.timex.refuse import guard_of
from analysis.extract.timex.scan import read_sentence


def examples() -> list[object]:
    cases = []
    for language in languages():
        source = tomllib.loads((FOLDER / f"timex_{language}.toml").read_text(encoding="utf-8"))
        for rule in source["rule"]:
            for number, example in enumerate(rule.get("examples", [])):
                name = f"{language} {rule['id']} {number}"
                cases.append(pytest.param(language, example, id=name))
    return cases


def expressions(text: str, day: str, language: str = "en") -> list[str]:
    """What is found, as ``expression = value``."""
    grammar = grammar_of(language)
    sentence = read_sentence(text, grammar)
    if sentence is None:
        return []
    return [
        f"{text[sentence.spans[found.first][0] : sentence.spans[found.last - 1][1]]}"
        f" = {found.meaning.value or '-'}"
        for found, _ in read(sentence, Context(published=date.fromisoformat(day)), grammar)
    ]


@pytest.mark.parametrize(("language", "example"), examples())
def test_an_example_of_the_grammar_holds(language, example):
    text, day, expected = (part.strip() for part in example.split("|"))
    assert "; ".join(expressions(text, day, language)) == expected


@pytest.mark.parametrize("language", languages())
def test_every_rule_names_a_maker_and_a_guard_that_exist(language):
    for rules in grammar_of(language).rules.values():
        for rule in rules:
            assert callable(maker_of(rule.make))
            assert not rule.guard or callable(guard_of(rule.guard))


def small(pattern: str, **rule: object) -> dict[str, object]:
    return {
        "words": {"month": {"May": 5}, "unit": {"day": "D"}},
        "triggers": {"classes": ["month"], "words": []},
        "rule": [{"id": "one", "pattern": pattern, "make": "month", **rule}],
    }


def test_a_capital_in_the_file_asks_for_a_capital_in_the_text():
    codes = compile_grammar("xx", small("<m:month> ago")).codes
    assert "May" in codes and "MAY" in codes and "may" not in codes
    assert "ago" in codes and "Ago" in codes


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        pytest.param("<m:moth>", "rule 'one' names the class 'moth'", id="unknown class"),
        pytest.param("(<m:month>", "rule 'one': pattern", id="group not closed"),
        pytest.param("<m:month> <m:month>", "rule 'one': pattern", id="slot named twice"),
    ],
)
def test_a_mistake_in_a_pattern_is_named(pattern, message):
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        compile_grammar("xx", small(pattern))


def test_unknown_names_are_errors():
    with pytest.raises(ValueError, match="no grammar of time for 'xx'"):
        grammar_of("xx")
    with pytest.raises(ValueError, match="the maker 'nothing'"):
        maker_of("nothing")
    with pytest.raises(ValueError, match="the guard 'nothing'"):
        guard_of("nothing")


def signs(pattern: str) -> list[tuple[str, str]]:
    """A pattern whose words are single letters."""
    return [("syntax" if sign in "()|?" else "codes", sign) for sign in pattern]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("ab", "a", id="a sequence begins with its first"),
        pytest.param("a?b", "ab", id="what may be absent lets the next begin"),
        pytest.param("(a|b)c", "ab", id="alternatives all begin"),
        pytest.param("(a?|b)c", "abc", id="a group that can be empty"),
        pytest.param("(a(b|c)?)?d", "ad", id="groups in groups"),
        pytest.param("a|bc", "ab", id="alternatives without a group"),
    ],
)
def test_first_codes(pattern, expected):
    assert "".join(sorted(set(first_codes(parse(signs(pattern)))))) == expected
