"""The language of an article: as stated, else English where nothing speaks against it.

Not a language detector: the package reads English, and what matters is to notice text
that is plainly something else.
"""

from __future__ import annotations

import re

SAMPLE_CHARS = 2000  # enough for some three hundred words
SHORT_WORDS = 40  # below this a count of function words says little
ENGLISH_SHARE = 0.05  # share of English function words; running English has 20 to 40 %

_NAMES = {
    "english": "en", "eng": "en", "turkish": "tr", "türkçe": "tr", "tur": "tr", "russian": "ru",
    "rus": "ru", "русский": "ru", "arabic": "ar", "ara": "ar", "persian": "fa", "farsi": "fa",
    "fas": "fa", "per": "fa", "french": "fr", "français": "fr", "fra": "fr", "fre": "fr",
    "german": "de", "deutsch": "de", "deu": "de", "ger": "de", "spanish": "es", "spa": "es",
    "ukrainian": "uk", "ukr": "uk", "chinese": "zh", "zho": "zh", "chi": "zh", "hebrew": "he",
    "heb": "he", "kurdish": "ku", "kur": "ku", "italian": "it", "ita": "it", "portuguese": "pt",
    "por": "pt", "greek": "el", "ell": "el", "polish": "pl", "pol": "pl", "japanese": "ja",
    "jpn": "ja", "korean": "ko", "kor": "ko", "dutch": "nl", "nld": "nl",
}  # fmt: skip
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9_-]*)?")
# The same of other languages in Latin script, none of them an English word or part of a name.
_OTHER = frozenset((
    "und", "das", "ist", "nicht", "mit", "für", "auf", "ein", "eine", "les", "des", "est", "une",
    "dans", "pour", "que", "los", "las", "por", "una", "uma", "che", "della", "nel", "ve", "bir",
    "bu", "için", "ile", "olarak", "och", "att", "het", "een", "voor", "nie", "się", "w", "na",
))  # fmt: skip
_NOT_LATIN = re.compile("[\u0250-\u1dff\u1f00-\u1fff\u2c00-\ud7ff\uf900-\uffff]")
_WORD = re.compile(r"[^\W\d_]+")
# Function words of English that are none of its neighbours'.
_ENGLISH = frozenset((
    "the", "of", "and", "that", "with", "from", "said", "which", "their", "has", "have", "been",
    "would", "will", "by", "for", "they", "were", "this", "its", "had", "are", "his", "not",
    "but", "who", "after",
))  # fmt: skip


def language_of(text: str, stated: str | None = None) -> str:
    """Return the ISO 639-1 code of a text's language.

    Parameters
    ----------
    text
        The text; its first `SAMPLE_CHARS` characters are looked at.
    stated
        What the record says, as a code (``en-US``) or an English name; used if it is known.

    Returns
    -------
    str
        The stated language; else ``en`` for text in Latin script that has English function
        words, or is short and has no more of other languages; else ``und``.
    """
    if stated:
        name = stated.strip().casefold()
        code = _CODE.fullmatch(name)
        known = _NAMES.get(name) or (code[1] if code else None)
        if known:
            return known
    sample = text[:SAMPLE_CHARS]
    if not sample.isascii() and not _is_latin(sample):
        return "und"
    words = _WORD.findall(sample.lower())
    n_english = sum(word in _ENGLISH for word in words)
    if len(words) < SHORT_WORDS:
        return "en" if n_english >= sum(word in _OTHER for word in words) else "und"
    return "en" if n_english >= ENGLISH_SHARE * len(words) else "und"


def _is_latin(sample: str) -> bool:
    return len(_NOT_LATIN.findall(sample)) <= 0.15 * len(sample)
