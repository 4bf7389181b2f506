"""The events component: triggers, arguments, modality and characterizations into the contract's events."""

from __future__ import annotations

import json
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
from eventwire.lexicon.events import EventAnaphor, InheritanceLine, ModeLine, TwinLine, VaguePlace
from eventwire.lexicon.lines import parse
from eventwire.lexicon.word_classes import CLASSES, classes_in
from eventwire.matching.act_words import ActWords
from eventwire.matching.acts import Act
from eventwire.matching.datelines import Datelines
from eventwire.matching.event_acts import acts_of
from eventwire.matching.event_draft import Draft, draft_of
from eventwire.matching.event_features import EventFeatures
from eventwire.matching.event_figures import attach_quantities
from eventwire.matching.event_scorer import RULE, EventScorer, by_hand
from eventwire.matching.event_tables import Tables
from eventwire.matching.event_words import evidence, fired, inferred, quantity, source, words
from eventwire.matching.headings import Headings
from eventwire.matching.inheritance import Inheritance
from eventwire.matching.linear import Linear
from eventwire.matching.merging import Merger
from eventwire.matching.scenes import Scenes
from eventwire.matching.scored_merging import ScoredMerger
from eventwire.matching.tree import Tree, tree_of
from eventwire.matching.twins import Twins
from eventwire.resources import DEFAULT_MODEL

ACCEPT, CONFIDENCE = "events/accept.npz", "events/confidence.npz"
IDENTITY = "events/identity.npz"


