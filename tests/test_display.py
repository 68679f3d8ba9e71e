"""What a notebook shows: bundles of HTML, Markdown and plain text, the same again."""

from __future__ import annotations

import base64

import IPython.display
import matplotlib
import pandas as pd
import pytest

from analysis.present import display, pages, plots


@pytest.fixture
def shown(monkeypatch) -> list[tuple[dict, dict]]:
    """The bundles displayed, each with its metadata."""
    bundles = []

    def take(data, *, raw, metadata):
        assert raw
        bundles.append((data, metadata))

    monkeypatch.setattr(IPython.display, "display", take)
    return bundles


def chart(name: str = "Syria", *, themed: bool = True):
    if themed:
        plots.set_theme()
    else:
        matplotlib.rcdefaults()
    frame = pd.DataFrame({"actor_id": ["SYR"], "n_sentences": [3], "within": ["sentence"]})
    return plots.ranked_bars(frame, names=pd.Series({"SYR": name}))


def test_a_figure_has_alt_text_and_a_caption_and_is_let_go(shown):
    ax = chart()
    figure = ax.figure
    assert display.show_figure(ax, caption="3 of *4* $5", alt='a "b" <c>') is None
    (image, metadata), (caption, _) = shown
    assert metadata == {"image/png": {"alt": 'a "b" <c>'}}
    assert image["text/plain"] == 'a "b" <c>'
    assert base64.b64decode(image["image/png"]).startswith(b"\x89PNG")
    assert caption["text/plain"] == "3 of *4* $5"
    assert pages.render_markdown(caption["text/markdown"]) == "<p>3 of *4* $5</p>\n"
    assert not figure.axes


def test_the_same_chart_gives_the_same_bytes_without_date_or_program(shown):
    for _ in range(2):
        display.show_figure(chart(), caption="c", alt="a")
    (first, _), _, (second, _), _ = shown
    assert first == second
    content = base64.b64decode(first["image/png"])
    assert b"matplotlib" not in content.lower() and b"tEXt" not in content


def test_a_panel_of_two_is_shown_whole(shown):
    plots.set_theme()
    day = pd.to_datetime(["2023-04-25"])
    frame = pd.DataFrame(
        {"first_day": day, "last_day": day, "clock": "told", "granularity": "day",
         "n_events": 1, "n_articles": 1}
    )  # fmt: skip
    figure = plots.timeline_panels(frame)
    display.show_figure(figure, caption="c", alt="a")
    assert len(shown) == 2


@pytest.mark.parametrize("name", ["$x^$", "\\frac{$", "漢字", "<script>"])
@pytest.mark.parametrize("themed", [True, False])
def test_odd_names_are_drawn_without_complaint(shown, name, themed):
    display.show_figure(chart(name, themed=themed), caption="c", alt="a")
    assert len(shown) == 2


@pytest.mark.parametrize(("caption", "alt"), [(" ", "a"), ("c", "")])
def test_a_figure_without_words_is_refused(caption, alt):
    with pytest.raises(ValueError, match="a figure needs a caption and an alt text"):
        display.show_figure(chart(), caption=caption, alt=alt)


TABLE = pd.DataFrame(
    {
        "name": ["<b>", None, "NA"],
        "n": [1234, 5, 6],
        "day": pd.to_datetime(["2023-04-25", None, "2011-01-01"]),
    }
)


def test_a_table_is_escaped_and_says_what_it_does_not_show(shown):
    display.show_table(TABLE, columns={"name": "Who", "n": "How many"}, caption="C", rows=2)
    ((data, _),) = shown
    assert '<td>&lt;b&gt;</td><td class="number">1,234</td>' in data["text/html"]
    assert "<td>–</td>" in data["text/html"]
    assert "1 more row not shown." in data["text/html"]
    assert data["text/plain"].splitlines() == [
        "C", "Who | How many", "<b> | 1,234", "– | 5", "1 more row not shown.",
    ]  # fmt: skip


def test_a_table_without_rows_says_so(shown):
    display.show_table(TABLE[:0])
    ((data, _),) = shown
    assert "No rows." in data["text/html"]
    assert '<th scope="col" class="number">n</th>' in data["text/html"]


def test_absent_columns_are_named():
    with pytest.raises(ValueError, match=r"columns \['x'\] are absent; the table has \['name'"):
        display.show_table(TABLE, columns=["name", "x"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(1234567, "1,234,567", id="thousands"),
        pytest.param(0.5, "0.50", id="two decimals"),
        pytest.param(0.01234, "0.012", id="small numbers keep two figures"),
        pytest.param(0.0, "0.00", id="zero"),
        pytest.param(0.001, "0.001", id="a thousandth"),
        pytest.param(1.5e-07, "< 0.001", id="nearly nothing"),
        pytest.param(-0.00029, "> -0.001", id="nearly nothing, below zero"),
        pytest.param(float("nan"), "–", id="missing number"),
        pytest.param(pd.NA, "–", id="missing"),
        pytest.param(pd.Timestamp("2023-04-25"), "2023-04-25", id="a day"),
        pytest.param(True, "yes", id="true"),
        pytest.param("NA", "NA", id="Namibia"),
    ],
)
def test_cells_as_readers_see_them(value, expected):
    assert display.cell_text(value) == expected


def evidence(n: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"text": "Ankara & Moscow", "marks": "0-6|9-15", "source": "A <b> paper",
         "published": pd.Timestamp("2023-04-25"), "article_id": "0123456789ab"}, index=range(n),
    )  # fmt: skip


def test_evidence_marks_names_and_says_where_it_comes_from(shown):
    display.show_evidence(evidence(3), rows=2)
    ((data, _),) = shown
    html = data["text/html"]
    assert html.count("<mark>Ankara</mark> &amp; <mark>Moscow</mark>") == 3
    assert "A &lt;b&gt; paper, 25 April 2023, article 0123456789ab" in html
    assert "<summary>1 more sentence</summary>" in html
    assert data["text/plain"].count("Ankara & Moscow") == 2


@pytest.mark.parametrize(
    ("number", "note"),
    [
        pytest.param(0, "No sentence was found.", id="none"),
        pytest.param(103, "3 more sentences not shown.", id="more than a hundred"),
    ],
)
def test_evidence_says_what_it_does_not_show(shown, number, note):
    display.show_evidence(evidence(number))
    ((data, _),) = shown
    assert note in data["text/html"] and note in data["text/plain"]


def test_undated_evidence_without_marks(shown):
    display.show_evidence(evidence(1).assign(published=pd.NaT, marks=None))
    assert "A &lt;b&gt; paper, no date, article" in shown[0][0]["text/html"]


def test_text_shows_values_and_never_their_markup(shown):
    display.show_text(
        "**{name}**: {n} of {share:.1%} on {day}", name="*a*\n# [b](c) <i>", n=1234, share=0.256,
        day=pd.Timestamp("2023-04-25"),
    )  # fmt: skip
    ((data, _),) = shown
    assert pages.render_markdown(data["text/markdown"]) == (
        "<p><strong>*a* # [b](c) &lt;i&gt;</strong>: 1,234 of 25.6% on 25 April 2023</p>\n"
    )
    assert data["text/plain"] == "***a*\n# [b](c) <i>**: 1,234 of 25.6% on 25 April 2023"
