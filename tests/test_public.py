"""The public names load, and there is nothing else."""

from __future__ import annotations

import pytest

import nonaligned as na


@pytest.mark.parametrize("name", na.__all__)
def test_every_public_name_loads(name: str) -> None:
    assert getattr(na, name) is not None
    assert name in dir(na)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="agreeement"):
        na.agreeement  # noqa: B018
