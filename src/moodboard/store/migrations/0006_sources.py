# SPDX-License-Identifier: GPL-3.0-or-later
"""Films with posters, and where what stands in their fields came from."""

from typing import Any


def up(migrator: object, db: Any) -> None:
    db.execute_sql("ALTER TABLE film ADD COLUMN poster TEXT NOT NULL DEFAULT ''")
    db.execute_sql(
        "CREATE TABLE film_source (id INTEGER NOT NULL PRIMARY KEY, film_id INTEGER NOT NULL, "
        "field TEXT NOT NULL, service TEXT NOT NULL, at TEXT NOT NULL, value TEXT NOT NULL, "
        "FOREIGN KEY (film_id) REFERENCES film (id) ON DELETE CASCADE)"
    )
    db.execute_sql("CREATE UNIQUE INDEX film_source_film_id_field ON film_source (film_id, field)")
    db.execute_sql("CREATE INDEX film_poster ON film (poster) WHERE poster <> ''")
