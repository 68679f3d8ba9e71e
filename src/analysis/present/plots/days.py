"""An axis of days written in English, whatever the locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Days shown on the axis, above which years alone, and above which months, are written.
_YEARS, _MONTHS_ALONE = 3 * 365, 120


def write_days(ax: Axes) -> None:
    """Write years, months or days under the axis, as its length allows."""
    from matplotlib.dates import DAILY, AutoDateLocator, num2date
    from matplotlib.ticker import FuncFormatter

    locator = AutoDateLocator(minticks=3, maxticks=7)
    locator.intervald[DAILY] = [1, 2, 3, 7, 14]

    def words(position: float, _: object) -> str:
        day = num2date(position)
        shown = float(np.ptp(ax.get_xlim()))
        if shown > _YEARS:
            return f"{day.year}"
        month = f"{_MONTHS[day.month - 1]} {day.year}"
        return month if shown > _MONTHS_ALONE else f"{day.day} {month}"

    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(FuncFormatter(words))
