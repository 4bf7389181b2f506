"""The events component: triggers, arguments, modality and characterizations into the contract's events."""

from __future__ import annotations

import json
import math
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from eventwire import layers
from eventwire.components.serialise import DataFiles
from eventwire.errors import ModelDataError
from eventwire.lexicon.crosswalk import Crosswalk, Facts
from eventwire.lexicon.events import EventAnaphor, ModeLine
from eventwire.lexicon.lines import parse
from eventwire.matching.event_acts import Tables, acts_of, date_of
from eventwire.matching.event_parts import attach_quantities, merged_arguments, reading
from eventwire.matching.event_place import event_location
from eventwire.matching.event_time import event_time
from eventwire.matching.event_words import evidence, fired, inferred, quantity, source, words
from eventwire.matching.merging import Act, Merger
from eventwire.matching.tree import Tree, tree_of
from eventwire.resources import DEFAULT_MODEL


@Language.factory(
    "eventwire_events",
    requires=["doc.spans"],
    assigns=["doc._.events"],
    default_config={"model": DEFAULT_MODEL},
)
def make_events(nlp: Language, name: str, model: str) -> Events:
    """The factory that spaCy calls.

    Args:
        model: the model whose data to start with, a name or a directory.
    """
    component = Events()
    component.load_model(model)
    return component


