"""The parse of an article as a tree: heads, labels and children by token number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pandas as pd

from analysis.lexicon import read_words

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "SYM")


@dataclass(frozen=True)
class Tree:
    """The tokens of an article; all lists are indexed by token number.

    Parameters
    ----------
    words
        The tokens in lower case.
    lemmas
        Their lemmas; the words themselves where the pipeline made none.
    pos, tags
        Parts of speech, universal and fine; empty text if missing.
    labels
        The parser's labels, in small letters.
    heads
        The head of each token: the token itself for a root or a token without a parse.
    children
        The tokens that hang on each, in text order.
    """

    words: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    labels: list[str]
    heads: list[int]
    children: list[list[int]]

    def role(self, token: int) -> str:
        """Return the role a label stands for; empty if it stands for none."""
        return role_of(self.labels[token])

    def child(self, token: int, *roles: str) -> int:
        """Return the first child with one of the roles; -1 if there is none."""
        for child in self.children[token]:
            if self.role(child) in roles:
                return child
        return -1


@cache
def _roles() -> dict[str, str]:
    rows = read_words("dependency_roles")
    return dict(zip(rows["label"].str.lower(), rows["role"], strict=True))


def role_of(label: str) -> str:
    """Return the role a label stands for, that of its main label if the subtype is unknown."""
    known = _roles()
    return known.get(label) or known.get(label.split(":")[0], "")


def trees_of(tokens: pd.DataFrame) -> Iterator[tuple[str, Tree]]:
    """Yield each article with its tree; articles without a parse are left out.

    A head outside the article, as no parser gives, makes its token a root.
    """
    parsed = tokens[tokens["dep"].notna() & tokens["head_no"].notna()]
    for article_id, rows in tokens[tokens["article_id"].isin(parsed["article_id"])].groupby(
        "article_id", sort=True
    ):
        yield str(article_id), _tree(rows.sort_values("token_no", kind="stable"))


def _tree(rows: pd.DataFrame) -> Tree:
    numbers = rows["token_no"].tolist()
    size = numbers[-1] + 1
    columns = {name: [""] * size for name in ("text", "lemma", "pos", "tag", "dep")}
    for name, column in columns.items():
        for number, value in zip(numbers, rows[name].fillna("").tolist(), strict=True):
            column[number] = value
    heads = list(range(size))
    for number, head in zip(numbers, rows["head_no"].fillna(-1).tolist(), strict=True):
        heads[number] = int(head) if 0 <= head < size else number
    children: list[list[int]] = [[] for _ in range(size)]
    for number in numbers:
        if heads[number] != number:
            children[heads[number]].append(number)
    words = [text.lower() for text in columns["text"]]
    lemmas = [lemma.lower() or word for lemma, word in zip(columns["lemma"], words, strict=True)]
    labels = [label.lower() for label in columns["dep"]]
    return Tree(words, lemmas, columns["pos"], columns["tag"], labels, heads, children)


def in_order(tree: Tree) -> list[int]:
    """Return the tokens, each after its head; tokens of a circle are left out."""
    order = [token for token, head in enumerate(tree.heads) if head == token]
    for token in order:
        order += tree.children[token]
    return order
