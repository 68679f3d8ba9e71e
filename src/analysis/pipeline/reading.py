"""The raw folder handed out to workers, in groups of files, and its articles collected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.facts import in_use
from analysis.pipeline import engines, parts
from analysis.pipeline.engines import Progress, Workers
from analysis.pipeline.extraction import READING, Files
from analysis.store import Workspace

GROUP_BYTES = 4_000_000  # bytes of small files read as one task
GROUP_FILES = 400  # files read as one task at most
LONE_BYTES = 64_000_000  # a file larger than this is streamed by the parent, not by a worker


def read_corpus(
    workspace: Workspace, workers: Workers, progress: Progress, place: Path
) -> parts.Collected:
    """Read every file of the raw folder and collect its articles.

    Small files are read in groups, by the workers; a very large file is streamed here, so
    that it is never held whole. `place` is a folder for what outgrows the memory.
    """
    from analysis.extract import corpus

    groups = _grouped(workspace, corpus.list_inputs(workspace.raw))
    alone = [group for group in groups if _large(group)]
    shared = [group for group in groups if not _large(group)]

    def batches() -> Iterator[parts.Tables]:
        for batch in engines.run_parts(READING, progress(shared, "reading"), workers):
            yield from batch
        for group in alone:
            yield from corpus.read_inputs(group.raw, group.paths, group.settings)

    return parts.collect(batches(), place)


def _grouped(workspace: Workspace, paths: list[str]) -> list[Files]:
    groups: list[list[str]] = [[]]
    weight = 0
    for path in paths:
        size = _size(workspace.raw / path)
        if groups[-1] and (weight + size > GROUP_BYTES or len(groups[-1]) >= GROUP_FILES):
            groups.append([])
            weight = 0
        groups[-1].append(path)
        weight += size
    extra = in_use()
    return [
        Files(workspace.raw, tuple(group), workspace.settings, extra) for group in groups if group
    ]


def _large(files: Files) -> bool:
    return len(files.paths) == 1 and _size(files.raw / files.paths[0]) > LONE_BYTES


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
