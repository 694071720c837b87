from __future__ import annotations

import struct
import time
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from cadocs.errors import LimitError, ReadError
from cadocs.read import read
from cadocs.read.archive import unpack
from cadocs.schema import Limits
from made_files import make_docx, make_zip

ALL = ("",)


def test_members_come_by_their_names() -> None:
    data = make_zip({"a.xml": "<a/>", "b.png": b"\x89PNG", "c.XML": "<c/>"})
    found = unpack(data, "x", Limits(), (".xml",))
    assert found == {"a.xml": b"<a/>", "b.png": b"", "c.XML": b"<c/>"}


def test_a_bomb_is_refused_from_its_directory_in_no_time(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(make_docx("", more={"word/media.xml": b" " * 100_000_000}))
    assert path.stat().st_size < 150_000
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(LimitError, match=r"bomb\.docx.*Limits\.ratio allows 100"):
        read(path)
    seconds = time.process_time() - start
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 0.2
    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        pytest.param(Limits(members=2), r"has 3 members, and Limits\.members allows 2", id="many"),
        pytest.param(Limits(unpacked=19_999_999), r"bytes, and Limits\.unpacked", id="large"),
        pytest.param(Limits(), r"grows 1,0\d\d times .* Limits\.ratio allows 100", id="dense"),
    ],
)
def test_an_archive_beyond_a_limit_is_refused(limits: Limits, said: str) -> None:
    data = make_zip({"a": b" " * 20_000_000, "b": "b", "c": "c"})
    with pytest.raises(LimitError, match=said):
        unpack(data, "x", limits, ALL)


def test_little_may_be_packed_as_well_as_it_can_be() -> None:
    data = make_zip({"a": b" " * 1_000_000})
    assert unpack(data, "x", Limits(), ALL) == {"a": b" " * 1_000_000}


def lying(size: int, stated: int) -> bytes:
    """An archive whose directory states another size than that of its one member."""
    data = bytearray(make_zip({"a": b" " * size}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", stated)
    return bytes(data)


def test_a_directory_that_lies_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    real = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        found = real(self, n)
        given.append(len(found))
        return found

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    with pytest.raises(ReadError, match="the archive is broken"):
        unpack(lying(50_000_000, 1_000_000), "x", Limits(), ALL)
    assert sum(given) <= 1_000_000


@pytest.mark.parametrize("stated", [2_000_000_000, 300_000_000])
def test_a_directory_is_believed_when_it_states_too_much(stated: int) -> None:
    with pytest.raises(LimitError, match=r"Limits\.unpacked"):
        unpack(lying(1000, stated), "x", Limits(), ALL)


def test_encrypted_members_are_refused() -> None:
    data = bytearray(make_zip({"a": "a"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(ReadError, match="needs a password"):
        unpack(bytes(data), "x", Limits(), ALL)


def test_packings_that_office_programs_do_not_use_are_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", "a")
    with pytest.raises(ReadError, match="'a' is packed oddly"):
        unpack(out.getvalue(), "x", Limits(), ALL)


def test_damage_is_told() -> None:
    data = bytearray(make_zip({"a": bytes(range(256)) * 9}))
    data[40] ^= 0xFF
    with pytest.raises(ReadError, match="the archive is broken"):
        unpack(bytes(data), "x", Limits(), ALL)
