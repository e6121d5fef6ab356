# SPDX-License-Identifier: GPL-3.0-or-later
"""Films that turned out to be another one, and stand in the bin for it."""

from typing import Any


def up(migrator: object, db: Any) -> None:
    db.execute_sql("ALTER TABLE film ADD COLUMN merged_into TEXT NOT NULL DEFAULT ''")
    db.execute_sql("CREATE INDEX film_merged ON film (merged_into) WHERE merged_into <> ''")
