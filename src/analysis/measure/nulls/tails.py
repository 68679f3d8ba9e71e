"""The chance of at least so many successes in trials of unequal chance.

The number of units naming both a and b under SDSM is a sum of independent trials with
chances q_u = p_au * p_bu: a Poisson-binomial variable. Its distribution is the inverse
Fourier transform of the product of the trials' characteristic functions (Hong 2013, Comput.
Stat. Data Anal. 59). Taken as it stands that leaves chances below 1e-16 to rounding. So the
distribution is first tilted towards the count asked for (Esscher 1932), transformed, and
tilted back:

    P(X >= n) = exp(K(t) - t*n) * sum_j P'(X = n + j) * exp(-t*j),   K(t) = ln E exp(t*X)

which keeps eleven digits of the smallest chances. It is exact, not an approximation, but for
mass beyond nine standard deviations of the tilted variable.
"""

from __future__ import annotations

import numpy as np

# Half the width of the window, in standard deviations and in counts added to them; what
# lies outside has a chance below 1e-17 under the tilted distribution.
DEVIATIONS, COUNTS = 9.0, 12

# Complex numbers held at a time: 64 MB.
CELLS = 4_000_000

# Newton's steps towards the tilt, and the longest of them. It need not be exact: every tilt
# gives the same sum.
STEPS, LONGEST_STEP = 24, 2.0


def upper_tails(chances: np.ndarray, n_trials: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Give the chance of at least `counts` successes.

    Parameters
    ----------
    chances
        One row per question, one column per group of trials: the chance of success in each
        trial of the group, 0 to 1.
    n_trials
        Number of trials in each group.
    counts
        The count asked about, one per row, 0 or more.

    Returns
    -------
    ndarray
        One chance per row, 0 to 1.
    """
    certain = ((chances >= 1) * n_trials).sum(axis=1)
    uncertain = np.where(chances >= 1, 0.0, chances)
    wanted = counts - certain
    most = ((uncertain > 0) * n_trials).sum(axis=1)
    tails = np.where(wanted <= 0, 1.0, 0.0)
    one = (wanted == 1) & (most > 0)
    with np.errstate(divide="ignore"):
        # At least one is not none at all; most pairs of a corpus meet once.
        tails[one] = -np.expm1((n_trials * np.log1p(-uncertain[one])).sum(axis=1))
    all_of_them = (wanted == most) & (wanted > 1)
    with np.errstate(divide="ignore"):
        logs = np.where(uncertain > 0, np.log(uncertain), 0.0)
    tails[all_of_them] = np.exp((n_trials * logs[all_of_them]).sum(axis=1))
    open_rows = np.flatnonzero((wanted > 1) & (wanted < most))
    tilt, centre, spread = _tilts(uncertain[open_rows], n_trials, wanted[open_rows])
    reach = np.abs(centre - wanted[open_rows]) + DEVIATIONS * spread + COUNTS
    widths = 2 ** np.ceil(np.log2(2 * reach)).astype("int64")
    for width in np.unique(widths).tolist():
        here = np.flatnonzero(widths == width)
        at_once = max(1, CELLS // ((width // 2 + 1) * len(n_trials)))
        for part in np.array_split(here, -(-len(here) // at_once)):
            rows = open_rows[part]
            tails[rows] = _windowed(uncertain[rows], n_trials, wanted[rows], tilt[part], width)
    return np.clip(tails, 0.0, 1.0)


def _tilts(
    chances: np.ndarray, n_trials: np.ndarray, counts: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Tilt that brings the mean to the count, if it lies below; with tilted mean and deviation."""
    mean = (n_trials * chances).sum(axis=1)
    tilt = np.log(np.maximum(counts / mean, 1.0))
    for _ in range(STEPS):
        centre, variance = _moments(chances, n_trials, tilt)
        step = np.clip((counts - centre) / variance, -LONGEST_STEP, LONGEST_STEP)
        tilt = np.where(counts > mean, np.maximum(tilt + step, 0.0), 0.0)
        if (np.abs(step) < 0.01)[counts > mean].all():
            break
    centre, variance = _moments(chances, n_trials, tilt)
    return tilt, centre, np.sqrt(variance)


def _moments(
    chances: np.ndarray, n_trials: np.ndarray, tilt: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    odds = chances / (1 - chances) * np.exp(tilt)[:, None]
    tilted = odds / (1 + odds)
    variance = (n_trials * tilted * (1 - tilted)).sum(axis=1)
    return (n_trials * tilted).sum(axis=1), np.maximum(variance, 1e-12)


def _windowed(
    chances: np.ndarray, n_trials: np.ndarray, counts: np.ndarray, tilt: np.ndarray, width: int
) -> np.ndarray:
    """Sum the tilted distribution from the count to half a window above it, and tilt back."""
    growth = np.expm1(tilt)[:, None]
    log_mass = (n_trials * np.log1p(chances * growth)).sum(axis=1)
    tilted = chances * (1 + growth) / (1 + chances * growth)
    angle = 2 * np.pi * np.arange(width // 2 + 1) / width
    fall, sine = 2 * np.sin(angle / 2) ** 2, np.sin(angle)  # 1 - cos and sin
    # Turned back by the count, place j of the transform is the mass at count + j.
    size, turned = np.zeros((2, len(chances), len(angle)))
    turned -= angle * counts[:, None]
    for n, chance in zip(n_trials.tolist(), tilted.T[:, :, None], strict=True):
        with np.errstate(divide="ignore"):  # a wave of height 0
            size += n / 2 * np.log1p(-2 * chance * (1 - chance) * fall)
        turned += n * np.arctan2(chance * sine, 1 - chance * fall)
    grown = np.exp(size)
    waves = grown * np.cos(turned) - 1j * (grown * np.sin(turned))
    mass = np.fft.irfft(waves, n=width, axis=1)[:, : width // 2]
    back = np.exp(-tilt[:, None] * np.arange(width // 2))
    return np.exp(log_mass - tilt * counts) * (np.maximum(mass, 0.0) * back).sum(axis=1)
