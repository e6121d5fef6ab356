# SPDX-License-Identifier: GPL-3.0-or-later
"""search, smart."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import date

from moodboard.cli import arguments, output
from moodboard.domain.dates import spoken
from moodboard.domain.film import named
from moodboard.domain.found import Excerpt, Found, FoundEverything, LineFound, WordsFound
from moodboard.domain.query_file import to_json
from moodboard.domain.query_words import in_words
from moodboard.services import films, searching, smart_lists

_SHOWN = 5


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="words of titles, people, your own words, lines")
    parser.add_argument(
        "--limit", type=arguments.count, default=_SHOWN, metavar="N", help="at most N of a kind (default: 5)"
    )
    arguments.add_json(parser)


def _smart_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="one of them; nothing for all")
    parser.add_argument("--rename", metavar="NEW", type=arguments.words, help="give it another name")
    parser.add_argument("--bin", action="store_true", help="put it into the bin")
    arguments.add_json(parser)


def _run_search(args: argparse.Namespace) -> int:
    found = searching.search_everything(args.text, args.limit)
    if args.json:
        output.print_json(_as_json(found))
        return 0
    blocks = (
        ("Films", found.films, (_film(row.id, row.title, row.year) for row in found.films.hits)),
        (
            "People",
            found.people,
            (
                f"{one.name}  {one.facet.value}  {output.counted(one.films, 'film')}"
                for one in found.people.hits
            ),
        ),
        ("Your words", found.words, map(_words, found.words.hits)),
        ("Lines", found.lines, map(_line, found.lines.hits)),
        ("Lists and boards", found.titles, (f"{one.title}  {one.kind.value}" for one in found.titles.hits)),
    )
    print("\n\n".join("\n".join(_block(*block)) for block in blocks if block[1].hits) or "Nothing was found.")
    return 0


def _block(title: str, found: Found[object], rows: Iterable[str]) -> Iterator[str]:
    yield f"{title} ({found.total}{'' if found.is_exact else ' and more'})"
    for row in rows:
        yield f"  {row}"


def _film(film_id: int, title: str, year: int | None) -> str:
    return f"{named(title, year)}  #{film_id}"


def _words(hit: WordsFound) -> str:
    when = spoken(hit.date, date.today()) if hit.date is not None and hit.date.is_known else ""
    about = ", ".join(filter(None, (named(hit.title, hit.year), when)))
    return f"“{hit.excerpt.text}”  {about}"


def _line(hit: LineFound) -> str:
    film = named(hit.title, hit.year) if hit.title else ""
    return f"“{hit.excerpt.text}”  {', '.join(filter(None, (hit.speaker, film)))}".rstrip()


def _as_json(found: FoundEverything) -> dict[str, object]:
    return {
        "films": _group(
            found.films, [{"id": row.id, "title": row.title, "year": row.year} for row in found.films.hits]
        ),
        "people": _group(
            found.people,
            [{"name": one.name, "as": one.facet.value, "films": one.films} for one in found.people.hits],
        ),
        "words": _group(
            found.words,
            [
                {"film": hit.film_id, "title": hit.title, "year": hit.year, "watch": hit.watch or None}
                | {"date": (hit.date.edtf or None) if hit.date else None}
                | _excerpt(hit.excerpt)
                for hit in found.words.hits
            ],
        ),
        "lines": _group(
            found.lines,
            [
                {"id": hit.uuid, "speaker": hit.speaker, "film": hit.title or None} | _excerpt(hit.excerpt)
                for hit in found.lines.hits
            ],
        ),
        "titles": _group(
            found.titles,
            [{"kind": one.kind.value, "id": one.uuid, "title": one.title} for one in found.titles.hits],
        ),
    }


def _excerpt(excerpt: Excerpt) -> dict[str, object]:
    return {"text": excerpt.text, "match": [excerpt.start, excerpt.length]}


def _group(found: Found[object], hits: list[dict[str, object]]) -> dict[str, object]:
    return {"total": found.total, "exact": found.is_exact, "found": hits}


def _run_smart(args: argparse.Namespace) -> int:
    if (args.rename or args.bin) and not args.name:
        raise SystemExit(_usage("say which smart list"))
    if args.name:
        smart = smart_lists.find(args.name)
        if args.rename:
            smart_lists.rename(smart.uuid, args.rename)
        if args.bin:
            smart_lists.bin_list(smart.uuid)
            print(f"{smart.name} is in the bin; its films stay.")
            return 0
        lists = [smart_lists.smart_list(smart.uuid)]
    else:
        lists = list(smart_lists.smart_lists())
    if args.json:
        output.print_json(
            [
                {"id": one.uuid, "name": one.name, "films": films.count_films(one.query)}
                | {"asks": in_words(one.query), "query": to_json(one.query)}
                for one in lists
            ]
        )
        return 0
    output.print_table(
        [(one.name, str(films.count_films(one.query)), in_words(one.query)) for one in lists],
        right=frozenset({1}),
    )
    return 0


def _usage(sentence: str) -> int:
    output.print_error(f'{sentence}. See "moodboard smart --help".')
    return arguments.WRONG_USAGE


ARGUMENTS = {"search": _search_arguments, "smart": _smart_arguments}
RUN = {"search": _run_search, "smart": _run_smart}
