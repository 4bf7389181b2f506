"""Train the scorer of event identity on `corpus/train` and write its weights into the model; the same corpus gives the same bytes.

Usage: python scripts/train_identity.py [--gold corpus/train]

Needs scikit-learn (`pip install 'eventwire[train]'`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import eventwire
from eventwire.components.events import WEIGHTS
from eventwire.evaluation.gold import read_gold
from eventwire.training.identity import train_identity

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=ROOT / "corpus" / "train")
    golds = read_gold(parser.parse_args().gold)
    unscored = eventwire.load(config={"components.eventwire_events.scored": False})
    trained = train_identity(unscored, golds, about={"articles": len(golds)})
    target = ROOT / "models" / "en_eventwire" / WEIGHTS
    target.write_bytes(trained.model.to_bytes())
    print(f"articles  {len(golds)}, pairs of act and event {trained.examples}")
    print(f"rules     {trained.rules}")
    print(f"scorer    {trained.scored}, by cross-validation")
    print(f"{target.relative_to(ROOT)}: {len(trained.model.index)} features, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
