"""Labels beside points, none on top of another where there is room for all.

Every label tries the same places around its point in the same order, the largest point
first, and takes the one that covers least of what already stands there. Nothing is random
and nothing iterates to convergence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.present.plots.theme import PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Text

# Directions from a point, best first: right, left, above, below, then the corners.
_DIRECTIONS = (
    (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1),
)  # fmt: skip
# Distances from the rim of a point, in pixels at the resolution of measuring.
_GAPS = (3.0, 12.0, 24.0)
# Part of the Axes kept free on each side, tried in turn until no label is cut off.
_MARGINS = (0.08, 0.14, 0.2, 0.26, 0.32)


def place_labels(
    ax: Axes, points: np.ndarray, labels: Sequence[str], areas: np.ndarray
) -> list[Text]:
    """Write a label beside each point and set the limits so that none is cut off.

    Parameters
    ----------
    ax
        Axes with the points drawn and a fixed place in their figure.
    points
        Two columns, the places in data units, within the unit square.
    labels
        One text per point.
    areas
        Areas of the points in square points, as `Axes.scatter` takes them.

    Returns
    -------
    list of Text
        The labels, in the order of the points.
    """
    from matplotlib.patheffects import withStroke

    halo = [withStroke(linewidth=2.4, foreground=PAPER)]
    texts = [
        ax.text(0, 0, label, fontsize=9.5, ha="center", va="center", zorder=5, path_effects=halo)
        for label in labels
    ]
    size = np.array([_extent(text) for text in texts])
    radii = np.sqrt(areas / np.pi) * ax.figure.dpi / 72
    for margin in _MARGINS:
        ax.set(xlim=(-margin, 1 + margin), ylim=(-margin * 0.6, 1 + margin * 0.6))
        centres = ax.transData.transform(points)
        frame = ax.get_window_extent()
        edges = (frame.x0, frame.y0, frame.x1, frame.y1)
        boxes, cut = _boxes(centres, size, radii, edges)
        if not cut:
            break
    middles = np.column_stack([boxes[:, [0, 2]].mean(axis=1), boxes[:, [1, 3]].mean(axis=1)])
    for text, place in zip(texts, ax.transData.inverted().transform(middles), strict=True):
        text.set_position(place)
    return texts


def _extent(text: Text) -> tuple[float, float]:
    """Return width and height of a text in pixels, with a little air."""
    box = text.get_window_extent()
    return box.width + 10, box.height + 3


def _boxes(
    centres: np.ndarray,
    size: np.ndarray,
    radii: np.ndarray,
    edges: tuple[float, float, float, float],
) -> tuple[np.ndarray, bool]:
    """Return the box of each label as (left, bottom, right, top), and whether one is cut off."""
    discs = np.column_stack([centres - radii[:, None], centres + radii[:, None]])
    boxes = np.zeros((len(centres), 4))
    taken = discs
    cut = False
    for row in np.lexsort((np.arange(len(radii)), -radii)):
        tried = _candidates(centres[row], size[row], radii[row])
        outside = _outside(tried, edges)
        others = np.delete(taken, row, axis=0)
        cost = _covered(tried, others) + 50.0 * outside + 0.5 * np.arange(len(tried))
        best = int(np.argmin(np.round(cost, 3)))
        boxes[row] = tried[best]
        cut = cut or bool(outside[best] > 0)
        taken = np.vstack([taken, tried[best]])
    return boxes, cut


def _candidates(centre: np.ndarray, size: np.ndarray, radius: float) -> np.ndarray:
    """Return the boxes a label may take around its point, best first."""
    directions = np.array(_DIRECTIONS, dtype="float64")
    slant = np.where(np.abs(directions).sum(axis=1) == 2, 0.71, 1.0)[:, None]
    rings = [
        centre + directions * (slant * (radius + gap) + size / 2 * np.abs(directions))
        for gap in _GAPS
    ]
    middles = np.vstack(rings)
    return np.hstack([middles - size / 2, middles + size / 2])


def _covered(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return for each box the area in square pixels that it shares with the others."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    return np.prod(np.clip(high - low, 0, None), axis=2).sum(axis=1)


def _outside(boxes: np.ndarray, edges: tuple[float, float, float, float]) -> np.ndarray:
    """Return for each box by how many pixels it stands out of the frame."""
    left, bottom, right, top = edges
    over = np.column_stack(
        [left - boxes[:, 0], bottom - boxes[:, 1], boxes[:, 2] - right, boxes[:, 3] - top]
    )
    return np.clip(over, 0, None).sum(axis=1)
