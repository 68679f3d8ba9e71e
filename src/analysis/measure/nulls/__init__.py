"""Whether chance alone could name two actors together so often.

A null model says what chance is. Two things make pairs without any tie: that both actors
are named often, and that some units are long and name many. A null that fixes only the
first takes every guest list for a relation. The models here fix both margins of the table
of units by actors:

- SDSM, the stochastic degree sequence model (Neal 2014), fixes both on average. Its
  chances are exact and fast; it is the default.
- FDSM, the fixed degree sequence model (Zweig and Kaufmann 2011), fixes both exactly, by
  shuffling. It is slow, and the reference the other is measured against.
- The hypergeometric test (Tumminello et al. 2011) fixes only how often each actor is named.
  It is here for comparison with other studies and finds too much.

`margins` fits the chances of SDSM, `tails` sums them, `shuffles` draws for FDSM, `testing`
makes the columns of table `PAIRS`.
"""

from __future__ import annotations

from analysis.measure.nulls.testing import MIN_NAMED, NULLS, test_pairs

__all__ = ["MIN_NAMED", "NULLS", "test_pairs"]
