"""The notebooks are written to be read, and run to the same outputs again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from analysis.pipeline.notebooks import (
    NotebookFailed,
    parameter_names,
    read_notebook,
    refuse_unknown,
    run_notebook,
    with_parameters,
)
from conftest import ROOT, lay_out

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LONGEST_CELL = 12  # lines
MOST_CELLS = 22  # code cells
ALLOWED_IN_PROSE = re.compile(r"\b(1[0-9]|20)\d\d\b|\b0\d\b|[-]?\b[01]\b|`[^`]*`|\]\([^)]*\)")


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def name(path):
    return path.stem


def test_the_sequence_is_complete():
    # 05 is kept for events, which nothing codes yet.
    assert [path.stem for path in NOTEBOOKS] == [
        "00_overview", "01_loading", "02_entity_frequency", "03_actor_cooccurrence", "04_timeline",
        "06_accuracy",
    ]  # fmt: skip


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_cells_are_short_and_define_nothing(path):
    cells = code_cells(read_notebook(path))
    assert len(cells) <= MOST_CELLS
    for cell in cells:
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= LONGEST_CELL, f"cell {cell.id}: {len(lines)} lines"
        bad = [line for line in lines if re.match(r"\s*(def|class|for|while|import re\b)\b", line)]
        assert not bad, f"cell {cell.id}: {bad[0]!r} belongs in src/analysis, with a test"
        assert not re.search(r"^\s*[!%]|open\(|read_csv|pip install", cell.source, re.M), cell.id


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_imports_stand_in_the_first_code_cell_only(path):
    first, *others = code_cells(read_notebook(path))
    assert "import" in first.source
    for cell in others:
        assert not re.search(r"^\s*(import|from)\s", cell.source, re.M), f"cell {cell.id} imports"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_prose_stands_before_every_code_cell(path):
    cells = read_notebook(path).cells
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith("# ")
    for before, cell in zip(cells, cells[1:], strict=False):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown", f"no prose before cell {cell.id}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_no_measured_number_is_typed_into_prose(path):
    for cell in read_notebook(path).cells:
        if cell.cell_type == "markdown":
            typed = re.findall(r"\d+", ALLOWED_IN_PROSE.sub("", cell.source))
            assert not typed, f"cell {cell.id} holds {typed}; let code print numbers"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_one_parameters_cell_and_stable_metadata(path):
    notebook = read_notebook(path)
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert {"raw", "processed", "settings"} <= set(parameter_names(notebook))
    assert "version" not in notebook.metadata.language_info
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_every_figure_has_words_and_every_cell_a_run(path):
    for cell in code_cells(read_notebook(path)):
        assert cell.execution_count is not None, f"cell {cell.id} was not run"
        for output in cell.outputs:
            assert output.output_type != "error", f"cell {cell.id} failed"
            assert output.output_type != "stream", f"cell {cell.id} prints: {output.text[:80]!r}"
            if "image/png" in output.get("data", {}):
                assert len(output.metadata["image/png"]["alt"]) > 20, f"cell {cell.id}: no alt text"
                assert "text/markdown" in str(cell.outputs), f"cell {cell.id}: no caption"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_every_chart_is_followed_by_its_evidence_or_its_table(path):
    cells = read_notebook(path).cells
    for number, cell in enumerate(cells):
        if cell.cell_type == "code" and "show_figure" in cell.source:
            after = "\n".join(c.source for c in cells[number + 1 : number + 5])
            assert "show_evidence" in after or "show_table" in after, f"cell {cell.id}"


def test_nothing_in_them_names_a_machine():
    for path in NOTEBOOKS:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])/(home|root|Users|tmp|work|var)/", text), path.name


@pytest.fixture
def notebook_of(tmp_path):
    """Write a notebook with the given code cells, the first tagged `parameters`."""

    def write(*sources):
        cells = [nbformat.v4.new_code_cell(text, id=f"c{n}") for n, text in enumerate(sources)]
        cells[0].metadata["tags"] = ["parameters"]
        path = tmp_path / "05_test.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        return path

    return write


def test_parameters_are_injected_after_their_cell(notebook_of):
    path = notebook_of('unit = "sentence"\ntop = 3', "print(unit, top)")
    changed = with_parameters(read_notebook(path), {"unit": "article", "top": "5", "other": "x"})
    assert [cell.source for cell in changed.cells] == [
        'unit = "sentence"\ntop = 3', "unit = 'article'\ntop = 5", "print(unit, top)",
    ]  # fmt: skip


def test_an_unknown_parameter_is_refused_with_those_there_are(notebook_of):
    path = notebook_of("unit = 1\ntop = 3")
    refuse_unknown({"top": "5"}, [path])
    with pytest.raises(ValueError, match=r"\['units'\]; there are \['top', 'unit'\]"):
        refuse_unknown({"units": "article"}, [path])


def test_a_value_cannot_become_code(notebook_of):
    path = notebook_of("unit = 1")
    changed = with_parameters(read_notebook(path), {"unit": "__import__('os').getcwd()"})
    assert changed.cells[1].source == """unit = "__import__('os').getcwd()\""""


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param("raise ValueError('the tables are gone')", "the tables are gone", id="raises"),
        pytest.param("import os; os._exit(9)", "died", id="the kernel dies"),
    ],
)
def test_a_failing_cell_is_named_and_the_partial_notebook_kept(notebook_of, source, words):
    path = notebook_of("x = 1", "print(x)", source, "print('never')")
    before, kept = path.read_bytes(), path.parent / "kept/partial.ipynb"
    with pytest.raises(NotebookFailed) as error:
        run_notebook(path, folder=path.parent, partial=kept, parameters={})
    assert "'05_test.ipynb', code cell 3 ('c2')" in str(error.value)
    assert words in str(error.value).lower()
    assert "kept/partial.ipynb" in str(error.value)
    assert read_notebook(kept).cells[1].outputs[0].text == "1\n"
    assert path.read_bytes() == before


