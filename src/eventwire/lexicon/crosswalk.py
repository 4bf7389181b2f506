"""The crosswalk: an event's type, modes, parties and outcome into CAMEO, ACLED and GTD codes, each with a quality.

Resolved in this order: outcome and modality, then the target, then the mode. Source: our own reading of the published
code lists, which the data file names with their versions; no data of these projects is included.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from eventwire.errors import ModelDataError

_NOT_CODED = frozenset({"planned", "threatened", "hypothetical", "denied", "requested"})
_REMOTE = frozenset({"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "unconventional"})
_PEOPLE = frozenset({"civilians", "person", "media"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the crosswalk needs to know of an event.

    Attributes:
        type, modes, modality, outcome, negated: as in the contract.
        agents: kinds of the agents. targets: kinds of targets and victims. subtypes: of targeted facilities.
        weapons: kinds of the weapons. deadly: whether anybody died.
    """

    type: str
    modes: tuple[str, ...] = ()
    modality: str = "actual"
    outcome: str = "unknown"
    negated: bool = False
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    deadly: bool = False
    two_sided: bool = False


class Crosswalk:
    """The mapping tables of one data file.

    Raises:
        ModelDataError: where the file is not JSON or lacks a table.
    """

    def __init__(self, data: bytes, *, path: str) -> None:
        try:
            tables = json.loads(data)
            self.versions: dict[str, str] = tables["versions"]
            self._cameo: dict[str, Any] = tables["cameo"]
            self._cameo_failed: str = tables["cameo_failed_targeted"]
            self._acled: dict[str, Any] = tables["acled"]
            self._gtd: dict[str, Any] = tables["gtd"]
        except (ValueError, KeyError) as err:
            raise ModelDataError(f"no crosswalk: {err!r}", path=path) from err
        self._event_of = {sub: event for event, subs in self._acled["sub_events"].items() for sub in subs}

    def codes(self, facts: Facts) -> dict[str, list[dict[str, Any]]]:
        """The contract's `codes` of an event: every ontology has an entry, `none` where it has no code."""
        return {
            "plover": [
                self._code("plover", facts.type, "exact", name="/".join([facts.type, *facts.modes[:1]]))
            ],
            "cameo": [self._of_cameo(facts)],
            "acled": self._of_acled(facts),
            "gtd": self._of_gtd(facts),
        }

    def _code(
        self,
        ontology: str,
        code: str | None,
        quality: str,
        *,
        scheme: str | None = None,
        name: str | None = None,
    ) -> dict[str, Any]:
        return {
            "code": code,
            "version": self.versions[ontology],
            "quality": quality if code is not None else "none",
            "scheme": scheme,
            "name": name,
        }

    def _of_cameo(self, facts: Facts) -> dict[str, Any]:
        row = self._cameo[facts.type]
        mode = next((m for m in facts.modes if row.get(m, {}).get("code")), "")
        found = row.get(mode, row[""])
        code, quality = found["code"], found["quality"]
        if mode == "targeted" and facts.outcome in ("failed", "intercepted"):
            code = self._cameo_failed
        if facts.modes and not mode:
            quality = "none" if len(facts.modes) == 1 and facts.modes[0] in row else "broad"
            code = None if quality == "none" else code
        return self._code("cameo", code, quality)

    def _of_acled(self, facts: Facts) -> list[dict[str, Any]]:
        sub, quality = self._acled_sub_event(facts)
        event = self._event_of.get(sub or "")
        return [
            self._code("acled", event, quality, scheme="event_type"),
            self._code("acled", sub, quality, scheme="sub_event_type"),
        ]

    def _acled_sub_event(self, facts: Facts) -> tuple[str | None, str]:
        if facts.modality in _NOT_CODED or facts.negated:
            return None, "none"
        if facts.type != "ASSAULT":
            row = self._acled["other"].get(facts.type, {})
            sub, quality = next((row[m] for m in facts.modes if m in row), row.get("*", [None, "none"]))
            return sub, quality
        if facts.outcome == "intercepted":
            return "Disrupted weapons use", "close"
        table = self._acled["assault"]
        means = [m for m in facts.modes if m in _REMOTE]
        civilians = bool(facts.targets) and all(kind in _PEOPLE for kind in facts.targets)
        if "crowd-control" in facts.modes and facts.deadly:
            return "Excessive force against protesters", "close"
        if "abduct" in facts.modes and not civilians and facts.targets:
            return "Abduction/forced disappearance", "close"
        if "targeted" in facts.modes and not means:
            return ("Attack", "close") if civilians else ("Armed clash", "broad")
        for mode in means or facts.modes:
            if mode in table:
                return table[mode][0], table[mode][1]
        if civilians:
            return "Attack", "exact" if facts.modes else "broad"
        return "Armed clash", "exact" if facts.two_sided or "firearms" in facts.modes else "broad"

    def _of_gtd(self, facts: Facts) -> list[dict[str, Any]]:
        gtd = self._gtd
        by_state = bool(facts.agents) and all(kind in gtd["state_agents"] for kind in facts.agents)
        modes = [m for m in facts.modes if m in gtd["assault"]] or [""]
        known = facts.type == "ASSAULT" and facts.modes != ("crowd-control",)
        if not known or by_state or facts.negated or facts.modality in _NOT_CODED:
            return [
                self._code("gtd", None, "none", scheme=scheme) for scheme in ("attack", "target", "weapon")
            ]
        first = gtd["assault"][modes[0]]
        means = next((gtd["assault"][m] for m in modes if gtd["assault"][m]["weapon"] != "13"), first)
        weapon = next(
            (gtd["weapon_kinds"][k] for k in facts.weapons if k in gtd["weapon_kinds"]), means["weapon"]
        )
        target = next(
            (gtd["target_subtypes"][s] for s in facts.subtypes if s in gtd["target_subtypes"]), None
        )
        if target is None:
            target = next((gtd["target_kinds"][k] for k in facts.targets if k in gtd["target_kinds"]), "20")
        quality = first["quality"]
        return [
            self._code(
                "gtd", first["attack"], quality, scheme="attack", name=gtd["attack_names"][first["attack"]]
            ),
            self._code(
                "gtd",
                target,
                "broad" if target == "20" else "close",
                scheme="target",
                name=gtd["target_names"][target.split("/")[0]],
            ),
            self._code("gtd", weapon, quality if weapon != "13" else "broad", scheme="weapon"),
        ]
