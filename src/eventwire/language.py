"""Loading the pipeline: the model directory over its trained base, with the user's rule packs laid over it."""

from __future__ import annotations

import gc
import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import (
    dict_to_dot,
    get_model_meta,
    get_package_path,
    is_package,
    load_config,
    load_meta,
    load_model_from_config,
    load_model_from_path,
)
from spacy.vocab import Vocab
from thinc.api import Config

import eventwire
from eventwire import resources
from eventwire.components import tokenizer as _tokenizer  # noqa: F401 - registers a callback that the config names
from eventwire.components import trained as _trained  # noqa: F401 - likewise
from eventwire.components.serialise import DataFiles
from eventwire.components.tokenizer import add_forms
from eventwire.errors import ModelDataError
from eventwire.lexicon.packs import Pack, is_off, read_pack
from eventwire.schema import Versions

_PREFIX = "eventwire_"
_LOG = logging.getLogger("eventwire")


def load(
    name: str | Path = resources.DEFAULT_MODEL,
    *,
    vocab: Vocab | bool = True,
    disable: Iterable[str] = (),
    enable: Iterable[str] = (),
    exclude: Iterable[str] = (),
    config: dict[str, Any] | None = None,
    rules: Iterable[str | Path] = (),
) -> Language:
    """The eventwire pipeline, with the signature of `spacy.load`.

    Args:
        name: a model's name or the path of a model directory.
        vocab, disable, enable, exclude: as in `spacy.load`.
        config: overrides, nested or dotted; `{"paths.base": "en_core_web_md"}` takes another trained base.
        rules: folders of the user's own JSON Lines, laid over the model's by id, in this order.

    Returns:
        A spaCy `Language` whose Docs carry `doc._.events`.

    Raises:
        InputError: where the model or a rule folder is missing. ModelDataError: for a bad line in either.
    """
    packs = [read_pack(folder) for folder in rules]
    path = resources.model_path(name)
    given: dict[str, Any] = {"vocab": vocab, "disable": disable, "enable": enable, "exclude": exclude}
    with _nothing_collected():
        nlp = _loaded(path, config or {}, given)
        lay_over(nlp, packs)
    return nlp


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep the garbage collector from looking through a growing pipeline, of which nothing is garbage, hundreds of times."""
    thresholds = gc.get_threshold()
    gc.set_threshold(0)  # and not gc.disable(): spaCy's reading of msgpack enables it again
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def _loaded(path: Path, config: dict[str, Any], given: dict[str, Any]) -> Language:
    """The pipeline of a model directory, without rule packs."""
    if (path / "vocab").is_dir():  # a complete pipeline that nlp.to_disk wrote
        nlp = load_model_from_path(path, config=config, **given)
    else:
        settings = load_config(path / "config.cfg", overrides=dict_to_dot(config))
        nlp = load_model_from_config(settings, meta=load_meta(path / "meta.json"), **given)
        nlp.meta["base"] = _base(settings)
        below = resources.model_path(nlp.meta["over"]) if "over" in nlp.meta else path
        if below != resources.model_path():  # the factories have read the installed model's data
            for _, pipe in nlp.components:
                if isinstance(pipe, DataFiles):
                    pipe.load_model(str(below))
        if below != path:
            _lay_trained(nlp, path)
    return nlp


def lay_over(nlp: Language, packs: Iterable[Pack]) -> None:
    """Lay rule packs over the data of a pipeline's components, each over the ones before.

    Raises:
        ModelDataError: for a file that no component of the pipeline reads.
    """
    components: Sequence[tuple[str, object]] = nlp.components
    parts = [pipe for _, pipe in components if isinstance(pipe, DataFiles)]
    for pack in packs:
        for path, lines in pack.files.items():
            if path.startswith("tokenizer/"):
                add_forms(nlp, [json.loads(line)["form"] for line in lines.values() if not is_off(line)])
            elif not any(part.owns(path) for part in parts):
                raise ModelDataError("no component of the pipeline reads this file", path=pack.folder / path)
        for part in parts:
            part.lay_over(pack.over(part.files))
        nlp.meta.setdefault("packs", []).append(pack.digest[:8])


def _lay_trained(nlp: Language, path: Path) -> None:
    """Lay the weights of a model that `eventwire train` wrote over the data of the model that it was trained on."""
    here, there = versions_of(nlp).rules, nlp.meta.get("over_rules")
    if here != there:
        _LOG.warning("%s: trained with the rules %s, found %s here: train it again", path, there, here)
    files = {file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(path.rglob("*.npz"))}
    if not files:
        raise ModelDataError("found no weights (*.npz), expected what eventwire train wrote", path=path)
    components: Sequence[tuple[str, object]] = nlp.components
    parts = [pipe for _, pipe in components if isinstance(pipe, DataFiles)]
    for name in files:
        if not any(part.owns(name) for part in parts):
            raise ModelDataError("no component of the pipeline reads this file", path=path / name)
    for part in parts:
        part.lay_over(files)
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(f"\0{name}\0{len(data)}\0".encode() + data)
    nlp.meta["trained"] = f"trained-{digest.hexdigest()[:8]}"


def versions_of(nlp: Language) -> Versions:
    """What computes the records of this pipeline.

    `rules` is a hash of every data file and setting of eventwire's components and of the tokenizer's words, followed by one
    of each rule pack;
    `model` names the model, its trained base, and a hash of the weights that a user's own training laid over it. The same text under the same versions gives the same record.
    """
    files: dict[str, bytes] = {}
    for _, pipe in nlp.components:
        if isinstance(pipe, DataFiles):
            files.update(pipe.files)
    sections = nlp.config["components"]
    settings = [
        {"name": pipe, **{key: value for key, value in sections[pipe].items() if key != "model"}}
        for pipe in nlp.pipe_names
        if pipe in sections and str(sections[pipe].get("factory", "")).startswith(_PREFIX)
    ]
    words = sorted(getattr(nlp.tokenizer, "rules", None) or ())
    digest = hashlib.sha256(json.dumps([settings, words], sort_keys=True, default=str).encode())
    for path, data in sorted(files.items()):
        digest.update(f"\0{path}\0{len(data)}\0".encode())
        digest.update(data)
    meta = nlp.meta
    model = f"{meta['lang']}_{meta['name']}-{meta['version']}"
    return Versions(
        eventwire=eventwire.__version__,
        rules="+".join([digest.hexdigest()[:12], *meta.get("packs", [])]),
        model="+".join([model, *filter(None, [meta.get("base"), meta.get("trained")])]),
        schema="1",
    )


def to_parcel(nlp: Language) -> tuple[dict[str, Any], bytes]:
    """The whole pipeline as plain values, which a worker process can be sent."""
    return dict(nlp.config), nlp.to_bytes()


def from_parcel(parcel: tuple[dict[str, Any], bytes]) -> Language:
    """The inverse of `to_parcel`."""
    config, data = parcel
    return load_model_from_config(Config(config)).from_bytes(data)


def _base(settings: Config) -> str:
    """Name and version of the trained pipelines that components are taken from, such as `en_core_web_sm-3.8.0`."""
    found = []
    sources = (
        str(part["source"]) for part in settings.interpolate()["components"].values() if "source" in part
    )
    for name in dict.fromkeys(sources):
        meta = get_model_meta(get_package_path(name) if is_package(name) else Path(name))
        found.append(f"{meta['lang']}_{meta['name']}-{meta['version']}")
    return "+".join(found)
