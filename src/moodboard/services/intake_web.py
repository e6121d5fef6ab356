# SPDX-License-Identifier: GPL-3.0-or-later
"""Take pictures in that a browser only gave the address of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from moodboard.domain import web_address
from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.still import Still
from moodboard.services import pictures, screenshots, web_fetch
from moodboard.services.intake import Intake, Problem
from moodboard.services.screenshots import Places
from moodboard.services.web_fetch import Fetched, Report

Fetch = Callable[[str, Report], Fetched]
Kept = Callable[[tuple[Still, ...], Changes], None]


def take_in(
    addresses: Sequence[str],
    film_id: int | None,
    report: Report,
    kept: Kept | None = None,
    fetch: Fetch = web_fetch.fetch,
) -> Intake:
    """Fetch each and take it in; one that fails becomes a problem. A cancel keeps those that came."""
    places = Places(film_id)
    came: dict[str, Still] = {}
    problems: list[Problem] = []
    changes = Changes()
    for done, said in enumerate(addresses):

        def step(_part: int, _whole: int, done: int = done) -> None:
            report(done, len(addresses))

        name = web_address.name_of(said)
        try:
            data, name = _picture(said, name, fetch, step)
            incoming = pictures.read_bytes(data, name)
            placed = places.of(Path(name))
            added, changed = screenshots.keep([(pictures.settle(incoming), placed)], job=True)
        except KnownError as error:
            problems.append(Problem(Path(name), str(error)))
            continue
        came.update((still.uuid, still) for still in added)
        changes |= changed
        if kept is not None:
            kept(added, changed)
    report(len(addresses), len(addresses))
    return Intake(tuple(came.values()), tuple(problems), changes)


def _picture(said: str, name: str, fetch: Fetch, report: Report) -> tuple[bytes, str]:
    if said.lower().startswith("data:"):
        return web_address.bytes_of_data(said), name
    fetched = fetch(said, report)
    return fetched.data, fetched.name
