"""One run in every format: CSV, Parquet, DuckDB and PostgreSQL read back are one table; GeoJSON is RFC 7946."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from geojson_pydantic import Feature, FeatureCollection, Point

from eventwire.schema import ArticleRecord
from eventwire.sinks import jsonl
from eventwire.sinks.database.ddl import sql_type
from eventwire.sinks.database.tables import TABLES
from eventwire.sinks.entry import Entry
from eventwire.sinks.geojson import feature
from eventwire.sinks.opening import Options, Sinks
from eventwire.sinks.run import Run
from eventwire.sinks.table import COLUMNS, rows
from eventwire.sinks.target import target_of

NAMES = [column.name for column in COLUMNS]
LISTS = {column.name for column in COLUMNS if column.type == "list"}
FIELDS = {field.name: sql_type(field.type) for field in TABLES[-1].fields[1:]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, entries: list[Entry], run: Run) -> Path:
    """The whole corpus in each format of file; CSV as it is, without apostrophes."""
    place: Path = tmp_path_factory.mktemp("formats")
    targets = [
        target_of(str(place / f"events.{suffix}"))
        for suffix in ("csv", "parquet", "geojson", "jsonl", "duckdb")
    ]
    with Sinks(targets, run, Options(raw=True)) as sinks:
        for start in range(0, len(entries), 7):
            sinks.write(entries[start : start + 7])
    return place


def plain(value: Any) -> Any:
    """A cell as JSON would have it: days as text, lists as lists, every kind of missing value None."""
    if isinstance(value, str | bool | list) or value is None:
        return value
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, float) and math.isnan(value):
        return None
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value


def table_of(names: Iterable[str], found: Iterable[Iterable[Any]]) -> list[dict[str, Any]]:
    dicts = [dict(zip(names, map(plain, row), strict=True)) for row in found]
    assert list(dicts[0]) == NAMES
    return sorted(dicts, key=lambda row: row["event_id"])


def csv_in_duckdb(folder: Path) -> list[dict[str, Any]]:
    types = {name: "VARCHAR" if name in LISTS else type_ for name, type_ in FIELDS.items()}
    columns = ", ".join(f"cast({n}::json as varchar[]) as {n}" if n in LISTS else f'"{n}"' for n in NAMES)
    query = f"select {columns} from read_csv($1, header = true, columns = {types}, delim = ',', quote = '\"', escape = '\"')"
    found = duckdb.execute(query, [str(folder / "events.csv")]).fetchall()
    return table_of(NAMES, found)


def parquet_in_duckdb(folder: Path) -> list[dict[str, Any]]:
    return table_of(
        NAMES,
        duckdb.execute(
            "from read_parquet($1)", [str(folder / "events.parquet/event_records.parquet")]
        ).fetchall(),
    )


def csv_in_pandas(folder: Path) -> list[dict[str, Any]]:
    text = {c.name: "string" for c in COLUMNS if c.type in ("string", "list", "date")}
    found = pd.read_csv(folder / "events.csv", dtype=text, keep_default_na=False, na_values=[""])
    for name in LISTS:
        found[name] = found[name].map(json.loads)
    return table_of(found.columns, found.astype(object).where(found.notna(), None).to_numpy())


def parquet_in_pandas(folder: Path) -> list[dict[str, Any]]:
    found = pd.read_parquet(folder / "events.parquet" / "event_records.parquet")
    return table_of(found.columns, found.astype(object).where(found.notna(), None).to_numpy())


def view_in_duckdb(folder: Path) -> list[dict[str, Any]]:
    return table_of(
        NAMES,
        duckdb.connect(str(folder / "events.duckdb"), read_only=True)
        .execute("from event_records")
        .fetchall(),
    )


@pytest.mark.parametrize(
    "read", [csv_in_duckdb, parquet_in_duckdb, csv_in_pandas, parquet_in_pandas, view_in_duckdb]
)
def test_every_format_is_the_same_table(
    read: Callable[[Path], list[dict[str, Any]]], folder: Path, entries: list[Entry], run: Run
) -> None:
    expected = [row for entry in entries for row in rows(entry.record, run_id=run.id)]
    assert len(expected) > 300
    assert read(folder) == sorted(expected, key=lambda row: str(row["event_id"]))


def test_toponyms_are_a_file_of_their_own(folder: Path, entries: list[Entry]) -> None:
    wanted = "doc_id, start_char, end_char, t.text, t.country, latitude, geonames_id"
    found = duckdb.execute(
        f"select {wanted} from read_parquet($1) t join read_parquet($2) using (article_key)",
        [str(folder / "events.parquet" / f"{name}.parquet") for name in ("toponyms", "articles")],
    ).fetchall()
    expected = [
        (entry.record.document.id, t.start, t.end, t.text, t.country, t.latitude, t.geonames_id)
        for entry in entries
        for t in entry.record.toponyms
    ]
    assert len(expected) > 300
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_files_in_postgresql_are_the_same_table(
    form: str, folder: Path, entries: list[Entry], run: Run, postgres: Any
) -> None:
    import psycopg

    with psycopg.connect(postgres.new_database()) as connection:
        types = {name: "text" if form == "csv" and name in LISTS else type_ for name, type_ in FIELDS.items()}
        columns = ", ".join(f'"{name}" {type_}' for name, type_ in types.items())
        connection.execute(f"create table t ({columns})".encode())
        with connection.cursor() as cursor:
            if form == "csv":
                with cursor.copy("copy t from stdin (format csv, header true)") as copy:
                    copy.write((folder / "events.csv").read_bytes())
            else:
                with cursor.copy("copy t from stdin") as copy:
                    for row in parquet_in_duckdb(folder):
                        copy.write_row(list(row.values()))
        if form == "csv":
            for name in LISTS:
                change = f"alter table t alter column {name} type json using {name}::json"
                connection.execute(change.encode())
        found = table_of(NAMES, connection.execute("select * from t").fetchall())
    expected = [row for entry in entries for row in rows(entry.record, run_id=run.id)]
    assert found == sorted(expected, key=lambda row: str(row["event_id"]))


def test_json_lines_are_the_records(folder: Path, entries: list[Entry]) -> None:
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert [ArticleRecord.model_validate_json(line) for line in lines] == [entry.record for entry in entries]


@pytest.mark.parametrize("options", [Options(include_text=True), Options(shape="events")])
def test_json_lines_as_asked_for(tmp_path: Path, entries: list[Entry], run: Run, options: Options) -> None:
    with Sinks([target_of(str(tmp_path / "x.jsonl"))], run, options) as sinks:
        sinks.write(entries[:3])
    lines = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    if options.include_text:
        assert [json.loads(line)["document"]["text"] for line in lines] == [
            entry.text for entry in entries[:3]
        ]
    else:
        flat = [row for entry in entries[:3] for row in rows(entry.record, run_id=run.id)]
        assert [line + "\n" for line in lines] == [jsonl.row_line(row) for row in flat]


def test_geojson_is_rfc_7946(folder: Path, entries: list[Entry], run: Run) -> None:
    found = json.loads((folder / "events.geojson").read_text(encoding="utf-8"))
    assert set(found) == {"type", "features"}
    assert found["type"] == "FeatureCollection"
    expected = [row for entry in entries for row in rows(entry.record, run_id=run.id)]
    kinds = set()
    for one, row in zip(found["features"], expected, strict=True):
        assert set(one) == {"type", "id", "geometry", "properties"}
        assert (one["type"], one["id"], one["properties"]) == ("Feature", row["event_id"], row)
        point = one["geometry"]
        kinds.add((row["place_precision"], point is not None))
        if point is not None:
            assert set(point) == {"type", "coordinates"}
            assert point == {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
            assert -180 <= point["coordinates"][0] <= 180
            assert -90 <= point["coordinates"][1] <= 90
    assert {("country", False), ("admin1", False), ("populated_place", True)} <= kinds
    assert not kinds & {("country", True), ("admin1", True), ("area", True), (None, True)}
    assert len({one["id"] for one in found["features"]}) == len(expected)


def test_no_events_are_an_empty_collection(tmp_path: Path, run: Run) -> None:
    with Sinks([target_of(str(tmp_path / "x.geojson")), target_of(str(tmp_path / "x.csv"))], run):
        pass
    empty = json.loads((tmp_path / "x.geojson").read_text())
    assert empty == {"type": "FeatureCollection", "features": []}
    assert list(csv.reader((tmp_path / "x.csv").open())) == [NAMES]


@pytest.mark.parametrize(
    ("precision", "point"),
    [("site", True), ("populated_place", True), ("admin2", True), ("admin1", False), ("country", False), ("area", False), (None, False)],
)  # fmt: skip
def test_only_a_place_is_a_point(precision: str | None, point: bool, entries: list[Entry]) -> None:
    row = next(row for entry in entries for row in rows(entry.record))
    found = json.loads(feature({**row, "latitude": 1.5, "longitude": -2.5, "place_precision": precision}))
    assert found["geometry"] == ({"type": "Point", "coordinates": [-2.5, 1.5]} if point else None)


def test_parquet_has_every_table_and_is_replaced_whole(
    tmp_path: Path, entries: list[Entry], run: Run
) -> None:
    target = target_of(str(tmp_path / "x.parquet"))
    for count in (4, 2):
        with Sinks([target], run) as sinks:
            sinks.write(entries[:count])
    place = tmp_path / "x.parquet"
    assert {file.name for file in place.iterdir()} == {f"{table.name}.parquet" for table in TABLES}
    assert [file.name for file in tmp_path.iterdir()] == ["x.parquet"]
    assert len(pd.read_parquet(place / "articles.parquet")) == 2
    mentions = sum(len(entry.record.mentions) for entry in entries[:2])
    assert len(pd.read_parquet(place / "mentions.parquet")) == mentions


def test_geojson_validates(folder: Path, entries: list[Entry]) -> None:
    text = (folder / "events.geojson").read_text(encoding="utf-8")
    found = FeatureCollection[Feature[Point | None, dict[str, Any]]].model_validate_json(text)
    assert len(found.features) == sum(len(entry.record.events) for entry in entries)
