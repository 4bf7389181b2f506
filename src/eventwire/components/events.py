"""The events component: triggers, arguments, modality and characterizations into the contract's events."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.errors import ModelDataError
from eventwire.lexicon.crosswalk import Crosswalk, Facts
from eventwire.lexicon.events import EventAnaphor, InheritanceLine, ModeLine, VaguePlace
from eventwire.lexicon.lines import parse
from eventwire.matching.acts import Act
from eventwire.matching.datelines import Datelines
from eventwire.matching.event_acts import Tables, acts_of
from eventwire.matching.event_draft import Draft, draft_of
from eventwire.matching.event_parts import attach_quantities
from eventwire.matching.event_words import evidence, fired, inferred, quantity, source, words
from eventwire.matching.inheritance import Inheritance
from eventwire.matching.linear import Linear
from eventwire.matching.merging import Merger
from eventwire.matching.scored_merging import ScoredMerger
from eventwire.matching.tree import Tree, tree_of
from eventwire.resources import DEFAULT_MODEL

WEIGHTS = "events/identity.npz"


@Language.factory(
    "eventwire_events",
    requires=["doc.spans"],
    assigns=["doc._.events"],
    default_config={"model": DEFAULT_MODEL, "scored": True},
)
def make_events(nlp: Language, name: str, model: str, scored: bool) -> Events:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory. scored: whether the trained scorer decides which
            triggers are one event; False leaves it to the rules.
    """
    component = Events(scored=scored)
    component.load_model(model)
    return component


