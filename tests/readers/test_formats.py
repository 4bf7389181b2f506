"""Which format bytes are in."""

from __future__ import annotations

import pytest

from eventwire.readers.formats import recognize

PAGE = b"\n<!DOCTYPE html>\n<html><body><p>words"


@pytest.mark.parametrize(
    ("head", "suffix", "form"),
    [
        (PAGE, ".txt", "text"),
        (b'{"text": "a"}', ".md", "text"),
        (PAGE, ".html", "html"),
        (b"<p>a fragment", ".htm", "html"),
        (b"words, 3 < 4", ".html", "text"),
        (b'{"text": "a"}', ".html", "json"),
        (PAGE, ".json", "html"),
        (PAGE, ".csv", "html"),
        (PAGE, "", "html"),
        (PAGE.decode().encode("utf-16-le"), "", "html"),
        (b'\xef\xbb\xbf{"text": "a"}\n{"text": "b"}\n', ".json", "lines"),
        (b'{"text": "a"}\n{"text": "b"}\n', ".csv", "lines"),
        (b'{"text": "a"}\n{"text": "b"}\n', "", "lines"),
        (b'{"text": "a"}\n', "", "json"),
        (b'{\n"text": "a"}\n', ".csv", "json"),
        (b'[{"text": "a"}]', ".csv", "json"),
        (b'[{"text": "a"}]', "", "text"),
        (b'[\n {"text": "a"}]', ".jsonl", "json"),
        (b"[1]\n", ".jsonl", "lines"),
        (b"words", ".jsonl", "lines"),
        (b"words", ".json", "json"),
        (b"{curly}", "", "text"),
        (b"text,title", ".csv", "csv"),
        (b"text\ttitle", ".tsv", "csv"),
        (b"text,title", "", "text"),
        (b"", ".csv", "csv"),
        (b"", "", "text"),
    ],
)
def test_recognized_by_content_and_suffix(head: bytes, suffix: str, form: str) -> None:
    assert recognize(head, suffix) == form
