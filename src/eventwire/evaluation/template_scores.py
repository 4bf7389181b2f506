"""Records against templates: who takes part in an article's events, whichever words tell of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from eventwire.evaluation.align import match
from eventwire.evaluation.counts import Layer
from eventwire.evaluation.scores import ArticleScores, Scores
from eventwire.evaluation.templates import TemplateGold, normal
from eventwire.schema import ArticleRecord

Named = frozenset[str]


def named(record: ArticleRecord, types: Collection[str]) -> dict[str, list[Named]]:
    """Who fills which role in a record's events: role → the strings by which each is an argument.

    Args:
        types: events of other types do not count, nor do hypothetical ones.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for event in record.events:
        if event.type in types and event.modality != "hypothetical":
            for a in event.arguments:
                name = normal(a.text)
                found.setdefault(a.role, {}).setdefault(a.entity or name, set()).add(name)
    return {
        role: sorted({frozenset(n) for n in fillers.values()}, key=sorted) for role, fillers in found.items()
    }


def hits(gold: Sequence[Named], found: Sequence[Named]) -> int:
    """How many fillers are right: each string that names one must name the same filler in gold, one to one."""
    return len(match(gold, found, lambda g, f: float(f <= g)))


def evaluate_templates(
    golds: Iterable[TemplateGold], records: Mapping[str, ArticleRecord], types: Collection[str]
) -> Scores:
    """Scores with one layer, `fillers`, in total and by role; exact and overlap are the same.

    Args:
        records: by article. types: of the domain's events.

    Roles that no template of the gold fills are left out: the domain does not ask for them.
    """
    golds = list(golds)
    roles = sorted({role for gold in golds for role in gold.fillers})
    scores = Scores(layers={"fillers": Layer()})
    for gold in golds:
        own = ArticleScores(layers={"fillers": Layer()})
        layer = own.layers["fillers"]
        found = named(records[gold.article.id], types)
        for role in roles:
            wanted, given = gold.fillers.get(role, ()), found.get(role, [])
            tp = hits(wanted, given)
            for pair in (layer.total, layer.pair("role", role)):
                pair.exact.add(len(wanted), len(given), tp)
                pair.overlap.add(len(wanted), len(given), tp)
        scores.articles[gold.article.id] = own
        scores.documents += 1
        scores.layers["fillers"].merge(layer)
    return scores
