# SPDX-License-Identifier: GPL-3.0-or-later
"""An import's report as a file: words to read, or a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from moodboard.domain.errors import KnownError
from moodboard.domain.film import named
from moodboard.services.importing.report import FileReport, ImportReport


def report_text(report: ImportReport) -> str:
    """Return the report in words: counts, what is unsure, then every row that did not come in."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: ImportReport) -> Iterator[str]:
    totals = {name: number for name, number in asdict(report.totals).items() if number}
    counts = ", ".join(f"{number} {name}" for name, number in totals.items()) or "nothing"
    yield f"{'Would come in' if report.dry_run else 'Came in'}: {counts}."
    if report.import_id is not None:
        yield f"Import {report.import_id}."
    for file in report.files:
        yield ""
        yield f"{file.file} ({file.kind})"
        rows = "1 row" if file.rows == 1 else f"{file.rows} rows"
        yield f"  {rows}: {file.added} added, {file.updated} updated, {file.skipped} skipped"
        yield from (f"  skipped: {number} × {reason}" for reason, number in file.reasons.most_common())
        yield from (f"  {number} × {remark}" for remark, number in file.remarks.most_common())
        for problem in file.problems:
            where = f"line {problem.line}" if problem.line else "the file"
            other = f"{problem.file}, " if problem.file != file.file else ""
            yield f"  {other}{where}: {problem.reason}"
    if report.unsure:
        yield ""
        yield "Unsure"
    for unsure in report.unsure:
        others = "; ".join(named(film.title, film.year) for film in unsure.candidates)
        own = "a watch of its own" if unsure.of_watch else "a new film"
        taken = own if unsure.taken == "new" else "the first of these"
        yield f"  {named(unsure.title, unsure.year)} ({unsure.file}): taken for {taken}: {others}"
    if report.matches:
        yield ""
        yield "Films that were there already"
    for match in report.matches:
        yield f"  {named(match.title, match.year)}: {match.film} (by {match.how})"


def report_csv(report: ImportReport) -> str:
    """Return the report as a table: a row for each file, reason, problem and unsure film."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("what", "file", "line", "number", "words"))
    for file in report.files:
        for what in ("rows", "added", "updated", "skipped"):
            writer.writerow((what, file.file, "", getattr(file, what), ""))
        writer.writerows(_file_rows(file))
    for unsure in report.unsure:
        others = "; ".join(named(film.title, film.year) for film in unsure.candidates)
        words = f"{named(unsure.title, unsure.year)}: {others}"
        writer.writerow(("unsure", unsure.file, unsure.line, "", words))
    for match in report.matches:
        words = f"{named(match.title, match.year)}: {match.film} (by {match.how})"
        writer.writerow(("match", "", "", "", words))
    return text.getvalue()


def _file_rows(file: FileReport) -> Iterator[tuple[str, str, object, object, str]]:
    yield from (("skipped because", file.file, "", number, reason) for reason, number in file.reasons.items())
    yield from (("remark", file.file, "", number, remark) for remark, number in file.remarks.items())
    yield from (
        ("problem", problem.file, problem.line or "", "", problem.reason) for problem in file.problems
    )


def save_report(report: ImportReport, path: Path) -> None:
    """Write the report: a table for ``.csv``, words for any other name."""
    is_table = path.suffix.casefold() == ".csv"
    try:
        text = report_csv(report) if is_table else report_text(report)
        path.write_text(text, encoding="utf-8-sig" if is_table else "utf-8", newline="")
    except OSError as error:
        raise KnownError(f"{path.name} could not be written ({error.strerror or error}).") from error
