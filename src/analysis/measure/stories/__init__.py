"""Which articles tell one report: copies, excerpts and rewrites grouped into stories.

A wire report is printed by many outlets, cut, edited and headed anew. Counted as so many
independent articles it makes every number look surer than it is. Articles belong to one
story when they share wording, not when they tell of one event: two reporters at one
meeting write two stories.

`texts` reads articles as words, without boilerplate; `bigrams` weighs their pairs of words
by rarity; `candidates` finds the articles worth comparing; `comparison` compares them;
`grouping` joins those that are alike.
"""

from __future__ import annotations

from analysis.measure.stories.grouping import group_stories

__all__ = ["group_stories"]
