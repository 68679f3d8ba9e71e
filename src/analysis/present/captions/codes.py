"""Codes of the tables in the words of a reader: `past_ref` is "the past", `no_date` "no date"."""

from __future__ import annotations

import pandas as pd

_WORDS = {
    "past_ref": "the past", "present_ref": "now", "future_ref": "the future",
    "interval": "several days or years", "time": "time of day", "undated": "no date found",
    "DATE": "date", "TIME": "time of day", "DURATION": "length of time", "SET": "repetition",
    "type DURATION": "a length of time, not a date", "type SET": "a repetition, not a date",
}  # fmt: skip
_SECTION = "section "


def spell_codes(codes: pd.Series) -> pd.Series:
    """Return codes as words.

    Parameters
    ----------
    codes
        Values of a closed list: a granularity or type of `TIMEXES`, a `link_rule`, a reason
        of `REJECTS` or `timeline.left_out`, a kind of remark.

    Returns
    -------
    Series
        The same rows as text, with blanks for `_`; missing stays missing.
    """
    return codes.map(_spelt, na_action="ignore").astype("str")


def _spelt(code: str) -> str:
    if code.startswith(_SECTION):
        return f"in the {code.removeprefix(_SECTION)}"
    return _WORDS.get(code, code.replace("_", " "))
