# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell the language of a subtitle: by the end of its file's name, else by its letters and small words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

_LOOKED_AT = 400
_LEAST = 0.06
_WORDS = {
    "en": "the you to and it of that is what we i'm don't it's this for have not",
    "de": "ich du das ist nicht und die es der wir sie ein was mir mich",
    "fr": "je vous est pas le que tu de la et ne ça il un les c'est",
    "es": "que no de la el es y en lo un por qué me una se",
    "it": "che non di è la il un ho sono per mi ti si cosa le",
    "pt": "que não o de é um eu uma você para isso se com mas",
    "nl": "ik je het de is niet een dat van en we wat hij maar",
    "sv": "jag det är du inte att en och har vi på för som vad",
    "da": "jeg det er du ikke at en og har vi på for som hvad af",
    "no": "jeg det er du ikke å en og har vi på for som hva av",
    "fi": "on ei se en ja että hän minä mitä olen sinä niin mutta",
    "pl": "nie to się i w na jest że co jak do tak mnie ale",
    "cs": "je to se ne na že co jsem a v já tak jak ale",
    "sk": "je to sa nie na že čo som a v ja tak ako ale",
    "hu": "a nem az hogy és egy van ez de mi csak én is meg",
    "ro": "nu să de o e în ce la un și cu pe am ca",
    "hr": "je to da ne se u i što na sam si kako ali",
    "tr": "bir bu ne ve değil için ben sen çok mi da de var",
    "id": "aku kau tidak yang ini itu di dan apa dia kita untuk",
    "vi": "tôi không là anh có của cô và một cái này em cho",
}
_SCRIPTS = (
    ("\u3041", "\u30ff", "ja"),
    ("\uac00", "\ud7a3", "ko"),
    ("\u4e00", "\u9fff", "zh"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "ar"),
    ("\u0e01", "\u0e5b", "th"),
    ("\u0370", "\u03ff", "el"),
    ("\u0900", "\u097f", "hi"),
    ("\u0400", "\u04ff", "ru"),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAMED = re.compile(r"[.\-_ \[(]([a-z]{2,3})(?:[-_][a-z]{2,4})?[\])]?$")
_TAILS = re.compile(r"[.\-_ \[(](?:forced|sdh|cc|hi|full|default|utf-?8)[\])]?$")
_NAMES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "francais": "fr", "français": "fr",
    "spanish": "es", "español": "es", "espanol": "es", "italian": "it", "italiano": "it",
    "portuguese": "pt", "brazilian": "pt", "dutch": "nl", "nederlands": "nl", "swedish": "sv",
    "svenska": "sv", "danish": "da", "dansk": "da", "norwegian": "no", "norsk": "no", "finnish": "fi",
    "suomi": "fi", "polish": "pl", "polski": "pl", "czech": "cs", "hungarian": "hu", "magyar": "hu",
    "romanian": "ro", "russian": "ru", "ukrainian": "uk", "greek": "el", "turkish": "tr", "hebrew": "he",
    "arabic": "ar", "japanese": "ja", "korean": "ko", "chinese": "zh", "thai": "th", "vietnamese": "vi",
}  # fmt: skip
_LONG = {
    "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "ita": "it", "por": "pt",
    "dut": "nl", "nld": "nl", "swe": "sv", "dan": "da", "nor": "no", "nob": "no", "fin": "fi", "pol": "pl",
    "cze": "cs", "ces": "cs", "slo": "sk", "slk": "sk", "hun": "hu", "rum": "ro", "ron": "ro", "rus": "ru",
    "ukr": "uk", "gre": "el", "ell": "el", "tur": "tr", "heb": "he", "ara": "ar", "jpn": "ja", "kor": "ko",
    "chi": "zh", "zho": "zh", "tha": "th", "vie": "vi", "hin": "hi", "hrv": "hr", "srp": "sr", "slv": "sl",
    "bul": "bg", "ind": "id", "est": "et", "lav": "lv", "lit": "lt", "per": "fa", "fas": "fa", "ice": "is",
    "isl": "is", "cat": "ca", "mac": "mk", "mkd": "mk", "baq": "eu", "eus": "eu",
}  # fmt: skip
_SHORT = frozenset(_LONG.values()) | {"pb", "nb", "br"}
_OTHER = {"nb": "no", "nn": "no", "iw": "he", "pb": "pt", "br": "pt"}


def code_of(said: str) -> str:
    """Return two letters for a language said as a code of two or three or by its English name."""
    plain = said.strip().lower()
    if plain in _NAMES:
        return _NAMES[plain]
    head = re.split(r"[-_]", plain, maxsplit=1)[0]
    head = _LONG.get(head, head)
    return _OTHER.get(head, head) if 2 <= len(head) <= 3 and head.isalpha() and head != "und" else ""


def in_name(stem: str) -> str:
    """Return the language at the end of a file's name without its ending, "" where it says none."""
    plain = stem.lower()
    while (less := _TAILS.sub("", plain)) != plain:
        plain = less
    for word in re.split(r"[.\-_ \[\]()]+", plain)[-2:]:
        if word in _NAMES:
            return _NAMES[word]
    found = _NAMED.search(plain)
    code = found[1] if found else ""
    return code_of(code) if code in _SHORT or code in _LONG else ""


def is_forced(name: str) -> bool:
    """Tell whether a name says that only foreign words are in it."""
    return bool(re.search(r"(?i)(?:^|[^a-z])(?:forced|foreign|erzwungen|forcés?|signs)(?:[^a-z]|$)", name))


def guess(texts: Iterable[str]) -> str:
    """Return the language that words are most likely in, "" when nothing tells."""
    text = " ".join(islice(texts, _LOOKED_AT)).lower()
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) < 20:
        return ""
    for first, last, code in _SCRIPTS:
        if sum(first <= sign <= last for sign in letters) * 5 > len(letters):
            return "uk" if code == "ru" and re.search("[іїєґ]", text) and "ы" not in text else code
    words = Counter(word.replace("’", "'") for word in _WORD.findall(text))
    whole = sum(words.values())
    best, share = "", 0.0
    for code, known in _WORDS.items():
        held = sum(words[word] for word in known.split()) / max(1, whole)
        if held > share:
            best, share = code, held
    return best if share >= _LEAST else ""
