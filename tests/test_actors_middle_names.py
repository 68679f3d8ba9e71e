"""Known persons under longer names: only where first and last word leave no choice."""

from __future__ import annotations

import pytest

from analysis.extract.actors.middle_names import person_named_at_length

WINDOW = 10


@pytest.mark.parametrize(
    ("text", "day", "person"),
    [
        pytest.param("Malcolm B. Turnbull", "2017-05-04", "malcolm-turnbull", id="an initial"),
        pytest.param("Jakaya Mrisho Kikwete", "2009-05-21", "jakaya-kikwete", id="a middle name"),
        pytest.param("Justin P. J. Trudeau", "2016-03-10", "justin-trudeau", id="two initials"),
        pytest.param("Klaus Werner Iohannis Jr.", "2024-05-07", "klaus-iohannis", id="a suffix"),
        pytest.param("Malcolm B. Turnbull", "1960-05-04", "", id="long before any office"),
        pytest.param("Malcolm B. Turnbull", "", "", id="no day, no person"),
        pytest.param("Malcolm B. Turnbill", "2017-05-04", "", id="another last word"),
        pytest.param("Brenda B. Turnbull", "2017-05-04", "", id="another first word"),
        pytest.param("Turnbull", "2017-05-04", "", id="a surname alone"),
        pytest.param("", "2017-05-04", "", id="nothing"),
    ],
)
def test_a_longer_name_is_that_of(text, day, person):
    expected = f"person-{person}" if person else ""
    assert person_named_at_length(text, day, WINDOW) == expected
