"""Train the learned parts on `corpus/train` and write their weights into the model; the same corpus gives the same bytes.

Usage: python scripts/train_scorers.py [--gold corpus/train]

Needs scikit-learn (`pip install 'eventwire[train]'`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import eventwire
from eventwire.evaluation.gold import read_gold
from eventwire.training.train import train_roles

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "models" / "en_eventwire"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=ROOT / "corpus" / "train")
    arguments = parser.parse_args()
    golds = read_gold(arguments.gold)
    trained = train_roles(eventwire.load(exclude=["eventwire_roles"]), golds, about={"articles": len(golds)})
    target = MODEL / "roles" / "weights.npz"
    target.write_bytes(trained.model.to_bytes())
    print(f"articles  {len(golds)}, candidates {trained.examples}")
    print(f"rules     {trained.rules}")
    print(f"scorer    {trained.scored}, by cross-validation")
    print(f"keep {trained.model.settings['keep']}, add {trained.model.settings['add']}")
    print(f"{target.relative_to(ROOT)}: {len(trained.model.index)} features, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
