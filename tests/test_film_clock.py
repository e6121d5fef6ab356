# SPDX-License-Identifier: GPL-3.0-or-later
"""Times as a player writes them, and as a person types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.film_clock import frame_clock, read_clock

RATES = (24000 / 1001, 24.0, 25.0, 30000 / 1001, 50.0, 60000 / 1001)


def test_the_last_number_is_the_frame_within_the_second() -> None:
    assert frame_clock(2772 + 8 / 25, 25.0) == "0:46:12.08"
    assert frame_clock(2772.0, 25.0) == "0:46:12.00"
    assert frame_clock(2772.5, 0.0) == "0:46:12.50"


@given(st.integers(0, 400_000), st.sampled_from(RATES))
def test_a_time_that_is_typed_again_is_in_the_same_frame(number: int, rate: float) -> None:
    at = number / rate
    again = read_clock(frame_clock(at, rate), rate, 0.0)
    assert again is not None
    assert at - 1e-6 <= again < at + 1 / rate - 1e-9


@given(st.integers(0, 400_000), st.sampled_from(RATES))
def test_two_frames_are_never_told_alike(number: int, rate: float) -> None:
    assert frame_clock(number / rate, rate) != frame_clock((number + 1) / rate, rate)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("1:29:14", 5354.0),
        ("89:14", 5354.0),
        ("75", 75.0),
        ("0:00:10.5", 10.5),
        ("10.250", 10.25),
        ("10.50s", 10.5),
        ("+30", 130.0),
        ("-1:00", 40.0),
        ("-500", 0.0),
        (" 0:46:12 ", 2772.0),
    ],
)
def test_a_time_is_read_as_people_write_it(said: str, seconds: float) -> None:
    assert read_clock(said, 24.0, 100.0) == pytest.approx(seconds)


@pytest.mark.parametrize("said", ["", "soon", "1:2:3:4", "12:", "0:46:12.08.1", "9" * 400])
def test_what_is_no_time_is_none(said: str) -> None:
    assert read_clock(said, 24.0, 0.0) is None