class Addresses(HTMLParser):
    """Collects what a page would fetch or run."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "iframe", "object", "embed", "link", "base", "form"}:
            self.found.append(tag)
        for key, value in attrs:
            if key.startswith("on") or (key in {"src", "srcset"} and not value.startswith("data:")):
                self.found.append(f"{tag} {key}={value[:60]}")


def report(place: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "analysis", "report", *arguments],
        cwd=place, env=os.environ | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def shared_files(place: Path) -> dict[str, bytes]:
    found = {}
    for folder in ("data/processed", "notebooks", "reports"):
        for path in sorted((place / folder).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                found[path.relative_to(place).as_posix()] = path.read_bytes()
    return found


@pytest.fixture(scope="module")
def two_reports(tmp_path_factory):
    """The whole report made twice: other folder, hash seed, zone, locale, number of workers."""
    one = lay_out(tmp_path_factory.mktemp("one") / "a", ROOT / "data/raw")
    two = lay_out(tmp_path_factory.mktemp("two") / "an other folder", ROOT / "data/raw")
    for path in (two / "notebooks").glob("*.ipynb"):
        notebook = read_notebook(path)
        for cell in code_cells(notebook):
            cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, path)
    first = report(one, PYTHONHASHSEED="1", TZ="Asia/Vladivostok", LC_ALL="C.UTF-8")
    second = report(two, "--workers", "2", PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    return one, two


def test_two_runs_write_the_same_bytes(two_reports):
    one, two = map(shared_files, two_reports)
    assert sorted(one) == sorted(two)
    assert [path for path in one if one[path] != two[path]] == []


def test_the_committed_tables_and_notebooks_are_what_a_run_writes(two_reports):
    fresh, here = shared_files(two_reports[0]), shared_files(ROOT)
    beside = ("reports/", "data/processed/notebooks/", "data/processed/reports/")
    own = {"data/processed/settings.toml"}  # with `beside`: what `report -p` leaves, not committed
    committed = [path for path in here if not path.startswith(beside) and path not in own]
    assert {f"notebooks/{path.name}" for path in NOTEBOOKS} < set(committed)
    assert [path for path in committed if fresh.get(path) != here[path]] == []


def test_the_pages_run_nothing_and_load_nothing(two_reports):
    pages = sorted((two_reports[0] / "reports").glob("*.html"))
    assert len(pages) == len(NOTEBOOKS) + 1
    for page in pages:
        parser = Addresses()
        text = page.read_text(encoding="utf-8")
        parser.feed(text)
        assert parser.found == [], page.name
        assert "default-src 'none'" in text
        assert text.count("<img") == text.count(' alt="'), f"{page.name}: a picture without words"


def test_a_second_report_does_nothing_again(two_reports):
    place = two_reports[0]
    times = {path: path.stat().st_mtime_ns for path in (place / "reports").glob("[0-9]*.html")}
    done = report(place)
    assert done.stdout == "open reports/index.html\n"
    assert times == {path: path.stat().st_mtime_ns for path in times}


def test_another_corpus_gets_copies_and_leaves_the_notebooks_alone(two_reports, tmp_path):
    place = two_reports[0]
    before = shared_files(place)
    raw = tmp_path / "mine"
    raw.mkdir()
    shutil.copy(sorted((ROOT / "data/raw").glob("*.txt"))[0], raw)
    done = report(place, "--raw", str(raw), "--processed", str(tmp_path / "out"), "-p", "top=3")
    assert done.returncode == 0, done.stderr
    assert shared_files(place) == before
    copies = sorted((tmp_path / "out/notebooks").glob("*.ipynb"))
    assert [path.name for path in copies] == [path.name for path in NOTEBOOKS]
    assert (tmp_path / "out/reports/index.html").is_file()
    for path in [*copies, *(tmp_path / "out/reports").glob("*.html")]:
        assert str(tmp_path) not in path.read_text(encoding="utf-8"), path.name
    refused = report(place, "--raw", str(raw), "--processed", str(tmp_path / "out"), "-p", "tap=3")
    assert refused.returncode == 2
    assert "['tap']" in refused.stderr


def test_verify_finds_nothing_and_then_the_flipped_bit(two_reports):
    place = two_reports[1]
    command = [sys.executable, "-m", "analysis", "verify"]
    path = place / "notebooks/03_actor_cooccurrence.ipynb"
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"execution_count": 2', b'"execution_count": 3', 1))
    found = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    path.write_bytes(content)
    assert (found.returncode, found.stdout) == (
        1,
        "differs: notebooks/03_actor_cooccurrence.ipynb\n",
    )
