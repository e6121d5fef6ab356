# SPDX-License-Identifier: GPL-3.0-or-later
"""Rich text becomes the marks of a note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain import note_markup
from moodboard.domain.html_markup import CUT, marked_up

QT = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN" "http://www.w3.org/TR/REC-html40/strict.dtd">
<html><head><meta name="qrichtext" content="1" /><style type="text/css">
p, li { white-space: pre-wrap; }
</style></head><body style=" font-family:'Noto Sans'; font-size:15pt; font-weight:400; font-style:normal;">
<p style=" margin-top:0px; -qt-block-indent:0;">A <span style=" font-weight:700;">lamp </span>and 2*3*4</p>
<p style="-qt-paragraph-type:empty; margin-top:0px;"><br /></p>
<p style=" margin-top:0px;"><span style=" font-style:italic; color:#ff8000;">never</span> the face</p>
<ul style="-qt-list-indent: 1;"><li style=" margin-top:12px;">warm</li>
<li class="checked" style=" margin-top:0px;">low</li></ul>
<p><a href="https://x.org/a"><span style=" text-decoration: underline; color:#0000ff;">page</span></a></p>
</body></html>"""


def test_what_qt_writes_is_understood() -> None:
    made = marked_up(QT)
    assert made.text == (
        "A **lamp** and 2\\*3\\*4\n\n*never* the face\n- warm\n- ☑ low\n[page](https://x.org/a)"
    )
    assert (made.size, made.colour, made.fault) == (20.0, "#ff8000", "")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain *words*, 3 < 4", "plain \\*words\\*, 3 < 4"),
        ("<b>a<i>b</i></b>c", "**a*b***c"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>a&amp;b &lt;c&gt;</p><p>d</p>", "a&b <c>\nd"),
        ("<ol><li>x</li><li>y</li></ol>", "1. x\n2. y"),
        ("<a href='javascript:alert(1)'>x</a> <script>alert(2)</script>", "x"),
        ("<b>never closed", "**never closed**"),
        ("</b></p><p>closed twice</p>", "closed twice"),
        ("<p>  </p>", ""),
    ],
)
def test_tags_become_marks(html: str, text: str) -> None:
    assert marked_up(html).text == text


def test_too_many_words_are_cut_and_told() -> None:
    for html in ("word " * 100_000, "<p>" + "word " * 100_000 + "</p>", "<p>word</p>" * 100_000):
        made = marked_up(html)
        assert 10_000 < len(made.plain) <= 20_001 and made.fault == CUT


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["b", "i", "u", "p", "li", "ul", "a", "span", "br"]),
            st.booleans(),
            st.text("a *_-[]<&\n"),
        )
    )
)
def test_whatever_tags_there_are_the_words_stay(parts: list[tuple[str, bool, str]]) -> None:
    html = "<p>" + "".join(
        f"<{'/' * closes}{tag}>{words.replace('<', '&lt;')}" for tag, closes, words in parts
    )
    made = marked_up(html)
    wanted = "".join("".join(words for _tag, _closes, words in parts).split())
    got = "".join("".join(row.text for row in note_markup.parse(made.text)).split())
    assert got == wanted