class Events(DataFiles):
    """Merges the triggers of one event and gives it time, place, figures, codes, confidence and provenance.

    Reads: every table before it. Writes: `doc._.events`, a list of the contract's events with local ids; each also has
    `triggers`, the ids of the triggers that it was made of.
    """

    folders = ("events",)
    suffixes = (".jsonl", ".json", ".npz")

    def __init__(self, *, scored: bool = True) -> None:
        self.scored = scored

    def compile(self) -> None:
        """Compile mode lines, anaphors, confidence weights and the crosswalk."""
        files = self.files
        modes = parse(ModeLine, files.get("events/modes.jsonl", b""), path="events/modes.jsonl")
        anaphors = parse(EventAnaphor, files.get("events/anaphors.jsonl", b""), path="events/anaphors.jsonl")
        self._mode_of: dict[tuple[str, str], ModeLine] = {
            (line.type, kind): line for line in modes for kind in line.weapons
        }
        self.rules = Merger(anaphors)
        self._merger: Merger | ScoredMerger = self.rules
        if self.scored:
            self._merger = ScoredMerger(self.rules, Linear.from_bytes(files.get(WEIGHTS, b""), path=WEIGHTS))
        self._anaphors = frozenset(noun for line in anaphors for noun in line.nouns)
        path = "events/vague_places.jsonl"
        vague = parse(VaguePlace, files.get(path, b""), path=path)
        self._vague = frozenset(noun for line in vague for noun in line.nouns)
        path = "events/inheritance.jsonl"
        self._inheritance = Inheritance(parse(InheritanceLine, files.get(path, b""), path=path))
        self._crosswalk = Crosswalk(files.get("events/crosswalk.json", b"{}"), path="events/crosswalk.json")
        try:
            self._weights: dict[str, Any] = json.loads(files["events/confidence.json"])
        except (KeyError, ValueError) as err:
            raise ModelDataError(f"no weights: {err!r}", path="events/confidence.json") from err

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc._.events`."""
        doc._.events = self._find(doc)
        return doc

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """What `nlp.evaluate` asks for; see `eventwire.scorer`, which is to the right of this room and found by its name."""
        scorer = registry.scorers.get("eventwire.scorer.v1")()
        found: dict[str, Any] = scorer(examples, **options)
        return found

    def acts(self, doc: Doc) -> list[Act]:
        """What the triggers of a Doc say, in text order; what the merger decides on."""
        tables = _tables(doc)
        return self._acts(tree_of(doc), tables, Datelines(tree_of(doc), tables))

    def _acts(self, tree: Tree, tables: Tables, datelines: Datelines) -> list[Act]:
        found = acts_of(tree, tables, anaphors=self._anaphors, mode_of=self._mode_of)
        for act in found:
            act.item = datelines.number(act.sentence)
        return found

    def _find(self, doc: Doc) -> list[dict[str, Any]]:
        if not layers.table(doc, "triggers"):
            return []
        tree, tables = tree_of(doc), _tables(doc)
        datelines = Datelines(tree, tables)
        groups = self._merger.merge(self._acts(tree, tables, datelines))
        figures = attach_quantities(tree, groups, tables)
        drafts = [draft_of(tree, tables, group, self._vague) for group in groups]
        self._inheritance.fill(drafts, datelines)
        return [
            self._event(tree, tables, f"v{number}", draft, counted)
            for number, (draft, counted) in enumerate(zip(drafts, figures, strict=True), 1)
        ]

    def _event(
        self, tree: Tree, tables: Tables, local: str, draft: Draft, counted: list[dict[str, Any]]
    ) -> dict[str, Any]:
        origin = draft.origin
        modes = self._modes(tree, tables, draft)
        quantities = [quantity(tree, tables, row) for row in counted]
        sentences = evidence(tree, draft.acts)
        origin["quantities"] = [source(tree, row["rule"], row["tokens"]) for row in counted]
        origin["codes"] = [inferred(f"codes/{self._crosswalk.versions['crosswalk']}", basis="lexicon")]
        origin["confidence"] = [inferred(self._weights["id"], basis="model")]
        origin["evidence"] = [{"rule": "evidence/sentences", **sentences[0], "basis": "text"}]
        empty = ["time", "location", "modes", "quantities"] + ([] if draft.arguments else ["arguments"])
        for field in empty:
            if not origin.get(
                field
            ):  # every field of an event has an entry, also one that nothing is known of
                origin[field] = [inferred(f"default/{field}")]
        return {
            "id": local,
            "type": draft.type,
            "modes": modes,
            "trigger": words(tree, tables.triggers[draft.first.id]["tokens"]),
            "mentions": [words(tree, tables.triggers[act.id]["tokens"]) for act in draft.acts],
            "modality": draft.modality,
            "negated": draft.negated,
            "outcome": draft.outcome,
            "arguments": [
                {
                    "role": a["role"],
                    "mention": a["mention"],
                    "entity": tables.entity_of.get(a["mention"] or ""),
                    **words(tree, a["tokens"]),
                }
                for a in draft.arguments
            ],
            "quantities": quantities,
            "time": draft.time,
            "location": draft.location,
            "codes": self._codes(tables, draft, modes, quantities),
            "evidence": sentences,
            "confidence": self._confidence(draft),
            "rules": fired(origin),
            "provenance": origin,
            "triggers": [act.id for act in draft.acts],
        }

    def _modes(self, tree: Tree, tables: Tables, draft: Draft) -> list[str]:
        """Modes that the triggers name, then those that the weapons imply."""
        found: dict[str, dict[str, Any]] = {}
        for act in draft.acts:
            row = tables.triggers[act.id]
            if row["type"] == draft.type:
                for mode in row["modes"]:
                    found.setdefault(mode, source(tree, row["rule"], row["tokens"]))
        for argument in draft.arguments:
            entity = tables.entity(argument["mention"])
            if argument["role"] == "weapon" and entity:
                line = self._mode_of.get((draft.type, entity["kind"]))
                if line is not None:
                    found.setdefault(line.mode, source(tree, line.id, argument["tokens"], basis="inferred"))
        draft.origin["modes"] = list(found.values())
        return list(found)

    def _codes(
        self, tables: Tables, draft: Draft, modes: list[str], quantities: list[dict[str, Any]]
    ) -> dict[str, Any]:
        by_role: dict[str, list[dict[str, Any]]] = {}
        for argument in draft.arguments:
            entity = tables.entity(argument["mention"])
            if entity is not None:
                by_role.setdefault(argument["role"], []).append(entity)

        def kinds(*roles: str) -> tuple[str, ...]:
            return tuple(e["kind"] for role in roles for e in by_role.get(role, ()) if e["kind"])

        subtypes = (e["fields"].get("subtype") for role in ("target", "place") for e in by_role.get(role, ()))
        facts = Facts(
            type=draft.type,
            modes=tuple(modes),
            modality=draft.modality,
            outcome=draft.outcome,
            negated=draft.negated,
            agents=kinds("agent"),
            targets=kinds("target", "victim"),
            subtypes=tuple(s for s in subtypes if s),
            weapons=kinds("weapon"),
            deadly=any(q["measure"] == "killed" for q in quantities),
            two_sided=len(by_role.get("agent", ())) > 1
            and not by_role.get("target")
            and not by_role.get("victim"),
        )
        return self._crosswalk.codes(facts)

    def _confidence(self, draft: Draft) -> float:
        """A logistic function of what is known about the event, in [0, 1]."""
        weights = self._weights
        roles = {a["role"] for a in draft.arguments}
        score = weights["bias"] + weights["types"].get(draft.type, 0.0)
        for name, holds in (
            ("agent", "agent" in roles),
            ("acted_upon", bool(roles & {"target", "victim", "recipient"})),
            ("weapon", "weapon" in roles),
            ("time", draft.time is not None),
            ("location", draft.location is not None),
            ("several_mentions", len(draft.acts) > 1),
            ("consequence_only", all(act.consequence for act in draft.acts)),
            ("not_actual", draft.modality != "actual"),
        ):
            score += weights[name] if holds else 0.0
        return round(1 / (1 + math.exp(-score)), 3)


def _tables(doc: Doc) -> Tables:
    return Tables(
        triggers=layers.table(doc, "triggers"),
        arguments=layers.table(doc, "arguments"),
        modalities=layers.table(doc, "modalities"),
        mentions=layers.table(doc, "mentions"),
        entities=layers.table(doc, "entities"),
        dates=layers.table(doc, "dates"),
        quantities=layers.table(doc, "quantities"),
        characterizations=layers.rows(doc, "characterizations"),
    )
