"""Bytes → text: UTF-8 as it stands, anything else by detection, and a refusal for what is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from eventwire.schema import Issue

SAMPLE = 65_536  # bytes that the detector sees

_BOMS = (  # longest first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
)
_LIKELY = ("cp1252", "mac_roman")
_ODD = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class NotText(Exception):
    """Bytes that hold no text; the message says what was found."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was read by (Python's name) and what there is to say about that."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of some bytes.

    A byte order mark is dropped; nothing else is changed. UTF-8 wins wherever it fits; a text that is UTF-8 but for a few
    bytes keeps that reading, with U+FFFD for each bad sequence. What is not UTF-8 is detected, and an issue names the
    encoding found.

    Raises:
        NotText: for a known binary format, for NUL bytes that no UTF-16 explains, or where no encoding fits.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], encoding)
    for magic, name in _FORMATS:
        if data.startswith(magic):
            raise NotText(f"found {name}, expected text")
    try:
        return _checked(data.decode("utf-8"), data)
    except UnicodeDecodeError as err:
        return _utf16(data) or _damaged(data, err) or _detected(data)


def _with_mark(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
        issues = () if encoding == "utf-8" else (_issue(f"read as {encoding}, by its byte order mark"),)
    except UnicodeDecodeError as err:
        text = data.decode(encoding, "replace")
        issues = (_issue(f"byte {err.start} is not {encoding}; U+FFFD stands for what could not be read"),)
    return Decoded(text, encoding, issues)


def _checked(text: str, data: bytes) -> Decoded:
    odd = len(_ODD.findall(text))
    if odd > len(text) // 50:
        found = _utf16(data)
        if found:
            return found
        raise NotText(f"found {odd} control characters in {len(text)}, expected text")
    return Decoded(text, "utf-8")


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark, told by NULs in one half of the byte pairs."""
    sample = data[:SAMPLE]
    for half, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[half::2].count(0) * 4 >= len(sample) and not sample[1 - half :: 2].count(0):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                return None
            return Decoded(text, encoding, (_issue(f"not UTF-8: read as {encoding}"),))
    return None


def _damaged(data: bytes, err: UnicodeDecodeError) -> Decoded | None:
    """UTF-8 with a few bad bytes: more characters that only UTF-8 explains than bytes that it does not."""
    if data.count(0):
        return None
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text) - bad
    if good <= bad or bad > len(text) // 100:
        return None
    at = len(data[: err.start].decode("utf-8"))
    message = f"byte {err.start} is not UTF-8; U+FFFD stands for {bad} bad sequences, the first here"
    return Decoded(text, "utf-8", (Issue(code="encoding", message=message, start=at, end=at + 1),))


def _detected(data: bytes) -> Decoded:
    if data.count(0):
        raise NotText(f"found {data.count(0)} NUL bytes, expected text")
    matches = from_bytes(data[:SAMPLE])
    best = matches.best()
    if best is None:
        raise NotText("found bytes that no known encoding explains, expected text")
    # Where several encodings explain the bytes equally well, the one that English news is likeliest in.
    equal = {
        name
        for match in matches
        if (match.chaos, -match.coherence) <= (best.chaos, -best.coherence)
        for name in (match.encoding, *match.could_be_from_charset)
    }
    encoding = next((name for name in _LIKELY if name in equal), best.encoding)
    try:
        text, note = data.decode(encoding), ""
    except UnicodeDecodeError as err:
        text, note = data.decode(encoding, "replace"), f"; byte {err.start} is not {encoding}"
    if len(_ODD.findall(text)) > len(text) // 50:
        raise NotText("found control characters in every known encoding, expected text")
    return Decoded(text, encoding, (_issue(f"not UTF-8: detected {encoding}{note}"),))


def mend_surrogates(text: str) -> tuple[str, tuple[Issue, ...]]:
    """A text in which U+FFFD stands for each lone surrogate (`"\\ud800"` in JSON), which no encoding can write.

    The length stays the same, so offsets do too.
    """
    found = _SURROGATE.search(text)
    if found is None:
        return text, ()
    message = "lone surrogate, which is no character; U+FFFD stands for it"
    return _SURROGATE.sub("\ufffd", text), (
        Issue(code="encoding", message=message, start=found.start(), end=found.end()),
    )


def _issue(message: str) -> Issue:
    return Issue(code="encoding", message=message)
