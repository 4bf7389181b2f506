"""The attribution component: who said, confirmed, denied, called or threatened what, and which triggers that is about."""

from __future__ import annotations

from typing import Any, ClassVar

from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.lexicon.attribution import AttributionCue
from eventwire.lexicon.lines import parse
from eventwire.lexicon.word_classes import CLASSES, Classes, classes_in
from eventwire.matching.attributed import Attribution, AttributionCues
from eventwire.matching.attribution import find_attributions
from eventwire.matching.quotes import find_quotes, quote_tokens
from eventwire.matching.speakers import Actor, Speakers
from eventwire.matching.subjects import triggers_about
from eventwire.matching.tree import Tree, tree_of

_WARNINGS = frozenset({"attribution/hint", "attribution/warn"})
_NARRATED = frozenset(
    {"attribution/accuse", "attribution/charge-with"}
)  # count without a speaker: "was accused of"
_OFFICIAL_KINDS = frozenset({"state", "government", "military", "police"})
_OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


@Language.factory("eventwire_attribution", default_config={"model": "en_eventwire"})
def make_attribution(nlp: Language, name: str, model: str) -> AttributionComponent:
    """The factory that spaCy calls; `model` names the model whose `attribution/` lines are used."""
    component = AttributionComponent()
    component.load_model(model)
    return component


class AttributionComponent(DataFiles):
    """Finds characterizations.

    Reads: the parse, `doc._.mentions`, `doc._.entities`, `doc._.entries`, `doc._.triggers`,
    `doc._.modalities`.
    Writes: `doc._.characterizations`.
    """

    folders: ClassVar[tuple[str, ...]] = ("attribution", CLASSES)

    def compile(self) -> None:
        """Index the cue lines."""
        self._classes = classes_in(self.files)
        self.cues = AttributionCues(
            (
                line
                for path, data in self.files.items()
                if path != CLASSES
                for line in parse(AttributionCue, data, path=path)
            ),
            self._classes,
        )

    def __call__(self, doc: Doc) -> Doc:
        """Find and set the characterizations of a Doc."""
        if not len(doc):
            doc._.characterizations = []
            return doc
        tree = tree_of(doc)
        quotes = quote_tokens(find_quotes(tree.whole), tree.starts, tree.ends)
        found = find_attributions(tree, self.cues, quotes, _names(doc, tree))
        doc._.characterizations = _rows(doc, tree, found, self._classes)
        return doc


def _names(doc: Doc, tree: Tree) -> list[bool]:
    """Per token, whether its word is capitalized and part of some person's or organization's name in the text."""
    places = {
        tree.words[i]
        for row in layers.table(doc, "mentions").values()
        if row["label"] == "PLACE"
        for i in range(*row["tokens"])
    }
    known = {
        tree.words[i]
        for ent in doc.ents
        if ent.label_ in ("PERSON", "ORG", "NORP", "ACTOR")
        for i in range(ent.start, ent.end)
        if tree.words[i][:1].isupper()
    }
    return [word in known and word not in places for word in tree.words]


