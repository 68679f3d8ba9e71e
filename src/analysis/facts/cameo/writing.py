"""Entries written as a dictionary of actors, so that other programs of the field read them.

Every code stands on a line of its own after a tab: readers of this format differ in what
they take from the line of the name. Reading what was written gives the same entries.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.facts.cameo.entries import Entry, Term, is_writable


def write_dictionary(entries: Sequence[Entry], *, comments: Sequence[str] = ()) -> str:
    """Return the text of a dictionary of actors.

    Parameters
    ----------
    entries
        What to write, in this order.
    comments
        Lines to stand above, without the sign of a comment.

    Raises
    ------
    ValueError
        If an entry has no name, or a name holds a sign that the format gives a sense.
    """
    lines = [f"# {line}".rstrip() for comment in comments for line in comment.splitlines()]
    for entry in entries:
        wrong = [name for name in entry.names if not is_writable(name)]
        if wrong or not entry.names:
            raise ValueError(
                f"names {wrong or 'none'} of an entry cannot be written in this format; leave "
                "them out (see is_writable)"
            )
        written = [name.replace(" ", "_") + "_" for name in entry.names]
        lines += [written[0], *(f"+{name}" for name in written[1:])]
        lines += [f"\t[{_term(term)}]" for term in entry.terms]
    return "\n".join([*lines, ""])


def _term(term: Term) -> str:
    first, last = term.first.replace("-", ""), term.last.replace("-", "")
    if first and last:
        return f"{term.code} {first}-{last}"
    if first:
        return f"{term.code} >{first}"
    return f"{term.code} <{last}" if last else term.code
