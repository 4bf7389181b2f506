"""The error browser: one HTML file that shows every difference in its sentence, gold beside prediction.

Articles are hostile input. Their text stands in the page as JSON only, in pure ASCII and without `<`, `>` and `&`; the script
puts it into text nodes. A content security policy allows nothing but the page's own script and style, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from eventwire.evaluation.compare import Bounds, bounds
from eventwire.evaluation.differences import KINDS, SHOWN_LAYERS, Item, differences
from eventwire.evaluation.event_scores import places
from eventwire.evaluation.gold import Gold
from eventwire.evaluation.sentences import sentences, window
from eventwire.schema import ArticleRecord

_FILES = Path(__file__).with_name("page")


def render(gold: Sequence[Gold], predicted: Iterable[ArticleRecord]) -> str:
    """The page for some gold and its predictions.

    Args:
        gold: with their texts. predicted: one record for each, in any order.

    Raises:
        KeyError: for an article without a prediction; `evaluate` checks that before.
    """
    records = {r.document.id: r for r in predicted}
    rows = [row for g in gold for row in _rows(g, records[g.record.document.id])]
    data = {
        "articles": [g.record.document.id for g in gold],
        "layers": SHOWN_LAYERS,
        "kinds": KINDS,
        "differences": rows,
    }
    script, style = ((_FILES / name).read_text(encoding="utf-8") for name in ("browser.js", "browser.css"))
    page = (_FILES / "browser.html").read_text(encoding="utf-8")
    for name, content in (
        ("SCRIPT_HASH", _hash(script)),
        ("STYLE_HASH", _hash(style)),
        ("STYLE", style),
        ("SCRIPT", script),
        ("DATA", embedded(data)),  # last, so that nothing is ever replaced inside of it
    ):
        page = page.replace(f"%{name}%", content)
    return page


def embedded(data: Any) -> str:
    """JSON that cannot end the element it stands in: ASCII, with `<`, `>` and `&` as escapes."""
    plain = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _rows(gold: Gold, predicted: ArticleRecord) -> Iterable[dict[str, Any]]:
    breaks = sentences(gold.text)
    marked = _marked(gold.record), _marked(predicted)
    for difference in differences(gold.record, predicted):
        both = [i for i in (difference.gold, difference.predicted) if i is not None]
        seen = [i.at[0] for i in both] + [i.of[0] for i in both if i.of]
        shown = window(breaks, seen, len(gold.text))
        yield {
            "article": gold.record.document.id,
            "layer": difference.layer,
            "kind": difference.kind,
            "group": difference.group,
            "field": difference.field,
            "gold": _side(gold.text, shown, difference.gold, marked[0][difference.layer]),
            "predicted": _side(gold.text, shown, difference.predicted, marked[1][difference.layer]),
        }


def _marked(record: ArticleRecord) -> dict[str, list[Bounds]]:
    """Layer → where its items stand, so that a sentence also shows what one side has instead."""
    mentions = [bounds(m) for m in record.mentions]
    return {
        "mentions": mentions,
        "entities": mentions,
        "events": [at for e in record.events for at in places(e)],
        "arguments": [bounds(a) for e in record.events for a in e.arguments],
        "quantities": [bounds(q) for e in record.events for q in e.quantities],
        "characterizations": [bounds(c.cue) for c in record.characterizations],
    }


def _side(text: str, shown: Bounds, item: Item | None, others: Sequence[Bounds]) -> dict[str, Any]:
    """What one side shows: the words of the sentence in pieces, marked where its item and others stand."""
    return {
        "group": "" if item is None else item.group,
        "value": "" if item is None else item.value,
        "pieces": pieces(
            text,
            shown,
            own=() if item is None else item.at,
            context=() if item is None else item.of,
            other=others,
        ),
    }


def pieces(
    text: str,
    shown: Bounds,
    *,
    own: Sequence[Bounds] = (),
    context: Sequence[Bounds] = (),
    other: Sequence[Bounds] = (),
) -> list[list[str]]:
    """A stretch of text, cut where marks start and end.

    Args:
        text: the article. shown: the stretch. own: spans of the item itself. context: spans of the event it belongs to.
        other: further spans of the same side and layer.

    Returns:
        Words and what they are: `own`, `context`, `other` or nothing; together they are the stretch.
    """
    start, end = shown
    spans = (*own, *context, *other)
    cuts = sorted({start, end} | {cut for span in spans for cut in span if start < cut < end})
    kinds = (("own", own), ("context", context), ("other", other))
    return [
        [text[a:b], next((name for name, inside in kinds if _in(a, inside)), "")]
        for a, b in itertools.pairwise(cuts)
    ]


def _in(place: int, spans: Sequence[Bounds]) -> bool:
    return any(start <= place < end for start, end in spans)
