"""The lines of a dictionary of agents: common nouns, their plurals and what they add.

`NOUN {PLURAL} [~CODE]`: without braces the plural is regular, with empty ones there is none.
`!PERSON! = MAN, WOMAN` defines a set; a noun that holds `!PERSON!` stands for one noun for
each member, and these take no further plural.
"""

from __future__ import annotations

import re

from analysis.facts.cameo.entries import Agent, name_of

_SET = re.compile(r"\s*(![^!\s]+!)\s*=\s*(.+)")
_AGENT = re.compile(r"\s*([^\[\]{}]+?)\s*(?:\{([^{}]*)\})?\s*\[\s*([A-Za-z0-9~]+)\s*\]\s*")


class AgentReader:
    """Reads the lines of agents of one file, sets defined before their use."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._sets: dict[str, tuple[str, ...]] = {}
        self._agents: list[Agent] = []

    @property
    def agents(self) -> tuple[Agent, ...]:
        """The agents read so far."""
        return tuple(self._agents)

    @staticmethod
    def is_agent(content: str) -> bool:
        """Whether a line is one of a dictionary of agents."""
        return "~" in content or bool(_SET.fullmatch(content))

    def take(self, number: int, content: str) -> str:
        """Take one line; returns what is wrong with it, empty if nothing is."""
        defined = _SET.fullmatch(content)
        if defined:
            members = (name_of(member) for member in defined.group(2).split(","))
            self._sets[defined.group(1).upper()] = tuple(member for member in members if member)
            return ""
        match = _AGENT.fullmatch(content)
        if match is None:
            return "not of the form NOUN {PLURAL} [~CODE]"
        noun, braces, code = match.groups()
        if code.count("~") != 1 or not (code.startswith("~") or code.endswith("~")):
            return f"code '{code}' has no tilde at one of its ends"
        names = self._names(noun, braces)
        if isinstance(names, str):
            return names
        self._agents.append(
            Agent(names, code.strip("~"), not code.startswith("~"), self._file, number)
        )
        return ""

    def _names(self, noun: str, braces: str | None) -> tuple[str, ...] | str:
        marks = [mark.upper() for mark in re.findall(r"![^!\s]+!", noun)]
        unknown = [mark for mark in marks if mark not in self._sets]
        if unknown:
            return f"the set {unknown[0]} is not defined above"
        if marks:
            names = [noun.upper()]
            for mark in marks:
                names = [
                    name.replace(mark, member, 1) for name in names for member in self._sets[mark]
                ]
            return tuple(dict.fromkeys(name_of(name) for name in names))
        singular = name_of(noun)
        plural = plural_of(singular) if braces is None else name_of(braces)
        return (singular, plural) if plural and plural != singular else (singular,)


def plural_of(noun: str) -> str:
    """Return the regular plural of a noun in capitals."""
    if noun.endswith("Y"):
        return noun[:-1] + "IES"
    return noun + ("ES" if noun.endswith("SS") else "S")
