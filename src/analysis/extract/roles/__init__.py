"""What each word is to the clause it stands in, whichever labels the parser uses.

Parsers label the same sentence differently: Universal Dependencies hang `with Iran` on the
verb by its noun, the labels of ClearNLP, as in `en_core_web_*`, by its preposition; one makes
the noun the head of `Syria is an ally`, the other the verb. Here both become one set of roles,
listed in the table `dependency_roles` of the lexicon: the verb heads its clause, the noun of a
prepositional phrase hangs on what the phrase hangs on.

Roles that follow from grammar are added and marked `inherited`: those of conjuncts, the
subject of a clause without one of its own (`sought to mend`, `intervened, launching ...`), and
the role a relative clause gives to the word before it. This is syntax: who acts on whom is
for the events.
"""

from __future__ import annotations

import pandas as pd

from analysis.extract.roles.inherit import inherited
from analysis.extract.roles.links import Link, own_links
from analysis.extract.roles.tree import trees_of
from analysis.schema import Column, Table, conform, empty

__all__ = ["ROLES", "find_roles"]

ROLES = Table(
    "roles", "what a token is to its governor", ("article_id", "token_no", "governor_no", "role"), {
    "article_id": Column("text", "the article, twelve hex digits of a hash"),
    "token_no": Column("int", "the token that has the role", low=0),
    "governor_no": Column("int", "the token it has the role to: the verb of a clause, a noun",
                          low=0),
    "role": Column("text", "the role, as listed in `dependency_roles`"),
    "preposition": Column("text", "the preposition or conjunction before it, in lower case, words "
                          "parted by blanks; missing if there is none", required=False),
    "inherited": Column("bool", "whether it follows from another clause or conjunct"),
})  # fmt: skip


def find_roles(tokens: pd.DataFrame) -> pd.DataFrame:
    """Find the role of each token that has one.

    Parameters
    ----------
    tokens
        Table `TOKENS`. Tokens without `dep` or `head_no`, as the annotator `rules` leaves
        them, have no role.

    Returns
    -------
    DataFrame
        Table `ROLES`, one row for each token, governor and role. Determiners, punctuation,
        prepositions and copulas have none, nor has the root of a sentence. A token may have
        several, to several governors.
    """
    columns: dict[str, list[object]] = {name: [] for name in ROLES.columns}
    for article_id, tree in trees_of(tokens):
        own = own_links(tree)
        told = dict.fromkeys((link.token, link.governor, link.role) for link in own)
        more = inherited(tree, own)
        extra = {(link.token, link.governor, link.role): link for link in reversed(more)}
        found = [(link, False) for link in _first(own)]
        found += [(link, True) for key, link in extra.items() if key not in told]
        for link, is_inherited in found:
            columns["article_id"].append(article_id)
            columns["token_no"].append(link.token)
            columns["governor_no"].append(link.governor)
            columns["role"].append(link.role)
            columns["preposition"].append(link.preposition or None)
            columns["inherited"].append(is_inherited)
    if not columns["role"]:
        return empty(ROLES)
    return conform(pd.DataFrame(columns), ROLES)


def _first(links: list[Link]) -> list[Link]:
    """Keep the first of the links that differ in their preposition only."""
    kept = {(link.token, link.governor, link.role): link for link in reversed(links)}
    return list(kept.values())
