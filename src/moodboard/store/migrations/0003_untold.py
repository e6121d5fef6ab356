# SPDX-License-Identifier: GPL-3.0-or-later
"""Films whose first known watch was a rewatch already."""

from typing import Any

_OF_FILM = "FROM watch WHERE watch.film_id = film.id"
_FIRST_IS_A_REWATCH = f"""
UPDATE film SET untold = 1 WHERE earlier_watches = 0
    AND NOT EXISTS (SELECT 1 {_OF_FILM} AND sort_key IS NULL)
    AND (SELECT rewatch {_OF_FILM} ORDER BY sort_key, logged, id LIMIT 1) = 1
"""


def up(migrator: object, db: Any) -> None:
    db.execute_sql("ALTER TABLE film ADD COLUMN untold INTEGER NOT NULL DEFAULT 0")
    db.execute_sql(_FIRST_IS_A_REWATCH)
