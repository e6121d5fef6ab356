# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up subtitles in many languages and encodings, and plain ones written in every form."""

from __future__ import annotations

from collections.abc import Sequence

Cue = tuple[float, float, str]

ENCODED: dict[str, tuple[str, Sequence[str]]] = {
    "French": ("cp1252", ["Je ne sais pas où tu étais hier soir.", "Tu as été très gentille. Ça va ?"]),
    "German": ("cp1252", ["Ich weiß nicht, wo du warst.", "Können wir über die Straße gehen?"]),
    "Spanish": ("cp1252", ["¿Qué estás haciendo aquí?", "¡No lo sé! Mañana será otro día."]),
    "Swedish": ("cp1252", ["Jag vet inte var du är.", "Får jag följa med på båten?"]),
    "English": ("cp1252", ["I don’t know where you’ve been.", "It’s fine – really…", "“Nobody” is late."]),
    "Polish": ("cp1250", ["Nie wiem, gdzie byłaś wczoraj.", "Dziękuję, że przyszłaś. Źle się czuję."]),
    "Czech": ("cp1250", ["Nevím, kde jsi včera byla.", "Můžeme už jít? Je to těžké, řekni."]),
    "Hungarian": ("cp1250", ["Köszönöm, hogy eljöttél.", "Őszintén szólva fázom. Hűvös van itt."]),
    "Romanian": ("cp1250", ["Nu ştiu unde ai fost ieri.", "Mulţumesc că ai venit. Însă repede."]),
    "Polish, ISO": ("iso8859_2", ["Nie wiem, gdzie byłaś wczoraj.", "Dziękuję, że się źle czułaś."]),
    "Russian": ("cp1251", ["Я не знаю, где ты была вчера.", "Спасибо, что пришла.", "Мы можем идти?"]),
    "Russian, KOI8": ("koi8_r", ["Я не знаю, где ты была вчера.", "Спасибо, что пришла."]),
    "Ukrainian": ("cp1251", ["Я не знаю, де ти була вчора.", "Скажи мені щось, її тут немає."]),
    "Greek": ("cp1253", ["Δεν ξέρω πού ήσουν χθες.", "Ευχαριστώ που ήρθες."]),
    "Turkish": ("cp1254", ["Dün nerede olduğunu bilmiyorum.", "Artık gidebilir miyiz? Şimdi değil."]),
    "Hebrew": ("cp1255", ["אני לא יודעת איפה היית אתמול.", "תודה שבאת."]),
    "Arabic": ("cp1256", ["لا أعرف أين كنت أمس.", "هل يمكننا أن نذهب الآن؟"]),
    "Japanese": ("cp932", ["昨日どこにいたのか知らない。", "来てくれてありがとう。"]),
    "Japanese, EUC": ("euc_jp", ["昨日どこにいたのか知らない。", "来てくれてありがとう。"]),
    "Chinese": ("gb18030", ["我不知道你昨天在哪里。", "谢谢你来。", "我们可以走了吗？"]),
    "Chinese, traditional": ("big5", ["我不知道你昨天在哪裡。", "謝謝你來。", "我們可以走了嗎？"]),
    "Korean": ("cp949", ["어제 어디 있었는지 모르겠어.", "와줘서 고마워. 이제 가도 될까요?"]),
}


def clock(seconds: float, sign: str = ",", digits: int = 3) -> str:
    """Return ``00:00:01,500``."""
    whole = round(seconds * 1000)
    rest = f"{whole % 1000:03}"[:digits]
    return f"{whole // 3600000:02}:{whole // 60000 % 60:02}:{whole // 1000 % 60:02}{sign}{rest}"


def srt(cues: Sequence[Cue], end: str = "\n") -> str:
    """Write SRT."""
    rows = [f"{n}{end}{clock(a)} --> {clock(b)}{end}{t}{end}" for n, (a, b, t) in enumerate(cues, 1)]
    return end.join(row.replace("\n", end) if end != "\n" else row for row in rows)


def vtt(cues: Sequence[Cue]) -> str:
    """Write WebVTT."""
    escaped = ((a, b, t.replace("&", "&amp;").replace("<", "&lt;")) for a, b, t in cues)
    return "WEBVTT\n\n" + "\n".join(f"{clock(a, '.')} --> {clock(b, '.')}\n{t}\n" for a, b, t in escaped)


def ass(cues: Sequence[Cue]) -> str:
    """Write ASS, which knows hundredths."""
    head = "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
    head += "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    return head + "".join(
        "Dialogue: 0,{},{},Default,,0,0,0,,{}\n".format(
            clock(a, ".", 2), clock(b, ".", 2), t.replace("\n", "\\N")
        )
        for a, b, t in cues
    )


def microdvd(cues: Sequence[Cue], rate: float = 25.0) -> str:
    """Write MicroDVD with its rate in the first row."""
    rows = [f"{{1}}{{1}}{rate}"]
    for a, b, t in cues:
        rows.append(f"{{{round(a * rate)}}}{{{round(b * rate)}}}{t}".replace("\n", "|"))
    return "\n".join(rows)


def spaced(rows: Sequence[str]) -> list[Cue]:
    """Put rows three seconds apart."""
    return [(3.0 * n + 1, 3.0 * n + 3, row) for n, row in enumerate(rows)]
