"""Folders: order, laziness, links, and what cannot be listed or opened."""

from __future__ import annotations

import os
import subprocess
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from articles import summary

from eventwire.readers import Tally, folder, ids, read
from eventwire.readers.folder import Closed, files_below


def names(results: Any) -> list[str]:
    return [str(result.path) if isinstance(result, Closed) else result.name for result in results]


@pytest.mark.parametrize("in_memory", [3, 100])
def test_order_of_names_whatever_the_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr(folder, "IN_MEMORY", in_memory)
    written = ["é.txt", "a.txt", "b-1.txt", "b.txt", "Z.txt", "日本.txt", "a b.txt", "c0.txt", "c1.txt"]
    for name in written:
        (tmp_path / name).write_text("x")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "inner.txt").write_text("x")
    expected = sorted([*written, "b"], key=str.encode)
    expected[expected.index("b")] = "inner.txt"
    assert names(files_below(tmp_path)) == expected


def test_a_folder_that_cannot_be_listed_and_a_file_that_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "lost.txt").write_text("lost")
    (tmp_path / "a.txt").write_text("lost")
    (tmp_path / "z.txt").write_text("read")
    list_folder, open_file = os.scandir, Path.open

    def refusing_scandir(path: Any) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return list_folder(path)

    def refusing_open(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return open_file(path, *arguments, **options)

    # By hand and not by chmod: a superuser may open everything.
    monkeypatch.setattr(os, "scandir", refusing_scandir)
    monkeypatch.setattr(Path, "open", refusing_open)
    found = list(read([tmp_path]))
    assert summary(found) == [("a", "unreadable"), ("closed", "unreadable"), ("z", "read")]
    assert [str(error) for error in found[:2]] == [
        "cannot be read: Permission denied",
        "the folder cannot be listed: Permission denied",
    ]


def test_links(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    outside = tmp_path / "outside.txt"
    outside.write_text("linked")
    for name, target in {
        "circle.txt": "circle.txt",
        "loop": ".",
        "nowhere.txt": "no-such-file",
        "file.txt": outside,
    }.items():
        (tmp_path / "in" / name).symlink_to(target)
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    tally = Tally()
    found = list(read([tmp_path / "in"], tally=tally))
    assert summary(found) == [("circle", "unreadable"), ("file", "linked"), ("nowhere", "unreadable")]
    assert "symbolic links" in str(found[0])
    assert "No such file" in str(found[2])
    assert str(tally) == "1 linked folders, 1 special files"


def test_a_circle_that_is_named_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    assert summary(read([tmp_path / "a.txt"])) == [("a", "unreadable")]


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:
        file.write(b"words")
    (found,) = read([tmp_path])
    assert summary([found]) == [("caf\\xe9", "words")]
    assert found.path == f"{tmp_path}/caf\\xe9.txt"


def test_very_deep_folders(tmp_path: Path) -> None:
    where = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_500):  # deeper than Python's recursion
        os.mkdir("d", dir_fd=where)
        inner = os.open("d", os.O_RDONLY, dir_fd=where)
        os.close(where)
        where = inner
    os.close(where)
    (tmp_path / "z.txt").write_text("words")
    try:
        assert summary(read([tmp_path])) == [("z", "words")]
    finally:
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)  # pytest's own cleaning is recursive


def test_a_folder_to_leave_out(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.txt").write_text("old")
    (tmp_path / "a.txt").write_text("a")
    assert summary(read([tmp_path], leave_out=[tmp_path / "out"])) == [("a", "a")]


def peak_of_reading(place: Path, count: int) -> int:
    """Bytes at most while a folder is read. One of several times may hold the growth of a table of Python's own, such as that of
    interned strings, which has nothing to do with the folder and some megabytes in a process that has run other tests.
    """
    tracemalloc.start()
    try:
        assert sum(1 for _ in read([place])) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_number_of_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "IN_MEMORY", 200)
    monkeypatch.setattr(ids, "IN_MEMORY", 200)
    peaks = []
    for count in (1_000, 4_000):
        place = tmp_path / str(count)
        place.mkdir()
        for i in range(count):
            (place / f"{'a-long-name-' * 12}{i}.txt").touch()
        peaks.append(min(peak_of_reading(place, count) for _ in range(3)))
    assert peaks[1] < peaks[0] + 100_000  # 3,000 more names would be 450,000 bytes and more