class Events(DataFiles):
    """Merges the triggers of one event and gives it time, place, figures, codes, confidence and provenance.

    Reads: every table before it. Writes: `doc._.events`, a list of the contract's events with local ids; each also has
    `triggers`, the ids of the triggers that it was made of.
    """

    folders = ("events",)

    def compile(self) -> None:
        """Compile mode lines, anaphors, confidence weights and the crosswalk."""
        files = self.files
        modes = parse(ModeLine, files.get("events/modes.jsonl", b""), path="events/modes.jsonl")
        anaphors = parse(EventAnaphor, files.get("events/anaphors.jsonl", b""), path="events/anaphors.jsonl")
        self._mode_of: dict[tuple[str, str], ModeLine] = {
            (line.type, kind): line for line in modes for kind in line.weapons
        }
        self._merger = Merger(anaphors)
        self._crosswalk = Crosswalk(files.get("events/crosswalk.json", b"{}"), path="events/crosswalk.json")
        try:
            self._weights: dict[str, Any] = json.loads(files["events/confidence.json"])
        except (KeyError, ValueError) as err:
            raise ModelDataError(f"no weights: {err!r}", path="events/confidence.json") from err

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc._.events`."""
        doc._.events = self._find(doc)
        return doc

    def _find(self, doc: Doc) -> list[dict[str, Any]]:
        triggers = layers.table(doc, "triggers")
        if not triggers:
            return []
        tree = tree_of(doc)
        tables = Tables(
            triggers=triggers,
            arguments=layers.table(doc, "arguments"),
            modalities=layers.table(doc, "modalities"),
            mentions=layers.table(doc, "mentions"),
            entities=layers.table(doc, "entities"),
            dates=layers.table(doc, "dates"),
            quantities=layers.table(doc, "quantities"),
            characterizations=layers.rows(doc, "characterizations"),
        )
        groups = self._merger.merge(acts_of(tree, tables))
        figures = attach_quantities(tree, groups, tables)
        return [
            self._event(tree, tables, f"v{number}", group, counted)
            for number, (group, counted) in enumerate(zip(groups, figures, strict=True), 1)
        ]

    def _event(
        self,
        tree: Tree,
        tables: Tables,
        local: str,
        acts: list[Act],
        counted: list[dict[str, Any]],
    ) -> dict[str, Any]:
        first = next((act for act in acts if not act.consequence), acts[0])
        rows = [tables.triggers[act.id] for act in acts]
        arguments = merged_arguments(acts, tables)
        provenance: dict[str, list[dict[str, Any]]] = {
            "type": [source(tree, tables.triggers[first.id]["rule"], tables.triggers[first.id]["tokens"])],
            "trigger": [source(tree, tables.triggers[first.id]["rule"], tables.triggers[first.id]["tokens"])],
        }
        modes = self._modes(tree, tables, first, rows, arguments, provenance)
        whole = reading(acts, tables)
        for field in ("modality", "negated", "outcome"):
            provenance[field] = whole["provenance"].get(field) or [inferred(f"default/{field}")]
        for argument in arguments:
            provenance.setdefault(f"arguments.{argument['role']}", []).append(
                source(tree, argument["rule"], argument["tokens"], basis=argument["basis"])
            )
        time = self._time(tree, tables, acts, provenance)
        location = self._location(tree, tables, arguments, provenance)
        quantities = [quantity(tree, tables, row) for row in counted]
        provenance["quantities"] = [source(tree, row["rule"], row["tokens"]) for row in counted] or [
            inferred("default/quantities")
        ]
        provenance["codes"] = [inferred(f"codes/{self._crosswalk.versions['crosswalk']}", basis="lexicon")]
        provenance["confidence"] = [inferred(self._weights["id"], basis="model")]
        sentences = evidence(tree, acts)
        provenance["evidence"] = [{"rule": "evidence/sentences", **sentences[0], "basis": "text"}]
        return {
            "id": local,
            "type": first.type,
            "modes": modes,
            "trigger": words(tree, tables.triggers[first.id]["tokens"]),
            "mentions": [words(tree, row["tokens"]) for row in rows],
            "modality": whole["modality"],
            "negated": whole["negated"],
            "outcome": whole["outcome"],
            "arguments": [
                {
                    "role": a["role"],
                    "mention": a["mention"],
                    "entity": tables.entity_of.get(a["mention"] or ""),
                    **words(tree, a["tokens"]),
                }
                for a in arguments
            ],
            "quantities": quantities,
            "time": time,
            "location": location,
            "codes": self._codes(tables, first.type, modes, whole, arguments, quantities),
            "evidence": sentences,
            "confidence": self._confidence(first.type, acts, arguments, time, location, whole),
            "rules": fired(provenance),
            "provenance": provenance,
            "triggers": [act.id for act in acts],
        }

    def _modes(
        self,
        tree: Tree,
        tables: Tables,
        first: Act,
        rows: list[dict[str, Any]],
        arguments: list[dict[str, Any]],
        provenance: dict[str, list[dict[str, Any]]],
    ) -> list[str]:
        found: dict[str, dict[str, Any]] = {}
        for row in rows:
            if row["type"] == first.type:
                for mode in row["modes"]:
                    found.setdefault(mode, source(tree, row["rule"], row["tokens"]))
        for argument in arguments:
            entity = tables.entity(argument["mention"])
            if argument["role"] == "weapon" and entity:
                line = self._mode_of.get((first.type, entity["kind"]))
                if line is not None:
                    found.setdefault(line.mode, source(tree, line.id, argument["tokens"], basis="inferred"))
        provenance["modes"] = list(found.values()) or [inferred("default/modes")]
        return list(found)

    def _time(
        self, tree: Tree, tables: Tables, acts: list[Act], provenance: dict[str, list[dict[str, Any]]]
    ) -> dict[str, Any] | None:
        for act in acts:
            date = date_of(tables, act.id)
            if date is None:
                continue
            row, mention = date
            time = event_time(row, mention)
            if time is not None:
                provenance["time"] = [source(tree, row["rule"], row["tokens"])]
                return time
        provenance["time"] = [inferred("default/time")]
        return None

    def _location(
        self,
        tree: Tree,
        tables: Tables,
        arguments: list[dict[str, Any]],
        provenance: dict[str, list[dict[str, Any]]],
    ) -> dict[str, Any] | None:
        for roles in (("place",), ("target",)):
            places = [
                (tables.entity_of[a["mention"]], tables.entities[tables.entity_of[a["mention"]]])
                for a in arguments
                if a["role"] in roles and a["mention"] and a["mention"] in tables.entity_of
                if roles == ("place",) or tables.mentions[a["mention"]]["label"] == "PLACE"
            ]
            found = event_location(places, basis="text")
            if found is not None:
                location, key = found
                shown = next(a for a in arguments if tables.entity_of.get(a["mention"] or "") == key)
                provenance["location"] = [source(tree, shown["rule"], shown["tokens"])]
                return location
        provenance["location"] = [inferred("default/location")]
        return None

    def _codes(
        self,
        tables: Tables,
        kind: str,
        modes: list[str],
        whole: dict[str, Any],
        arguments: list[dict[str, Any]],
        quantities: list[dict[str, Any]],
    ) -> dict[str, Any]:
        by_role: dict[str, list[dict[str, Any]]] = {}
        for argument in arguments:
            entity = tables.entity(argument["mention"])
            if entity is not None:
                by_role.setdefault(argument["role"], []).append(entity)

        def kinds(*roles: str) -> tuple[str, ...]:
            return tuple(e["kind"] for role in roles for e in by_role.get(role, ()) if e["kind"])

        subtypes = tuple(
            e["fields"].get("subtype") or "" for r in ("target", "place") for e in by_role.get(r, ())
        )
        facts = Facts(
            type=kind,
            modes=tuple(modes),
            modality=whole["modality"],
            outcome=whole["outcome"],
            negated=whole["negated"],
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

    def _confidence(
        self,
        kind: str,
        acts: list[Act],
        arguments: list[dict[str, Any]],
        time: dict[str, Any] | None,
        location: dict[str, Any] | None,
        whole: dict[str, Any],
    ) -> float:
        weights = self._weights
        roles = {a["role"] for a in arguments}
        score = weights["bias"] + weights["types"].get(kind, 0.0)
        for name, holds in (
            ("agent", "agent" in roles),
            ("acted_upon", bool(roles & {"target", "victim", "recipient"})),
            ("weapon", "weapon" in roles),
            ("time", time is not None),
            ("location", location is not None),
            ("several_mentions", len(acts) > 1),
            ("consequence_only", all(act.consequence for act in acts)),
            ("not_actual", whole["modality"] != "actual"),
        ):
            score += weights[name] if holds else 0.0
        return round(1 / (1 + math.exp(-score)), 3)
