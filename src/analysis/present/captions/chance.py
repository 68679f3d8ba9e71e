"""What is said of pairs tested against chance."""

from __future__ import annotations

import pandas as pd

from analysis.present.captions.wording import count_words, plural


def tested_words(pairs: pd.DataFrame, *, q: float) -> str:
    """Return how many pairs were tested against chance, and how many are beyond it.

    Parameters
    ----------
    pairs
        Table `PAIRS` of one unit, all rows of it.
    q
        Rate of false discoveries accepted.
    """
    n_tested = int(pairs["q_value"].notna().sum())
    if not n_tested:
        return (
            "No pair was tested: there are too few stories, or no two parties are named often "
            "enough, to speak of significance."
        )
    n_beyond = int((pairs["q_value"] <= q).sum())
    share = "shares" if n_beyond == 1 else "share"
    return (
        f"Of {count_words(len(pairs), 'pair')}, {n_tested:,} {plural(n_tested, 'is')} of parties "
        f"named often enough to be tested; {n_beyond:,} {share} more units "
        f"than frequencies and lengths explain (q at most {q:g})."
    )
