"""The Merkle tree of a log: hashes, roots, proofs (RFC 6962, section 2.1).

The tree is kept as tiles of 256 hashes (C2SP tlog-tiles). Only the unfinished
tile of each level, the edge, is needed to grow the tree or to know its root.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

TILE_WIDTH = 256
"""Hashes in a full tile; eight levels of the tree."""

EMPTY_ROOT = hashlib.sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile: its level (each is eight tree levels), place and hashes."""

    level: int
    number: int
    hashes: tuple[bytes, ...]


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one log entry.

    Examples
    --------
    >>> leaf_hash(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node from the hashes of its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_hash(hashes: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes, or over roots of equal full subtrees.

    Examples
    --------
    >>> root_hash([]).hex()[:16]
    'e3b0c44298fc1c14'
    """
    if not hashes:
        return EMPTY_ROOT
    row = list(hashes)
    while len(row) > 1:
        pairs = zip(row[::2], row[1::2], strict=False)
        lone = row[-1:] if len(row) % 2 else []
        row = [node_hash(left, right) for left, right in pairs] + lone
    return row[0]


@dataclass(slots=True)
class Edge:
    """The unfinished tile of every level: all that a growing tree must know.

    It changes in place, as its owner (the log writer, the verifier) pushes leaf
    after leaf; nobody else holds it.
    """

    size: int = 0
    rows: list[list[bytes]] = field(default_factory=list)

    def push(self, leaf: bytes) -> Iterator[Tile]:
        """Add a leaf hash; yield the tiles it fills, lowest level first."""
        self.size += 1
        level, rising = 0, leaf
        while True:
            if level == len(self.rows):
                self.rows.append([])
            row = self.rows[level]
            row.append(rising)
            if len(row) < TILE_WIDTH:
                return
            rising = root_hash(row)
            number = (self.size >> (8 * (level + 1))) - 1
            self.rows[level] = []
            yield Tile(level, number, tuple(row))
            level += 1

    def partial_tiles(self) -> Iterator[Tile]:
        """Yield the unfinished tiles, lowest level first."""
        for level, row in enumerate(self.rows):
            if row:
                yield Tile(level, self.size >> (8 * (level + 1)), tuple(row))

    def root(self) -> bytes:
        """Return the root of the whole tree."""
        below: list[bytes] = []
        for row in self.rows:
            below = [root_hash(row + below)] if row or below else []
        return below[0] if below else EMPTY_ROOT


def edge_of(leaves: Iterable[bytes]) -> Edge:
    """Return the edge of the tree over these leaf hashes."""
    edge = Edge()
    for leaf in leaves:
        for _ in edge.push(leaf):
            pass
    return edge


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the audit path of one leaf (RFC 6962, section 2.1.1).

    Raises
    ------
    ValueError
        If there is no leaf at ``index``.
    """
    if not 0 <= index < len(leaves):
        raise ValueError(f"no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return ()
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if index < split:
        return (*inclusion_proof(left, index), root_hash(right))
    return (*inclusion_proof(right, index - split), root_hash(left))


def is_included(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Return whether the proof shows ``leaf`` at ``index`` of the tree ``root``.

    Notes
    -----
    The walk goes from the leaf up; ``index`` and the last index of the tree
    halve together. Where both are equal and even, the node has no sibling on
    its level and is carried up unchanged (RFC 9162, section 2.1.3.2).
    """
    if not 0 <= index < size:
        return False
    last, node = size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if index % 2 or index == last:
            node = node_hash(sibling, node)
            while index % 2 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and node == root


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Return the proof that the tree's first ``old_size`` leaves are unchanged.

    Raises
    ------
    ValueError
        If ``old_size`` is zero (it proves nothing) or beyond the tree.
    """
    if not 0 < old_size <= len(leaves):
        raise ValueError(f"no tree of {old_size} inside one of {len(leaves)}")
    return _subproof(leaves, old_size, whole=True)


def _subproof(
    leaves: Sequence[bytes], old_size: int, *, whole: bool
) -> tuple[bytes, ...]:
    if old_size == len(leaves):
        return () if whole else (root_hash(leaves),)
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if old_size <= split:
        return (*_subproof(left, old_size, whole=whole), root_hash(right))
    return (*_subproof(right, old_size - split, whole=False), root_hash(left))


def is_consistent(
    old_size: int,
    old_root: bytes,
    size: int,
    root: bytes,
    proof: Sequence[bytes],
) -> bool:
    """Return whether the proof shows that the old tree begins the new one.

    References
    ----------
    RFC 9162, section 2.1.4.2. An old size of zero is refused: it proves nothing.
    """
    if not 0 < old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == root
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    return bool(path) and _climb(path, old_size - 1, size - 1) == (old_root, root)


def _climb(path: Sequence[bytes], old: int, new: int) -> tuple[bytes, bytes] | None:
    """Return the two roots that a consistency path leads to."""
    while old % 2:
        old, new = old >> 1, new >> 1
    old_node = new_node = path[0]
    for sibling in path[1:]:
        if new == 0:
            return None
        if old % 2 or old == new:
            old_node = node_hash(sibling, old_node)
            new_node = node_hash(sibling, new_node)
            while old % 2 == 0 and old:
                old, new = old >> 1, new >> 1
        else:
            new_node = node_hash(new_node, sibling)
        old, new = old >> 1, new >> 1
    return (old_node, new_node) if new == 0 else None


def _split(size: int) -> int:
    """Return the largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)