@Language.factory(
    "eventwire_events",
    requires=["doc.spans"],
    assigns=["doc._.events"],
    default_config={"model": DEFAULT_MODEL, "scorer": True, "identity": True},
)
def make_events(nlp: Language, name: str, model: str, scorer: bool, identity: bool) -> Events:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory. scorer: False keeps every event that the rules
            make, with a confidence set by hand. identity: whether a trained scorer decides which triggers are one event; False
            leaves it to the rules.
    """
    component = Events(scored=scorer, identity=identity)
    component.load_model(model)
    return component


class Events(DataFiles):
    """Merges the triggers of one event and gives it time, place, figures, codes, confidence and provenance.

    Reads: every table before it. Writes: `doc._.events`, a list of the contract's events with local ids; each also has
    `triggers`, the ids of the triggers that it was made of; and `doc._.dropped`, triggers of what a trained scorer did not
    take for an event.
    """

    folders = ("events", CLASSES)
    suffixes = (".jsonl", ".json", ".npz")

    def __init__(self, *, scored: bool = True, identity: bool = True) -> None:
        self._scored = scored
        self._identity = identity

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
        if self._identity:
            identity = Linear.from_bytes(files.get(IDENTITY, b""), path=IDENTITY)
            self._merger = ScoredMerger(self.rules, identity)
        self._words = ActWords.of(anaphors, classes_in(files))
        path = "events/vague_places.jsonl"
        vague = parse(VaguePlace, files.get(path, b""), path=path)
        self._vague = frozenset(noun for line in vague for noun in line.nouns)
        path = "events/inheritance.jsonl"
        self._inheritance = Inheritance(
            parse(InheritanceLine, files.get(path, b""), path=path), vague=self._vague
        )
        path = "events/twins.jsonl"
        self._twins = Twins(parse(TwinLine, files.get(path, b""), path=path))
        self._crosswalk = Crosswalk(files.get("events/crosswalk.json", b"{}"), path="events/crosswalk.json")
        try:
            self._weights: dict[str, Any] = json.loads(files["events/confidence.json"])
        except (KeyError, ValueError) as err:
            raise ModelDataError(f"no weights: {err!r}", path="events/confidence.json") from err
        self._scorer: EventScorer | None = None
        if self._scored:
            accept, confidence = (
                Linear.from_bytes(files.get(path, b""), path=path) for path in (ACCEPT, CONFIDENCE)
            )
            self._scorer = EventScorer(accept, confidence)

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc._.events` and `doc._.dropped`."""
        tree = tree_of(doc)
        tables = Tables.of(doc)
        drafts = self.drafts(tree, tables)
        trusted: list[float | None] = [None] * len(drafts)
        dropped: list[Draft] = []
        if self._scorer is not None:
            judged = self._scorer.judge(EventFeatures(tree, tables, drafts), drafts)
            dropped = [j.draft for j in judged if j.event < self._scorer.least]
            kept = [j for j in judged if j.event >= self._scorer.least]
            drafts, trusted = [j.draft for j in kept], [j.right for j in kept]
        doc._.dropped = [
            {"tokens": list(tables.triggers[act.id]["tokens"]), "rule": RULE, "why": "not taken for an event"}
            for draft in dropped
            for act in draft.acts
        ]
        doc._.events = [
            self._event(tree, tables, f"v{number}", draft, right)
            for number, (draft, right) in enumerate(zip(drafts, trusted, strict=True), 1)
        ]
        return doc

    def because(self, doc: Doc) -> dict[tuple[int, int, str], list[tuple[str, float]]]:
        """What weighed most for and against each event: (start, end, field) → features and their weights.

        Args:
            doc: as it was annotated; `start` and `end` are the characters of a trigger. The field is `confidence` for an
                event, and `dropped` for what was not taken for one.
        """
        told: dict[tuple[int, int, str], list[tuple[str, float]]] = {}
        if self._scorer is None:
            return told
        tree, tables = tree_of(doc), Tables.of(doc)
        drafts = self.drafts(tree, tables)
        features = EventFeatures(tree, tables, drafts)
        for judged in self._scorer.judge(features, drafts):
            dropped = judged.event < self._scorer.least
            reasons = self._scorer.reasons(features, judged.draft, dropped=dropped)
            acts = judged.draft.acts if dropped else [judged.draft.first]
            for act in acts:
                start, end = layers.characters(doc, tables.triggers[act.id]["tokens"])
                told[start, end, "dropped" if dropped else "confidence"] = reasons
        return told

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        """What `nlp.evaluate` asks for; see `eventwire.scorer`, which is to the right of this room and found by its name."""
        scorer = registry.scorers.get("eventwire.scorer.v1")()
        found: dict[str, Any] = scorer(examples, **options)
        return found

    def acts(self, doc: Doc) -> list[Act]:
        """What the triggers of a Doc say, in text order; what the merger decides on."""
        tables = Tables.of(doc)
        return self._acts(tree_of(doc), tables, Datelines(tree_of(doc), tables))

    def _acts(self, tree: Tree, tables: Tables, datelines: Datelines) -> list[Act]:
        found = acts_of(tree, tables, words=self._words, mode_of=self._mode_of)
        for act in found:
            act.item = datelines.number(act.sentence)
        return found

    def drafts(self, tree: Tree, tables: Tables) -> list[Draft]:
        """All events that the triggers make, in text order."""
        if not tables.triggers:
            return []
        datelines = Datelines(tree, tables)
        groups = self._merger.merge(self._acts(tree, tables, datelines))
        figures = attach_quantities(tree, groups, tables)
        drafts = [
            draft_of(tree, tables, group, vague=self._vague, order=self._words.order, counted=counted)
            for group, counted in zip(groups, figures, strict=True)
        ]
        self._inheritance.fill(drafts, tables, datelines, Headings(tree, tables), Scenes(tree, tables))
        return self._twins.beside(tree, tables, drafts)

    def _event(
        self, tree: Tree, tables: Tables, local: str, draft: Draft, right: float | None
    ) -> dict[str, Any]:
        origin = draft.origin
        modes = self._modes(tree, tables, draft)
        quantities = [quantity(tree, tables, row) for row in draft.counted]
        sentences = evidence(tree, draft.acts)
        origin["quantities"] = [source(tree, row["rule"], row["tokens"]) for row in draft.counted]
        origin["codes"] = [inferred(f"codes/{self._crosswalk.versions['crosswalk']}", basis="lexicon")]
        origin["confidence"] = [inferred(self._weights["id"] if right is None else RULE, basis="model")]
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
            "confidence": by_hand(self._weights, draft) if right is None else round(right, 3),
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
            elif act.type == draft.type:  # of a twin
                found.update(dict.fromkeys(sorted(act.modes), draft.origin["type"][0]))
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
