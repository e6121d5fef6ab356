# SPDX-License-Identifier: GPL-3.0-or-later
"""line, lines."""

from __future__ import annotations

import argparse

from moodboard.cli import arguments, output, subtitle_arguments
from moodboard.domain.film import named
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line, format_timecode
from moodboard.services import films, lines


def _line_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("film", metavar="FILM", help="Title, Title (Year) or its id")
    parser.add_argument("text", metavar="TEXT", help="the words, as they are said")
    parser.add_argument("--by", default="", metavar="SPEAKER", help="who says it")
    parser.add_argument("--at", type=arguments.timecode, metavar="TIMECODE", help="h:mm:ss")
    parser.add_argument(
        "--feeling", action="append", default=[], metavar="NAME", type=arguments.words, help="again for more"
    )
    arguments.add_json(parser)


def _lines_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", default="", metavar="TEXT", help="words of the line")
    parser.add_argument(
        "--feeling", action="append", default=[], metavar="NAME", type=arguments.words, help="for this moment"
    )
    subtitle_arguments.add_arguments(parser)
    arguments.add_json(parser)


def _run_line(args: argparse.Namespace) -> int:
    film = films.find_film(args.film)
    words = args.text.strip()
    line, _changes = lines.add_line(
        Line(
            uuid=new_uuid(),
            text=words,
            film_id=film.id,
            speaker=args.by.strip(),
            timecode=args.at,
            feelings=tuple(args.feeling),
        )
    )
    if args.json:
        output.print_json(_line_dict(line, film.title))
        return 0
    about = ", ".join(
        filter(None, (line.speaker, named(film.title, film.year), format_timecode(line.timecode) or ""))
    )
    print(f"“{line.text}”\n  {about}")
    return 0


def _run_lines(args: argparse.Namespace) -> int:
    if args.source is not None:
        from moodboard.cli import subtitling

        return subtitling.run(args)
    subtitle_arguments.refuse_without_source(args)
    found = lines.find_lines(args.text, tuple(args.feeling))
    titles = films.titles({line.film_id for line in found if line.film_id is not None})
    if args.json:
        output.print_json([_line_dict(line, titles.get(line.film_id or 0)) for line in found])
        return 0
    for line in found:
        about = (line.speaker, titles.get(line.film_id or 0, ""), format_timecode(line.timecode) or "")
        print(f"“{line.text}”")
        said = ", ".join(filter(None, (*about, *line.feelings)))
        if said:
            print(f"  {said}")
    return 0


def _line_dict(line: Line, title: str | None) -> dict[str, object]:
    return {
        "id": line.id,
        "text": line.text,
        "speaker": line.speaker,
        "film": title,
        "at": format_timecode(line.timecode),
        "feelings": list(line.feelings),
    }


ARGUMENTS = {"line": _line_arguments, "lines": _lines_arguments}
RUN = {"line": _run_line, "lines": _run_lines}
