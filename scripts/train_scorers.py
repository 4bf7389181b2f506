"""Train the learned parts on `corpus/train` and write their weights into the model; the same corpus gives the same bytes.

Usage: python scripts/train_scorers.py [triggers] [roles] [times] [measures] [identity] [events] [--gold corpus/train]

Needs scikit-learn (`pip install 'eventwire[train]'`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import eventwire
from eventwire.components.measures import measures_of
from eventwire.components.times import times_of
from eventwire.evaluation.gold import read_gold
from eventwire.matching.linear import Linear
from eventwire.training.event_training import train_events
from eventwire.training.identity import train_identity
from eventwire.training.measures import train_measures
from eventwire.training.role_training import train_roles
from eventwire.training.times import train_times
from eventwire.training.trigger_training import train_triggers

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "models" / "en_eventwire"
UNSCORED = {"components.eventwire_events.scorer": False}
BY_RULES = {**UNSCORED, "components.eventwire_events.identity": False}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="PART",
        help="triggers, roles, times, measures, identity, events; all by default",
    )
    parser.add_argument("--gold", type=Path, default=ROOT / "corpus" / "train")
    parser.add_argument(
        "--held", type=Path, default=ROOT / "corpus" / "dev", help="thresholds and calibration"
    )
    arguments = parser.parse_args()
    parts = arguments.parts or ["triggers", "roles", "times", "measures", "identity", "events"]
    golds = read_gold(arguments.gold)
    about = {"articles": len(golds)}
    print(f"articles  {len(golds)}")
    if "triggers" in parts:
        triggers = train_triggers(
            eventwire.load(config={"components.eventwire_triggers.scorer": False}), golds, about=about
        )
        print(f"triggers: {triggers.examples} candidates")
        print(f"  rules   {triggers.rules}")
        print(f"  scorer  {triggers.scored}, by cross-validation")
        save("triggers/admit.npz", triggers.model)
    if "roles" in parts:
        roles = train_roles(eventwire.load(config=BY_RULES), golds, about=about)
        print(f"roles: {roles.examples} candidates")
        print(f"  rules   {roles.rules}")
        print(f"  scorer  {roles.scored}, by cross-validation")
        print(f"  keep {roles.model.settings['keep']}, add {roles.model.settings['add']}")
        save("roles/weights.npz", roles.model)
    if "times" in parts:
        nlp = eventwire.load(config=BY_RULES)
        times = train_times(nlp, golds, times_of(nlp), about=about)
        print(f"times: {times.examples} pairs of trigger and date; share of events with the right time")
        print(
            f"  no date {times.none:.3f}, rules {times.rules:.3f}, scorer {times.scored:.3f}, by cross-validation"
        )
        print(f"  least {times.model.settings['least']}")
        save("times/weights.npz", times.model)
    if "measures" in parts:
        nlp = eventwire.load(config=BY_RULES)
        measures = train_measures(nlp, golds, measures_of(nlp), about=about)
        print(f"measures: {measures.examples} pairs of trigger and quantity")
        print(f"  rules   {measures.rules}")
        print(f"  scorer  {measures.scored}, by cross-validation")
        print(f"  keep {measures.model.settings['keep']}, least {measures.model.settings['least']}")
        save("measures/weights.npz", measures.model)
    if "identity" in parts:
        identity = train_identity(eventwire.load(config=BY_RULES), golds, about=about)
        print(f"identity: {identity.examples} pairs of act and event")
        print(f"  rules   {identity.rules}")
        print(f"  scorer  {identity.scored}, by cross-validation")
        save("events/identity.npz", identity.model)
    if "events" in parts:
        events = train_events(eventwire.load(config=UNSCORED), golds, read_gold(arguments.held), about=about)
        print(f"events: {events.examples} of the rules")
        print(f"  rules   {events.rules}")
        print(f"  scorer  {events.scored}, on {arguments.held.name}")
        print(f"  least {events.accept.settings['least']}")
        save("events/accept.npz", events.accept)
        save("events/confidence.npz", events.confidence)


def save(name: str, model: Linear) -> None:
    target = MODEL / name
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(model.to_bytes())
    print(f"  {target.relative_to(ROOT)}: {len(model.index)} features, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
