"""The data dictionary in the README, kept true to the schema.

``python -m analysis.present.dictionary README.md`` writes it anew between its marks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.present.exports import data_dictionary

BEGIN, END = "<!-- dictionary: begin -->", "<!-- dictionary: end -->"


def with_dictionary(text: str) -> str:
    """Return a text with the data dictionary between its marks brought up to date.

    Raises
    ------
    ValueError
        If the text does not hold both marks, once each and in order.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(
            f"expected the marks {BEGIN} and {END}, in this order; found {text[:60]!r}"
        )
    return f"{before}{BEGIN}\n\n{data_dictionary()}\n{END}{after}"


def main(path: str) -> None:
    """Bring the data dictionary of one file up to date."""
    file = Path(path)
    file.write_text(with_dictionary(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
