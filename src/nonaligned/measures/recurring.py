"""Which roll calls are on the same text in different sessions."""

from __future__ import annotations

import numpy as np
import polars as pl

from nonaligned.measures.tallies import Ints


def texts(rollcalls: pl.DataFrame) -> Ints:
    """Give numbers to the texts: roll calls with one ``link`` share a number (titles to follow)."""
    return rollcalls["link"].to_numpy().astype(np.int64)
