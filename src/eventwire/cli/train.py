"""`eventwire train`: the learned parts fitted to a user's own annotated articles."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventwire.cli import console
from eventwire.errors import InputError
from eventwire.evaluation.templates import read_templates
from eventwire.resources import DEFAULT_MODEL

if TYPE_CHECKING:
    from eventwire.training.domain import Trained


def train(
    gold: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD…",
            help="Folders or files of gold, as `eventwire evaluate` and `eventwire import` have it; or .jsonl of templates, "
            "which say who took part, but not by which words.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="MODEL", help="A new folder for the model.")
    ],
    dev: Annotated[
        list[Path] | None,
        typer.Option(metavar="GOLD", help="Gold to measure on only; can be repeated."),
    ] = None,
    folds: Annotated[
        int, typer.Option(min=0, help="Of the cross-validation over articles; 0 leaves it out.")
    ] = 5,
    seed: Annotated[int, typer.Option(min=0, help="How articles are dealt into folds.")] = 0,
    model: Annotated[str, typer.Option(help="A model's name or directory, to start from.")] = DEFAULT_MODEL,
    parts: Annotated[
        list[str] | None,
        typer.Option(
            "--part",
            help="Train this part only (roles, identity or events); can be repeated. All by default.",
        ),
    ] = None,
    scratch: Annotated[
        bool, typer.Option("--from-scratch", help="Start from nothing, not from the model's own weights.")
    ] = False,
) -> None:
    """Fit the scorers and thresholds to your own annotated articles, and show what that gains.

    The figures compare the model before with the trained one, by cross-validation over the articles: each article is judged by
    weights that have not seen it. Load the result with eventwire.load(MODEL) or --model MODEL.
    """
    # scikit-learn and spaCy take seconds: only who trains pays for them
    from eventwire.training.domain import read_all
    from eventwire.training.domain import train as fit
    from eventwire.training.model_folder import table, write_model
    from eventwire.training.parts import PARTS

    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise InputError(f"{output}: found something there, expected a new or empty folder")
    if any(_is_templates(path) for path in (*gold, *(dev or ()))):
        trained = _on_templates(gold, dev or [], model, folds, seed, alone=not parts and not scratch)
    else:
        trained = fit(
            read_all(gold),
            model=model,
            dev=read_all(dev or []),
            folds=folds,
            seed=seed,
            parts=parts or PARTS,
            shipped=not scratch,
        )
    words = ["eventwire", "train", *map(str, gold), "-o", str(output)]
    words += [part for path in dev or () for part in ("--dev", str(path))]
    words += ["--folds", str(folds), "--seed", str(seed), "--model", model]
    words += [part for name in parts or () for part in ("--part", name)] + ["--from-scratch"] * scratch
    scores = {
        name.format(found.after.documents): found.to_dict()
        for name, found in (
            ("by cross-validation over {} articles", trained.trial),
            ("on {} articles that were kept out", trained.held),
        )
        if found is not None
    }
    sheet = {
        "command": shlex.join(words),
        "counts": trained.counts,
        "settings": trained.settings,
        "scores": scores,
    }
    write_model(output, trained.weights, model=model, base=trained.base, sheet=sheet)
    for name, rows in scores.items():
        console.write(f"{line}\n" for line in (f"F1, {name}:", "", *table(rows), ""))
    console.say(f"{output}: {len(trained.weights)} files of weights, datasheet in README.md")


def _is_templates(path: Path) -> bool:
    return path.suffix == ".jsonl"


def _on_templates(
    gold: list[Path], dev: list[Path], model: str, folds: int, seed: int, *, alone: bool
) -> Trained:
    from eventwire.training.template_domain import train_templates

    others = [path for path in (*gold, *dev) if not _is_templates(path)]
    if others:
        raise InputError(f"{others[0]}: found beside templates (.jsonl), expected only the one or the other")
    if not alone:
        raise InputError("--part, --from-scratch: found with templates, expected with gold that has triggers")
    held = read_templates(dev) if dev else []
    return train_templates(read_templates(gold), model=model, dev=held, folds=folds, seed=seed)
