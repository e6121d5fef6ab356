# SPDX-License-Identifier: GPL-3.0-or-later
"""Films as files: which file belongs to which film, what was taken out of it, and the sitting that goes."""

from typing import Any


def up(migrator: object, db: Any) -> None:
    db.execute_sql(
        "CREATE TABLE film_file (id INTEGER NOT NULL PRIMARY KEY, uuid TEXT NOT NULL, film_id INTEGER, "
        "path TEXT NOT NULL, size INTEGER NOT NULL DEFAULT 0, key TEXT NOT NULL DEFAULT '', "
        "duration REAL NOT NULL DEFAULT 0, place REAL NOT NULL DEFAULT 0, audio INTEGER, "
        "subtitles TEXT NOT NULL DEFAULT '', opened TEXT NOT NULL DEFAULT '', "
        "FOREIGN KEY (film_id) REFERENCES film (id) ON DELETE SET NULL)"
    )
    db.execute_sql("CREATE UNIQUE INDEX film_file_uuid ON film_file (uuid)")
    db.execute_sql("CREATE INDEX film_file_film_id ON film_file (film_id)")
    db.execute_sql("CREATE INDEX film_file_key ON film_file (key)")
    db.execute_sql("CREATE INDEX film_file_path ON film_file (path)")
    for column, table in (("line_id", "line"), ("film_file_id", "film_file")):
        db.execute_sql(
            f"ALTER TABLE still ADD COLUMN {column} TEXT REFERENCES {table} (uuid) ON DELETE SET NULL"
        )
        db.execute_sql(f"CREATE INDEX still_{column} ON still ({column}) WHERE {column} IS NOT NULL")
    db.execute_sql("ALTER TABLE still ADD COLUMN watch TEXT NOT NULL DEFAULT ''")
    db.execute_sql("ALTER TABLE line ADD COLUMN until REAL")
    db.execute_sql("ALTER TABLE line ADD COLUMN watch TEXT NOT NULL DEFAULT ''")
    for table in ("still", "line"):
        db.execute_sql(f"CREATE INDEX {table}_watch ON {table} (watch) WHERE watch <> ''")
    db.execute_sql(
        "CREATE TABLE watching (id INTEGER NOT NULL PRIMARY KEY, uuid TEXT NOT NULL, "
        "film_id INTEGER NOT NULL, watch TEXT NOT NULL, began TEXT NOT NULL, "
        "place REAL NOT NULL DEFAULT 0, since TEXT NOT NULL DEFAULT '', "
        "intermission INTEGER NOT NULL DEFAULT 0, alive TEXT NOT NULL DEFAULT '', "
        "medium TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '', ended TEXT, "
        "FOREIGN KEY (film_id) REFERENCES film (id) ON DELETE CASCADE)"
    )
    db.execute_sql("CREATE UNIQUE INDEX watching_uuid ON watching (uuid)")
    db.execute_sql("CREATE INDEX watching_film_id ON watching (film_id)")
