"""The roles that follow from those a parse states: of conjuncts and of clauses without a subject.

A clause without a subject of its own takes that of the clause it hangs on: `Moscow sought to
mend ties`, `Moscow intervened, launching strikes`, `Akar came and left`; after an object, an
infinitive takes the object (`Russia asked Turkey to withdraw`). A word before a participle or a
relative clause has a role in it: `forces backed by Turkey`, `Moscow, which intervened`.
"""

from __future__ import annotations

from collections import defaultdict

from analysis.extract.roles.links import OF_CLAUSE, Link, case_of, is_verb
from analysis.extract.roles.tree import Tree, in_order

# Subjects handed from clause to clause; no sentence of news has more, a page of names may.
MOST_SHARED = 300
SUBJECTS = ("subject", "passive_subject")
# Roles that are shared by the words of a coordination: `Iran and Syria met`.
SHARED = frozenset(
    {
        *SUBJECTS, "object", "indirect_object", "agent", "oblique", "modifier", "possessor",
        "attribute",
    }
)  # fmt: skip
# Verbs whose infinitive has their subject in spite of an object: `promised Iran to leave`.
_OF_SUBJECT = ("promise", "threaten", "vow", "pledge")
# Prepositions after which a clause has the object's action: `accused Iran of arming rebels`.
_OF_OBJECT = ("of", "from", "into", "out of")
_RELATIVE = ("which", "who", "whom", "that", "whose")


class _Clauses:
    """Links by what they hang on, growing as roles are added."""

    def __init__(self, tree: Tree, links: list[Link]) -> None:
        self.tree = tree
        self.more: list[Link] = []
        self.of: dict[int, list[Link]] = defaultdict(list)
        self.with_role: dict[tuple[int, str], list[int]] = defaultdict(list)
        self.told: set[tuple[int, int, str]] = set()
        for link in links:
            self._note(link)

    def _note(self, link: Link) -> None:
        self.of[link.governor].append(link)
        self.with_role[link.governor, link.role].append(link.token)
        self.told.add((link.token, link.governor, link.role))

    def add(self, link: Link) -> None:
        """Add a role, unless it is told already or a word would have it to itself."""
        if link.token != link.governor and link[:3] not in self.told:
            self._note(link)
            self.more.append(link)

    def tokens(self, governor: int, *roles: str) -> list[int]:
        """Return the tokens that have one of the roles to a word."""
        return [token for role in roles for token in self.with_role.get((governor, role), ())]

    def subject_role(self, verb: int) -> str:
        """Return what a subject of a verb is: of a passive, it is acted on."""
        passive = self.tokens(verb, "passive_auxiliary", "passive_subject")
        return "passive_subject" if passive or self._is_participle(verb) else "subject"

    def _is_participle(self, verb: int) -> bool:
        tree = self.tree
        tag = tree.tags[verb]
        bare = tag == "VBN" if tag else tree.words[verb].endswith("ed")
        return bare and not self.tokens(verb, "auxiliary", *SUBJECTS)


def inherited(tree: Tree, links: list[Link]) -> list[Link]:
    """Return the roles that follow from the links of a tree, none of them among these.

    Governors are worked on before what hangs on them, so that a subject is handed down as
    far as the clauses go.
    """
    clauses = _Clauses(tree, links)
    place = {token: number for number, token in enumerate(in_order(tree))}
    last = len(place)
    roles: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        roles[link.token].append(link)
    ordered = sorted(links, key=lambda link: (place.get(link.governor, last), link.token))
    for link in ordered:
        if link.role == "conjunct" and not is_verb(tree, link.token):
            _share(clauses, roles[link.governor], link)
    for link in ordered:
        if link.role == "relative_clause":
            _relative(clauses, link.token, link.governor)
        elif link.role == "clause_modifier" and not _has_subject(clauses, link.token):
            _participle(clauses, link.token, link.governor)
        elif link.role == "complement":
            _raised_object(clauses, link.token, link.governor)
        elif link.role in OF_CLAUSE or link.role == "conjunct":
            _control(clauses, link)
    return clauses.more


def _has_subject(clauses: _Clauses, verb: int) -> bool:
    return bool(clauses.tokens(verb, *SUBJECTS))


def _share(clauses: _Clauses, roles: list[Link], conjunct: Link) -> None:
    """Give a conjunct the roles of the first word, with its own preposition if it has one."""
    own = case_of(clauses.tree, conjunct.token)
    for link in roles:
        if link.role in SHARED:
            preposition = own if own and link.preposition else link.preposition
            clauses.add(Link(conjunct.token, link.governor, link.role, preposition))


def _control(clauses: _Clauses, link: Link) -> None:
    """Give a clause without a subject that of the clause it hangs on."""
    tree, verb, governor = clauses.tree, link.token, link.governor
    if not is_verb(tree, verb) or _has_subject(clauses, verb) or link.role == "parataxis":
        return
    if link.role == "adverbial_clause" and _is_finite(tree, verb):
        return
    objects = clauses.tokens(governor, "object")
    of_object = (
        link.role == "open_complement" and tree.lemmas[governor] not in _OF_SUBJECT
    ) or link.preposition in _OF_OBJECT
    givers = objects if objects and of_object else clauses.tokens(governor, *SUBJECTS)
    same = link.role == "conjunct" and tree.tags[verb] == tree.tags[governor] == "VBN"
    role = clauses.subject_role(governor if same else verb)
    for giver in givers[:MOST_SHARED]:
        clauses.add(Link(giver, verb, role))


def _is_finite(tree: Tree, verb: int) -> bool:
    return tree.tags[verb] in ("VBD", "VBP", "VBZ", "MD")


def _raised_object(clauses: _Clauses, verb: int, governor: int) -> None:
    """Make the subject of `asked Turkey to withdraw` the object of `asked`, too."""
    tree = clauses.tree
    if any(tree.words[child] == "to" for child in tree.children[verb]):
        for subject in clauses.tokens(verb, *SUBJECTS):
            clauses.add(Link(subject, governor, "object"))


def _participle(clauses: _Clauses, verb: int, noun: int) -> None:
    """Make a noun the subject of the participle behind it: `talks aimed at`."""
    tree = clauses.tree
    if tree.child(verb, "marker") >= 0:
        return
    if not tree.tags[verb] and not tree.words[verb].endswith(("ing", "ed")):
        return
    if tree.tags[verb] and tree.tags[verb] not in ("VBG", "VBN", "VBD"):
        return
    role = "subject" if tree.words[verb].endswith("ing") else "passive_subject"
    clauses.add(Link(noun, verb, role))


def _relative(clauses: _Clauses, verb: int, noun: int) -> None:
    """Give a noun the role that a relative clause gives to its pronoun, or leaves open."""
    tree = clauses.tree
    pronouns = False
    for link in list(clauses.of[verb]):
        if link.role in SHARED and tree.words[link.token] in _RELATIVE:
            clauses.add(link._replace(token=noun))
            pronouns = True
        for owner in clauses.tokens(link.token, "possessor"):
            if tree.words[owner] == "whose":
                clauses.add(Link(noun, link.token, "possessor"))
                pronouns = True
    if pronouns:
        return
    if not _has_subject(clauses, verb):
        clauses.add(Link(noun, verb, clauses.subject_role(verb)))
    elif not clauses.tokens(verb, "object", "passive_subject", "attribute"):
        clauses.add(Link(noun, verb, "object"))
