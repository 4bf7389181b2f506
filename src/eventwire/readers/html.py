"""One HTML page → one Article: its body, title, date, publisher and address. The only import of trafilatura.

Parsing opens nothing: HTML has no external entities for libxml2, and no address in a page is followed.
"""

from __future__ import annotations

import codecs
import dataclasses
import logging
import re
from copy import deepcopy
from typing import Any

from htmldate import find_date
from lxml import html as lxml_html
from trafilatura import bare_extraction, extract_metadata, load_html

from eventwire.article import Article
from eventwire.readers.decode import Decoded, NotText, decode
from eventwire.readers.source import Unreadable
from eventwire.schema import Issue

LARGEST = 20_000_000  # bytes of a page
DEEPEST = 200  # elements inside each other; deeper ones go to pieces in recursive code

# Their messages are about single pages and may quote them; without a handler Python would print them.
for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# Meta elements that tell the day of publication; those of a change or an image don't.
_DAY_META = re.compile(
    r"publish|pubdate|issued|created|release|^(?:dc|dcterms|sailthru)?[.:]?date$", re.IGNORECASE
)
_OTHER_META = re.compile(r"modif|update|expir|valid|image|unpublish|publisher", re.IGNORECASE)
_TIMES = ".//time[@pubdate and @datetime] | .//*[@itemprop='datePublished'] | .//article//time[@datetime] | .//main//time[@datetime]"
# Any day will do, as long as it isn't today's: htmldate refuses what lies in the future.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2100-01-01",
}


def article_of(
    data: bytes, *, article_id: str, path: str, published: str | None = None, named_day: str | None = None
) -> Article:
    """The article in the bytes of a page.

    Paragraphs of `text` are divided by an empty line.

    Args:
        data: the page. article_id: becomes `document.id`. path: becomes `document.path`.
        published: the day to take where the page doesn't say. named_day: the day in the file's name, after that.

    Raises:
        Unreadable: code `binary`; `html` for what cannot be parsed; `empty`, skipped, for a page without an article.
    """
    decoded = _decoded(data)
    try:
        tree = load_html(decoded.text)
        _refuse_depth(tree)
        found = bare_extraction(deepcopy(tree), include_comments=False) if tree is not None else None
    except Unreadable:
        raise
    except (
        Exception
    ) as err:  # heuristics over a stranger's markup: whatever they trip over is this page's trouble
        raise Unreadable(f"the page cannot be parsed: {type(err).__name__}: {err}", code="html") from err
    text = "\n\n".join(line.strip() for line in (_text(found) or "").splitlines() if line.strip())
    if tree is None or not text:
        message = "found an HTML page without the body of an article, expected one"
        raise Unreadable(message, code="empty", status="skipped")
    head = extract_metadata(_head(tree), date_config=dict(_DATES))
    day = find_date(_dated(tree), **_DATES)  # type: ignore[arg-type]  # each value has its parameter's type
    source = "metadata" if day else "option" if published else "filename" if named_day else "none"
    return Article(
        id=article_id,
        text=text,
        published=day or published or named_day,
        published_source=source,  # type: ignore[arg-type]  # one of the literals above
        title=head.title or None,
        url=head.url or None,
        publisher=head.sitename or None,
        path=path,
        encoding=decoded.encoding,
        issues=decoded.issues,
    )


def _decoded(data: bytes) -> Decoded:
    """The page as text: UTF-8 or a byte order mark first, then what the page declares, then detection."""
    declared = _CHARSET.search(data[:4_096])
    try:
        found = decode(data)
    except NotText as err:
        raise Unreadable(str(err), code="binary") from err
    if (
        declared is None
        or not found.issues
        or found.encoding == "utf-8"
        or found.encoding.startswith("utf-16")
    ):
        return found
    try:
        encoding = codecs.lookup(declared[1].decode("ascii")).name
        text = data.decode({"iso8859-1": "cp1252"}.get(encoding, encoding))  # as browsers read it
    except (LookupError, ValueError):
        return found
    issue = Issue(code="encoding", message=f"not UTF-8: read as {encoding}, as the page declares")
    return dataclasses.replace(found, text=text, encoding=encoding, issues=(issue,))


def _text(found: Any) -> str | None:
    return None if found is None else found.text


def _refuse_depth(tree: Any) -> None:
    level, depth = ([] if tree is None else [tree]), 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise Unreadable(
                f"found more than {DEEPEST} elements inside each other, expected a page", code="html"
            )
        level = [child for element in level for child in element]


def _head(tree: Any) -> Any:
    """A page of nothing but the head of this one and its first heading."""
    page = lxml_html.fromstring("<html><head></head><body><p></p></body></html>")
    for element in tree.iterfind(".//head"):
        page.replace(page.find("head"), deepcopy(element))
        break
    for script in tree.iterfind(".//body//script[@type='application/ld+json']"):
        page.find("head").append(deepcopy(script))
    for heading in tree.iterfind(".//h1"):
        page.find("body").append(deepcopy(heading))
        break
    return page


def _dated(tree: Any) -> Any:
    """A page of nothing but what says when this one was published: no words of the article, whose dates are those of events."""
    page = lxml_html.fromstring("<html><head></head><body><p></p></body></html>")
    for element in tree.iterfind(".//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if _DAY_META.search(name) and not _OTHER_META.search(name):
            page.find("head").append(deepcopy(element))
    for element in tree.iterfind(".//link[@rel='canonical']"):
        page.find("head").append(deepcopy(element))
    for element in tree.iterfind(".//script[@type='application/ld+json']"):
        page.find("head").append(deepcopy(element))
    for element in tree.xpath(_TIMES)[:1]:
        page.find("body").append(deepcopy(element))
    return page
