"""A file of named blocks of arrays, each packed and with a checksum of its own.

Layout: a line that names the format; length and checksum of the index; the index (JSON, packed);
the blocks. Blocks are packed with LZMA2 with every setting pinned, so the bytes depend on the
content alone, and a reader unpacks only the blocks it needs.
"""

from __future__ import annotations

import json
import lzma
import math
import os
import struct
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nonaligned.errors import RecordError

MAGIC = b"nonaligned book 1\n"
_HEAD = struct.Struct("<II")
_FILTERS: list[dict[str, Any]] = [
    {
        "id": lzma.FILTER_LZMA2,
        "dict_size": 1 << 20,
        "lc": 0,
        "lp": 0,
        "pb": 0,
        "mode": lzma.MODE_NORMAL,
        "nice_len": 64,
        "mf": lzma.MF_BT4,
        "depth": 0,
    }
]

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, eq=False)
class BlockFile:
    """Blocks of a file that was read.

    Parameters
    ----------
    path : Path
    about : mapping
        What was written beside the blocks.
    blocks : mapping of str to list
        Offset, packed size, checksum, and name, type and shape of each array.
    payload : bytes
        The packed blocks.
    """

    path: Path
    about: Mapping[str, Any] = field(repr=False)
    blocks: Mapping[str, Any] = field(repr=False)
    payload: bytes = field(repr=False)

    def read(self, name: str) -> dict[str, NDArray[Any]]:
        """Unpack a block.

        Parameters
        ----------
        name : str

        Returns
        -------
        dict of str to array
            Read-only.

        Raises
        ------
        RecordError
            There is no such block, or it is damaged.
        """
        if name not in self.blocks:
            raise RecordError(f"no block {name!r}", where=str(self.path))
        offset, size, checksum, layout = self.blocks[name]
        packed = self.payload[offset : offset + size]
        if len(packed) != size or zlib.crc32(packed) != checksum:
            raise _damaged(self.path, f"block {name!r}")
        return _parted(_unpacked(packed), layout)


def write_blocks(path: Path, about: Mapping[str, Any], blocks: Mapping[str, Arrays]) -> None:
    """Write blocks of arrays; the file is there whole or, on any failure, as it was before.

    Parameters
    ----------
    path : Path
    about : mapping
        Anything that JSON holds.
    blocks : mapping
        Arrays by name, by name of the block. Numbers and text; shapes are kept, numbers are
        stored in the byte order of the format.

    Notes
    -----
    The same content gives the same bytes (with one version of liblzma): names are sorted, nothing
    is dated.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a"
    ...     write_blocks(path, {"who": "us"}, {"n": {"x": np.array([1, 2])}})
    ...     read_blocks(path).read("n")["x"].tolist()
    [1, 2]
    """
    index: dict[str, Any] = {}
    payload = bytearray()
    for name in sorted(blocks):
        arrays = {key: _plain(array) for key, array in sorted(blocks[name].items())}
        packed = _packed(b"".join(_bytes(array) for array in arrays.values()))
        layout = [[key, array.dtype.str, list(array.shape)] for key, array in arrays.items()]
        index[name] = [len(payload), len(packed), zlib.crc32(packed), layout]
        payload += packed
    text = json.dumps({"about": about, "blocks": index}, sort_keys=True, ensure_ascii=False)
    head = _packed(text.encode())
    _replace(path, MAGIC + _HEAD.pack(len(head), zlib.crc32(head)) + head + bytes(payload))


def read_blocks(path: Path) -> BlockFile:
    """Read a file of blocks; the blocks are unpacked when asked for.

    Raises
    ------
    RecordError
        It is not there, or not such a file, or its index is damaged.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RecordError(f"cannot be read: {reason}", where=str(path)) from None
    if not content.startswith(MAGIC):
        raise RecordError("is no book of this version", where=str(path), hint="Build it anew")
    start = len(MAGIC) + _HEAD.size
    if len(content) < start:
        raise _damaged(path, "index")
    size, checksum = _HEAD.unpack(content[len(MAGIC) : start])
    head = content[start : start + size]
    if len(head) != size or zlib.crc32(head) != checksum:
        raise _damaged(path, "index")
    index = json.loads(_unpacked(head))
    return BlockFile(path, index["about"], index["blocks"], content[start + size :])


def _damaged(path: Path, part: str) -> RecordError:
    return RecordError(f"{part} is damaged", where=str(path), hint="Install or build it anew")


def _plain(array: NDArray[Any]) -> NDArray[Any]:
    """Little-endian numbers, the smallest unsigned type for whole ones that are not negative."""
    values = np.asarray(array)
    if values.dtype.kind in "iu" and values.size and values.min() >= 0:
        values = values.astype(np.min_scalar_type(values.max()))
    if values.dtype.kind not in "iufUb":
        raise TypeError(f"a book holds numbers and text, not {values.dtype}")
    return values.astype(values.dtype.newbyteorder("<"), order="C", copy=False)


def _bytes(array: NDArray[Any]) -> bytes:
    """Bytes of the array, first bytes of all elements first: alike bytes stand together."""
    flat = np.frombuffer(array.tobytes(), dtype=np.uint8)
    return flat.reshape(-1, max(array.dtype.itemsize, 1)).T.tobytes()


def _parted(content: bytes, layout: list[list[Any]]) -> dict[str, NDArray[Any]]:
    arrays, start = {}, 0
    for name, kind, shape in layout:
        dtype = np.dtype(kind)
        end = start + math.prod(shape) * dtype.itemsize
        flat = np.frombuffer(content[start:end], dtype=np.uint8)
        plain = flat.reshape(max(dtype.itemsize, 1), -1).T.tobytes()
        arrays[name] = np.frombuffer(plain, dtype=dtype).reshape(shape)
        start = end
    return arrays


def _packed(content: bytes) -> bytes:
    return lzma.compress(content, format=lzma.FORMAT_RAW, filters=_FILTERS)


def _unpacked(content: bytes) -> bytes:
    return lzma.decompress(content, format=lzma.FORMAT_RAW, filters=_FILTERS)


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as new:
        try:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
            os.chmod(new.name, 0o644)
            os.replace(new.name, path)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise
