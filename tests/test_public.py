"""The public names load, and there is nothing else."""

from __future__ import annotations

from importlib import import_module
from types import FunctionType, ModuleType

import pytest

import nonaligned as na
from nonaligned import claims, study


@pytest.mark.parametrize("name", na.__all__)
def test_every_public_name_loads(name: str) -> None:
    assert getattr(na, name) is not None
    assert name in dir(na)


@pytest.mark.parametrize("name", study.__all__)
def test_a_function_of_the_study_is_not_hidden_by_a_file_of_its_name(name: str) -> None:
    for room in set(study._ROOMS.values()):
        import_module(f"nonaligned.study.{room}")
    assert isinstance(getattr(study, name), FunctionType)


@pytest.mark.parametrize("name", claims.__all__)
def test_a_name_of_the_claims_is_the_same_whatever_was_loaded(name: str) -> None:
    before = getattr(claims, name)
    for room in (*set(claims._PLACES.values()), "kinds"):
        import_module(f"nonaligned.claims.{room}")
    assert getattr(claims, name) is before
    assert not isinstance(before, ModuleType)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="agreeement"):
        na.agreeement  # noqa: B018
