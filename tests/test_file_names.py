# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of files can be had on every system, whatever a title says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.file_names import file_name, free


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_a_name_is_never_empty_too_long_or_forbidden(said: str) -> None:
    name = file_name(said, "Film")
    assert name and len(name) <= 81 and not set(name) & set('\\/:*?"<>|\x00\n\r\t')
    assert not name.endswith((" ", ".")) and not name.startswith(".")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Her", "Her"),
        ("Se7en: the end?", "Se7en the end"),
        ("...", "Film"),
        ("con", "con_"),
        ("  a  b ", "a b"),
    ],
)
def test_titles_become_names(said: str, name: str) -> None:
    assert file_name(said, "Film") == name


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "Her.pdf").touch()
    (tmp_path / "Her 2.pdf").touch()
    assert free(tmp_path / "Her.pdf").name == "Her 3.pdf"
