"""The sections of many articles laid out as one text, and the way back to each article.

What is done once for a long text is much cheaper than once for each of many short ones.
Between two sections stand two line ends, which no name and no sentence crosses; so the
result for an article does not depend on its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

GAP = "\n\n"


@dataclass(frozen=True)
class Layout:
    """Sections in reading order, joined by `GAP`.

    Parameters
    ----------
    text
        The joined text.
    starts, ends
        Where each section stands in it.
    shifts
        What to add to a position in it to get the position in `articles.text`.
    article_ids
        The article of each section, as text.
    article_no
        The same as numbers from 0, in the order of the sections.
    kinds
        The section column of each section.
    """

    text: str
    starts: np.ndarray
    ends: np.ndarray
    shifts: np.ndarray
    article_ids: np.ndarray
    article_no: np.ndarray
    kinds: np.ndarray

    def section_of(self, positions: np.ndarray) -> np.ndarray:
        """Return the number of the section each position lies in."""
        return np.searchsorted(self.starts, positions, side="right") - 1


def lay_out(articles: pd.DataFrame, sections: pd.DataFrame) -> Layout:
    """Join the sections of the articles to one text.

    Parameters
    ----------
    articles
        Table `ARTICLES`.
    sections
        Table `SECTIONS`; sections of articles that are not given are left out.
    """
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    known = sections[sections["article_id"].isin(list(texts))]
    ordered = known.sort_values(["article_id", "start", "end"], kind="stable")
    ids = ordered["article_id"].to_numpy(dtype=object)
    firsts, lasts = ordered["start"].to_numpy("int64"), ordered["end"].to_numpy("int64")
    pieces = [
        texts[article_id][first:last]
        for article_id, first, last in zip(
            ids.tolist(), firsts.tolist(), lasts.tolist(), strict=True
        )
    ]
    lengths = np.array([len(piece) for piece in pieces], dtype="int64")
    starts = np.cumsum(lengths + len(GAP)) - lengths - len(GAP)
    return Layout(
        text=GAP.join(pieces),
        starts=starts,
        ends=starts + lengths,
        shifts=firsts - starts,
        article_ids=ids,
        article_no=pd.factorize(ids)[0],
        kinds=ordered["section"].to_numpy(dtype=object),
    )
