"""Design effects: how far votes on one resolution go together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nonaligned.measures.tallies import Ints


def design_effect(codes: NDArray[np.uint8], cluster: Ints) -> float:
    """Variance of agreement with clusters over the variance without, pooled over pairs (to do)."""
    raise NotImplementedError
