"""What the README shows of the project, kept true to it: data dictionary and two charts.

``python -m analysis.present.readme`` in the project's folder writes both anew.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

from analysis.present.exports import data_dictionary

BEGIN, END = "<!-- dictionary: begin -->", "<!-- dictionary: end -->"
# The first figure of a notebook, and the picture it becomes.
PICTURES = {
    "notebooks/02_entity_frequency.ipynb": "docs/frequency.png",
    "notebooks/03_actor_cooccurrence.ipynb": "docs/pairs.png",
}


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
        raise ValueError(f"expected the marks {BEGIN} and {END}, once each and in this order")
    return f"{before}{BEGIN}\n\n{data_dictionary()}\n{END}{after}"


def first_figure(notebook: Path) -> bytes:
    """Return the first picture among the outputs of a notebook.

    Raises
    ------
    ValueError
        If the notebook shows none; it may not have been run.
    """
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    for output in (output for cell in cells for output in cell.get("outputs", [])):
        if "image/png" in output.get("data", {}):
            return base64.b64decode("".join(output["data"]["image/png"]))
    raise ValueError(f"notebook '{notebook.name}' shows no figure; run it first")


def main(root: Path) -> None:
    """Bring the README of the project below `root` up to date."""
    readme = root / "README.md"
    text = with_dictionary(readme.read_text(encoding="utf-8"))
    readme.write_text(text, encoding="utf-8")
    for notebook, picture in PICTURES.items():
        (root / picture).parent.mkdir(exist_ok=True)
        (root / picture).write_bytes(first_figure(root / notebook))


if __name__ == "__main__":
    main(Path.cwd())
