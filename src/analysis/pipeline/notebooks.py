"""Notebooks run by a machine: executed top to bottom, to the same bytes.

What differs between machines or runs is put to one form: timings, the interpreter's
version, the kernel's name. `stable` does that both here and for the plain nbconvert
route (see `jupyter/jupyter_nbconvert_config.json`).
"""

from __future__ import annotations

import ast
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from analysis.store import write_bytes

CELL_SECONDS = 3600  # a cell that takes longer is stopped, and the run with it
START_SECONDS = 120  # a kernel that takes longer to start is given up
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
PARAMETERS = "parameters"  # papermill's tag of the cell that sets the defaults
INJECTED = "injected-parameters"  # papermill's tag of the cell that overrides them


class NotebookFailed(RuntimeError):  # noqa: N818
    """A cell raised, the kernel died, or a cell never ended."""


def run_notebook(
    path: Path, *, folder: Path, partial: Path, parameters: dict[str, str]
) -> NotebookNode:
    """Execute a notebook and return it with its outputs; the file is not touched.

    Parameters
    ----------
    path
        The notebook.
    folder
        The folder to run it in.
    partial
        Where the notebook is kept, as far as it came, if it fails.
    parameters
        Values for names its `parameters` cell sets; names it does not set are ignored here
        (`refuse_unknown` looks at all notebooks together).

    Raises
    ------
    NotebookFailed
        If it does not run to its end; says which cell, and where the partial notebook is.
    """
    notebook = stable(with_parameters(read_notebook(path), parameters))
    with tempfile.TemporaryDirectory(prefix="k") as place:
        _execute(notebook, path, folder, partial, place)
    return stable(notebook)


def _execute(notebook: NotebookNode, path: Path, folder: Path, partial: Path, place: str) -> None:
    """Run all cells in a kernel of this interpreter that talks over sockets in `place`."""
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    manager = AsyncKernelManager(
        kernel_name="python3",
        kernel_spec_manager=KernelSpecManager(ensure_native_kernel=True),
        connection_file=str(Path(place) / "c.json"),
        transport="ipc",
    )
    if manager.kernel_spec is not None:
        manager.kernel_spec.argv[0] = sys.executable
    begun: list[str] = []  # identifiers of code cells, the last one being run
    client = NotebookClient(
        notebook,
        on_cell_execute=lambda cell, cell_index: begun.append(cell.id),
        km=manager,
        timeout=CELL_SECONDS,
        startup_timeout=START_SECONDS,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute(cleanup_kc=True)
    except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
        write_notebook(stable(notebook), partial)
        raise _failure(path, notebook, begun, partial, error) from error


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook in the current format."""
    return nbformat.read(path, as_version=4)


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook, atomically, in the form nbconvert writes."""
    write_bytes(path, (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8"))


def stable(notebook: NotebookNode, resources: Any = None) -> Any:  # noqa: ANN401
    """Put what differs between machines to one form.

    With `resources`, as nbconvert calls a preprocessor, returns both.
    """
    notebook.metadata["kernelspec"] = dict(KERNEL)
    notebook.metadata["language_info"] = dict(LANGUAGE)
    for number, cell in enumerate(notebook.cells):
        cell.setdefault("id", f"cell-{number:02d}")
        cell.metadata.pop("execution", None)
        cell.metadata.pop("collapsed", None)
    return notebook if resources is None else (notebook, resources)


def parameter_names(notebook: NotebookNode) -> list[str]:
    """Return the names the notebook's `parameters` cell sets."""
    cells = [cell for cell in notebook.cells if PARAMETERS in cell.metadata.get("tags", [])]
    return [
        target.id
        for cell in cells
        for statement in ast.parse(cell.source).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]


def refuse_unknown(parameters: dict[str, str], paths: list[Path]) -> None:
    """Stop if a parameter is set by no notebook's `parameters` cell.

    Raises
    ------
    ValueError
        Naming the parameters no notebook knows, and those there are.
    """
    known = sorted({name for path in paths for name in parameter_names(read_notebook(path))})
    unknown = sorted(set(parameters) - set(known))
    if unknown:
        raise ValueError(f"no notebook has the parameters {unknown}; there are {known}")


def with_parameters(notebook: NotebookNode, parameters: dict[str, str]) -> NotebookNode:
    """Return the notebook with a cell after its `parameters` cell that overrides them."""
    mine = {name: parameters[name] for name in parameter_names(notebook) if name in parameters}
    if not mine:
        return notebook
    cells = [cell for cell in notebook.cells if INJECTED not in cell.metadata.get("tags", [])]
    source = "\n".join(f"{name} = {_literal(value)}" for name, value in mine.items())
    cell = nbformat.v4.new_code_cell(source, id=INJECTED, metadata={"tags": [INJECTED]})
    at = next(n for n, cell in enumerate(cells) if PARAMETERS in cell.metadata.get("tags", []))
    notebook.cells = [*cells[: at + 1], cell, *cells[at + 1 :]]
    return notebook


def _literal(value: str) -> str:
    """Return a value as Python: a number or a truth value if it is one, else text."""
    try:
        found = json.loads(value)
    except ValueError:
        return repr(value)
    return repr(found) if isinstance(found, int | float | bool) else repr(value)


def _failure(
    path: Path, notebook: NotebookNode, begun: list[str], partial: Path, error: Exception
) -> NotebookFailed:
    code = [cell.id for cell in notebook.cells if cell.cell_type == "code"]
    name = begun[-1] if begun else code[0]
    where = f"code cell {code.index(name) + 1}"
    words = f"{getattr(error, 'ename', '') or type(error).__name__}: " + (
        getattr(error, "evalue", "") or str(error).strip().splitlines()[-1]
    )
    return NotebookFailed(
        f"notebook '{path.name}', {where} ('{name}'): {words}\n"
        f"the notebook as far as it came is kept as '{partial.parent.name}/{partial.name}'; "
        "earlier pages are untouched"
    )
