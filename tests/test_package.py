"""The package names its version, which every figure's provenance carries."""

import re

import reformspor


def test_the_version_is_a_plain_semantic_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", reformspor.__version__)
