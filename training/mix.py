"""The names packaged: between the second round and the last, weight by weight.

The last round starts from the second, so their weights can be averaged. What lies between
keeps the labels of the marked texts and more of the reach of the silver ones.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import Model

from training import components as components  # makes the layer known

SHARE_OF_LAST = 0.6


def mix(first: Model, second: Model, share: float) -> None:
    """Move the weights of one model towards those of another of the same make.

    Parameters
    ----------
    first
        Changed in place.
    second
        Where to.
    share
        0 leaves the first as it is, 1 makes it the second.

    Raises
    ------
    ValueError
        If they are not of the same make.
    """
    pairs = list(zip(first.walk(), second.walk(), strict=True))
    for one, other in pairs:
        if one.name != other.name or one.param_names != other.param_names:
            raise ValueError(
                f"layer '{one.name}' meets '{other.name}'; start the last from the second"
            )
        for name in one.param_names:
            if one.has_param(name) and other.has_param(name):
                moved = (1 - share) * one.get_param(name) + share * other.get_param(name)
                one.set_param(name, moved)


def mixed(second_round: Language, last_round: Language) -> Language:
    """Return the pipeline of the second round with its names moved towards the last."""
    models = [nlp.get_pipe("ner").model for nlp in (second_round, last_round)]  # type: ignore[attr-defined]
    mix(models[0], models[1], SHARE_OF_LAST)
    return second_round


def main() -> None:
    """Write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("second", type=Path)
    parser.add_argument("last", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    mixed(spacy.load(options.second), spacy.load(options.last)).to_disk(options.out)


if __name__ == "__main__":
    main()