def _rows(doc: Doc, tree: Tree, found: list[Attribution], classes: Classes) -> list[dict[str, Any]]:
    mentions, entities = layers.table(doc, "mentions"), layers.table(doc, "entities")
    entity_of = {m: e for e, row in entities.items() for m in row["mentions"]}
    actors = []
    for m, row in mentions.items():
        if row["label"] == "ACTOR":
            e = entity_of.get(m)
            kind = entities[e]["kind"] if e else row["kind"]
            actors.append(Actor(row["tokens"][0], row["tokens"][1], row["head"], m, e, kind))
    speakers = Speakers(tree, actors, classes)
    triggers = sorted((row["head"], t) for t, row in layers.table(doc, "triggers").items())
    modalities = layers.table(doc, "modalities")
    negated = {t for t, row in modalities.items() if row["negated"]}
    coming = {t for t, row in modalities.items() if row["modality"] in ("threatened", "planned")}
    threatened = {t for t, row in modalities.items() if row["modality"] == "threatened"}
    rows: list[dict[str, Any]] = []
    text = tree.whole
    for one in found:
        about = triggers_about(tree, one, triggers)
        if (one.needs_event and not about) or (
            one.speaker is None and not one.direct and one.rules[0] not in _NARRATED
        ):
            continue
        # an act of speech that is an event itself ("accused", "urged") is told by the same words
        about = list(dict.fromkeys([t for head, t in triggers if one.cue[0] <= head < one.cue[1]] + about))
        speaker = None
        if one.speaker is not None and one.speaker_head is not None:
            actor = speakers.resolve(one.speaker_head, one.speaker)
            speaker = {
                "mention": actor.mention if actor else None,
                "entity": actor.entity if actor else None,
                **_place(text, tree, one.speaker),
                "official": None if actor is None else _official(doc, mentions, entities, actor),
            }
        rows.append(
            {
                "id": f"c{len(rows) + 1}",
                "speaker": speaker,
                "cue": _place(text, tree, one.cue),
                "content": one.content and _place(text, tree, one.content),
                "act": _act(one, about, threatened, coming),
                "stance": _stance(one, about, negated),
                "label": _label(text, tree, one.term, refused=one.refused) if one.term else None,
                "direct": one.direct,
                "triggers": about,
                "authorship": one.authorship,
                "cue_tokens": list(one.cue),
                "content_tokens": list(one.content) if one.content else None,
                "confidence": one.confidence,
                "rules": list(one.rules),
            }
        )
    return rows


def _act(one: Attribution, about: list[str], threatened: set[str], coming: set[str]) -> str:
    """The act of an attribution; a vow or a warning of one's own violence is a threat."""
    if one.act == "pledge" and any(t in threatened for t in about):
        return "threaten"
    if one.act == "report" and _WARNINGS & set(one.rules) and any(t in coming for t in about):
        return "threaten"
    return one.act


def _stance(one: Attribution, about: list[str], negated: set[str]) -> str:
    """The stance of an attribution; who only reports that a deed did not happen denies it."""
    if one.act in ("report", "claim") and one.stance in ("neutral", "affirms") and one.speaker is not None:
        if about and about[0] in negated:
            return "denies"
    return one.stance


def _place(text: str, tree: Tree, tokens: tuple[int, int]) -> dict[str, Any]:
    start, end = tree.starts[tokens[0]], tree.ends[tokens[1] - 1]
    return {"start": start, "end": end, "text": text[start:end]}


def _label(text: str, tree: Tree, term: tuple[int, int], *, refused: bool) -> dict[str, Any]:
    place = _place(text, tree, term)
    return {
        "term": place["text"],
        "polarity": "refused" if refused else "applied",
        "start": place["start"],
        "end": place["end"],
    }


def _official(doc: Doc, mentions: dict[str, Any], entities: dict[str, Any], actor: Actor) -> bool | None:
    """Whether a speaker speaks for a state: by kind, sector, affiliation or office; None where nothing says."""
    if actor.kind in _OFFICIAL_KINDS:
        return True
    row = entities.get(actor.entity or "", {})
    fields = row.get("fields", {})
    for affiliation in fields.get("affiliations") or []:
        if affiliation.get("relation") in ("part_of", "speaks_for"):
            other = entities.get(affiliation.get("entity") or "")
            if other is not None and other["kind"] != "person":
                body = layers.table(doc, "entries").get(other["fields"].get("entry") or "", {})
                return other["kind"] in _OFFICIAL_KINDS or bool(body.get("official"))
            if affiliation.get("country"):
                return True
    if fields.get("sector"):
        return fields["sector"] in _OFFICIAL_SECTORS
    entries = layers.table(doc, "entries")
    if actor.kind != "person":
        entry = entries.get(fields.get("entry") or "", {})  # bodies of states: the lexicon says so
        return bool(entry.get("official")) if actor.kind else None
    position = (fields.get("position") or "").lower()
    for entry in entries.values():
        office = (entry.get("position") or "").lower()
        if office and entry.get("official") and (position == office or position.endswith(" " + office)):
            return True
    shown = [
        entries.get(mentions[m]["entry"] or "", {}).get("official")
        for m in row.get("mentions", [actor.mention])
    ]
    return True in shown
