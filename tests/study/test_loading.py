"""Years as they are asked for, and the sessions that open in them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from nonaligned.errors import InputError
from nonaligned.study.loading import sessions


@pytest.mark.parametrize("year", ["1979", 1979.0, date(1979, 1, 1), [1979]])
def test_what_is_no_year_is_refused(year: object) -> None:
    for span in ((year, None), (None, year)):
        with pytest.raises(InputError, match=r"is no year\. Give a whole number"):
            sessions(*span)  # type: ignore[arg-type]


def test_years_of_arrays_are_years() -> None:
    assert sessions(np.int64(1979), np.int16(2018)) == (34, 73)  # type: ignore[arg-type]
