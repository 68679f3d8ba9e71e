"""The roles that a parse states, brought to one form for both sets of labels."""

from __future__ import annotations

from typing import NamedTuple

from analysis.extract.roles.tree import NOMINAL, Tree, in_order

# Roles of words within a clause: where a copula heads it, they hang on the copula.
IN_CLAUSE = frozenset(
    {
        "subject", "passive_subject", "auxiliary", "passive_auxiliary", "marker", "negation",
        "adverbial", "adverbial_clause", "complement", "parataxis",
    }
)  # fmt: skip
# Roles of a clause to its governor.
OF_CLAUSE = frozenset(
    {
        "complement", "open_complement", "adverbial_clause", "relative_clause",
        "clause_modifier", "parataxis",
    }
)  # fmt: skip
# Prepositions in a row, as `out of`, `from within`; coordinated ones count, too.
LONGEST_PHRASE = 20
NEGATIONS = ("not", "n't", "n’t", "never")
_SILENT = ("link", "copula", "name_part")
_MARKED = ("adverbial_clause", "clause_modifier")


class Link(NamedTuple):
    """One role: a token, what it has the role to, and the preposition between, if any."""

    token: int
    governor: int
    role: str
    preposition: str = ""


def own_links(tree: Tree) -> list[Link]:
    """Return the roles a parse states, in the order of the tokens."""
    found = []
    first = _first_conjuncts(tree)
    for token, head in enumerate(tree.heads):
        role = tree.role(token)
        if head == token or not tree.labels[token]:
            continue
        if role == "indirect_object" and tree.child(token, "oblique") >= 0:
            continue  # the preposition of `gave grain to Syria`
        if tree.labels[token] in ("pobj", "pcomp"):
            found.append(_through_preposition(tree, token, head))
        elif tree.words[token] in NEGATIONS and tree.labels[token] in ("advmod", "neg"):
            found.append(Link(token, head, "negation"))
        elif role and role not in _SILENT and not _introduces(tree, token, head):
            found.append(_stated(tree, token, first[token] if role == "conjunct" else head, role))
    return _headed_by_copulas(tree, [link for link in found if link is not None])


def _introduces(tree: Tree, token: int, head: int) -> bool:
    """Whether a token only begins its clause: the `to` of an infinitive, a preposition."""
    role = tree.role(token)
    if tree.words[token] == "to":
        return role in ("marker", "auxiliary")
    return role == "marker" and tree.role(head) in _MARKED


def _through_preposition(tree: Tree, token: int, head: int) -> Link | None:
    """Link the noun of a prepositional phrase to what the phrase hangs on."""
    words = [tree.words[head]]
    top = head
    for _ in range(LONGEST_PHRASE):
        above = tree.heads[top]
        if above == top:
            return None
        is_link = tree.role(above) == "link" or tree.labels[above] == "dative"
        if tree.labels[top] == "conj" and is_link:
            pass  # `in Syria and in Iraq`
        elif tree.labels[top] in ("prep", "pcomp") and is_link:
            words.insert(0, tree.words[above])  # `out of Syria`
        else:
            break
        top = above
    governor = tree.heads[top]
    of_noun = tree.pos[governor] in NOMINAL
    if tree.labels[token] == "pcomp":
        role = "clause_modifier" if of_noun else "adverbial_clause"
    elif tree.labels[top] == "agent":
        role = "agent"
    else:
        role = "modifier" if of_noun else "oblique"
    return Link(token, governor, role, " ".join(words))


def _stated(tree: Tree, token: int, head: int, role: str) -> Link:
    """Return the role of a label, made exact by what hangs on the token."""
    preposition = ""
    if role in ("oblique", "agent", "modifier"):
        preposition = case_of(tree, token)
        if not preposition:
            role = "compound" if role == "modifier" else "adverbial"
    elif role in _MARKED:
        mark = tree.child(token, "marker")
        preposition = "" if mark < 0 or tree.words[mark] == "to" else _with_fixed(tree, mark)
    elif role == "open_complement" and _is_predicate(tree, token):
        role = "attribute"
    return Link(token, head, role, preposition)


def case_of(tree: Tree, token: int) -> str:
    """Return the prepositions that hang on a noun, as in Universal Dependencies."""
    return " ".join(
        _with_fixed(tree, child)
        for child in tree.children[token]
        if tree.labels[child] == "case" and tree.words[child] not in ("'s", "’s", "'", "’")
    )


def _with_fixed(tree: Tree, token: int) -> str:
    parts = [child for child in tree.children[token] if tree.labels[child] == "fixed"]
    return " ".join(tree.words[part] for part in [token, *parts])


def _is_predicate(tree: Tree, token: int) -> bool:
    """Whether an open complement is a noun or an adjective, as in `remained an ally`."""
    verbal = tree.child(token, "copula", "auxiliary", "marker") >= 0
    return not verbal and tree.pos[token] in (*NOMINAL, "ADJ")


def _first_conjuncts(tree: Tree) -> list[int]:
    """Return for each token the first of the words coordinated with it, mostly itself."""
    first = list(range(len(tree.heads)))
    for token in in_order(tree):
        if tree.role(token) == "conjunct" and tree.heads[token] != token:
            first[token] = first[tree.heads[token]]
    return first


def copulas_of(tree: Tree) -> dict[int, int]:
    """Return the copula of each noun or adjective that is the predicate of one."""
    return {
        tree.heads[token]: token
        for token in reversed(range(len(tree.heads)))
        if tree.role(token) == "copula" and tree.heads[token] != token
    }


def _headed_by_copulas(tree: Tree, links: list[Link]) -> list[Link]:
    """Let the copula head its clause, and make the predicate its attribute."""
    copulas = copulas_of(tree)
    moved = []
    for link in links:
        governor, token = link.governor, link.token
        copula = copulas.get(governor, governor)
        clause = link.role in IN_CLAUSE or (
            link.role == "conjunct" and (token in copulas or is_verb(tree, token))
        )
        if clause or (link.role == "oblique" and tree.pos[governor] in NOMINAL):
            governor = copula
        if link.role in OF_CLAUSE or (link.role == "conjunct" and token in copulas):
            token = copulas.get(token, token)
        moved.append(link._replace(token=token, governor=governor))
    moved += [Link(token, verb, "attribute") for token, verb in sorted(copulas.items())]
    return [link for link in moved if link.token != link.governor]


def is_verb(tree: Tree, token: int) -> bool:
    """Whether a token is a verb, by its part of speech or, without one, by its tag."""
    return (tree.pos[token] or tree.tags[token][:2]) in ("VERB", "AUX", "VB", "MD")
