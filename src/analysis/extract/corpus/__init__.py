"""Raw files become `articles`, `sections`, `rejects`, `remarks` and `inputs`.

One reader per format (`plain`, `pages`, `json_files`, `json_lines`, `delimited`) hands
records as found to `articles`, which cleans and lays them out; `files` and `entries` say
what lies in the raw folder and give its bytes; `loading` joins these. Articles in are
articles kept and rejected: nothing is passed over, and one bad record stops nothing.
"""

from __future__ import annotations

from analysis.extract.corpus.files import list_inputs
from analysis.extract.corpus.loading import load_corpus, read_inputs

__all__ = ["list_inputs", "load_corpus", "read_inputs"]
