"""A database as a sink: chunks of articles are written whole or not at all, and nothing is written twice."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from eventwire.errors import SinkError
from eventwire.sinks.database import versions
from eventwire.sinks.database.engine import Engine
from eventwire.sinks.database.plan import Known, Plan, plan
from eventwire.sinks.database.relations import Sheet, StoreText, sheet_of
from eventwire.sinks.database.tables import RUNS, TABLES
from eventwire.sinks.entry import Entry
from eventwire.sinks.run import Run

_log = logging.getLogger("eventwire")


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a chunk, in articles: written, there already, and older versions that were superseded."""

    inserted: int
    unchanged: int
    superseded: int


class Database:
    """An open database that takes the articles of a run."""

    def __init__(self, engine: Engine, run: Run, *, store_text: StoreText = "evidence") -> None:
        """Make the tables where they are missing.

        Raises:
            SinkError: where the database has another version of the schema.
        """
        self.name = engine.name
        self._engine = engine
        self._run = run
        self._store_text: StoreText = store_text
        self._begun = False
        try:
            versions.create(engine)
        except BaseException:
            engine.close()
            raise

    def done(self, work_keys: Collection[str]) -> set[str]:
        """Those of some work keys whose articles need not be computed again: they are here, current, and did not fail."""
        found = self._engine.rows(
            "select article_key from all_articles where superseded_at is null and status <> 'failed' "
            "and article_key in (select unnest($1::text[]))",
            [list(work_keys)],
        )
        return {key for (key,) in found}

    def sheet(self, entry: Entry) -> Sheet:
        """The rows of an entry, for `write_sheets`; makes no use of the database, so that another process can do it."""
        return sheet_of(entry, run_id=self._run.id, store_text=self._store_text)

    def write(self, entries: Iterable[Entry]) -> None:
        """Write a chunk of articles in one transaction; those that are there already stay as they are."""
        self.write_sheets([self.sheet(entry) for entry in entries])

    def write_sheets(self, sheets: Sequence[Sheet]) -> Written:
        """Like `write`, of rows that were made before."""
        if not sheets:
            return Written(0, 0, 0)
        engine = self._engine
        begun = False
        with engine.transaction():
            engine.take_turns()
            found = plan(self._known([sheet.doc_id for sheet in sheets]), sheets)
            if found.insert or found.keep or found.supersede or found.restore:
                self._begin_run()
                self._carry_out(found)
                begun = True
        # Not before the transaction is through: what it did to `runs` may be undone with it.
        self._begun = self._begun or begun
        written = Written(
            len(found.insert) + len(found.keep), found.unchanged, len(found.supersede) + len(found.keep)
        )
        _log.debug(
            "%s: %d articles written, %d unchanged, %d superseded",
            self.name,
            written.inserted,
            written.unchanged,
            written.superseded,
        )
        return written

    def _known(self, doc_ids: Sequence[str]) -> list[Known]:
        rows = self._engine.rows(
            "select article_key, doc_id, content_sha256, status, superseded_at is null, exists (select 1 from all_issues i "
            "where i.article_key = a.article_key and i.code = 'duplicate-id') "
            "from all_articles a where doc_id in (select unnest($1::text[])) order by article_key",
            [list(doc_ids)],
        )
        return [Known(*row) for row in rows]

    def _begin_run(self) -> None:
        if self._begun:
            return
        run, known = self._run, self._run.versions
        if self._engine.rows("select 1 from runs where run_id = $1", [run.id]):
            self._engine.rows("update runs set finished_at = null where run_id = $1", [run.id])
        else:
            values = (
                run.id,
                known.eventwire,
                known.rules,
                known.model,
                known.schema_,
                run.settings_json,
                _now(),
                None,
            )
            self._engine.insert(RUNS, [values])

    def _carry_out(self, found: Plan) -> None:
        engine = self._engine
        sheets = [*found.insert, *found.keep]
        for table in TABLES:
            rows = [row for sheet in sheets for row in sheet.rows.get(table.name, ())]
            if rows:
                engine.insert(table, rows)
        gone = [*found.supersede, *(sheet.article_key for sheet in found.keep)]
        for keys, moment in ((gone, _now()), (found.restore, None)):
            if keys:
                engine.rows(
                    "update all_articles set superseded_at = $1 where article_key in (select unnest($2::text[]))",
                    [moment, keys],
                )

    def close(self, *, complete: bool = True) -> None:
        """Let go of the database.

        Args:
            complete: whether the run came to its end, which its row in `runs` then says.
        """
        try:
            if complete:
                self._engine.rows(
                    "update runs set finished_at = $1 where run_id = $2 and finished_at is null",
                    [_now(), self._run.id],
                )
        finally:
            self._engine.close()


def purge(engine: Engine, doc_ids: Sequence[str]) -> int:
    """Remove every version of some articles from every table, and what the file keeps of deleted rows.

    Returns:
        How many versions were removed.

    Raises:
        SinkError: where an id is not there; then nothing is removed.
    """
    versions.check(engine)
    with engine.transaction():
        engine.take_turns()
        rows = engine.rows(
            "select doc_id, article_key from all_articles where doc_id in (select unnest($1::text[]))",
            [list(doc_ids)],
        )
        missing = sorted(set(doc_ids) - {doc_id for doc_id, _ in rows})
        if missing:
            raise SinkError(f"{engine.name}: has no article {missing[0]!r}", target=engine.name)
        keys = [key for _, key in rows]
        engine.rows(
            "update all_articles set near_duplicate_of = null, similarity = null "
            "where near_duplicate_of in (select unnest($1::text[]))",
            [list(doc_ids)],
        )
        for table in reversed(TABLES[1:]):
            engine.rows(
                f'delete from "{table.stored}" where article_key in (select unnest($1::text[]))', [keys]
            )
    engine.erase()
    _log.info("%s: %d versions of %d articles removed", engine.name, len(keys), len(doc_ids))
    return len(keys)


def _now() -> dt.datetime:
    """The time in UTC, without a zone, as the tables hold it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
