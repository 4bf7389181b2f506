"""Records to stdout or into a pipe, each as soon as it is computed, in the order of the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from eventwire.api import extract_many, load
from eventwire.article import Article
from eventwire.cli import console
from eventwire.errors import ArticleError, InputError
from eventwire.language import versions_of
from eventwire.records import failed_record
from eventwire.schema import ArticleRecord
from eventwire.sinks import Format, lines
from eventwire.sinks.prepared import Options


def write_plainly(
    articles: Iterable[Article | ArticleError],
    output: Path | None,
    form: Format,
    options: Options,
    *,
    model: str,
    rules: Sequence[Path],
    processes: int,
) -> int:
    """Compute articles and write their records.

    Args:
        output: a pipe or a device; None for stdout.

    Returns:
        How many articles failed.
    """
    nlp = load(model, rules=rules)
    failed = 0

    def records() -> Iterator[ArticleRecord]:
        nonlocal failed
        versions = versions_of(nlp)
        results = extract_many(articles, processes=processes, nlp=nlp, include_text=options.include_text)
        for result in console.progress(results, what="articles"):
            if isinstance(result, ArticleRecord):
                yield result
                continue
            failed += result.status == "failed"
            named = not result.path or result.message.startswith(result.path)
            place = "" if named else f" ({result.path})"
            console.say(f"{result.status}: {result.article_id}{place}: {result.code}: {result.message}")
            yield failed_record(result, versions)

    out = lines(records(), shape=options.shape, form=form, raw=options.raw)
    if output is None:
        console.write(out)
        return failed
    try:
        with output.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(out)
    except OSError as err:
        raise InputError(f"{output}: cannot be written: {err.strerror}") from err
    return failed
