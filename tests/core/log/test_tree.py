"""The Merkle tree, against published vectors and against its own definition."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omah.core.log.tree import (
    EMPTY_ROOT,
    TILE_WIDTH,
    Edge,
    consistency_proof,
    edge_of,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root_hash,
)

LEAVES = [
    leaf_hash(bytes.fromhex(text))
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
# The eight leaves and roots that Certificate Transparency's own tests use.
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
MANY = [leaf_hash(str(number).encode()) for number in range(700)]


def by_definition(leaves):
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(by_definition(leaves[:split]), by_definition(leaves[split:]))


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size):
    assert root_hash(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_published_inclusion_proof_of_the_first_of_eight():
    assert [part.hex()[:16] for part in inclusion_proof(LEAVES, 0)] == [
        "96a296d224f285c6",
        "5f083f0a1a33ca07",
        "6b47aaf29ee3c2af",
    ]


@pytest.mark.parametrize(
    "size", [0, 1, 2, 3, 7, 255, 256, 257, 511, 512, 513, 600, 700]
)
def test_root_and_edge_follow_the_definition(size):
    leaves = MANY[:size]
    assert root_hash(leaves) == edge_of(leaves).root() == by_definition(leaves)


def test_an_edge_across_two_full_levels_follows_the_definition():
    leaves = MANY[:1] * (TILE_WIDTH**2 + 3)
    assert edge_of(leaves).root() == root_hash(leaves)


def test_an_edge_yields_every_tile_once_and_in_place():
    edge, tiles = Edge(), []
    for leaf in MANY:
        tiles += edge.push(leaf)
    full = [(tile.level, tile.number, len(tile.hashes)) for tile in tiles]
    assert full == [(0, 0, 256), (0, 1, 256)]
    partial = [(t.level, t.number, len(t.hashes)) for t in edge.partial_tiles()]
    assert partial == [(0, 2, 188), (1, 0, 2)]


@settings(max_examples=60)
@given(st.data(), st.integers(1, 300))
def test_every_leaf_is_proved_included_and_no_other(data, size):
    leaves, index = MANY[:size], data.draw(st.integers(0, size - 1))
    proof, root = inclusion_proof(leaves, index), root_hash(leaves)
    assert is_included(leaves[index], index, size, proof, root)
    other = data.draw(st.integers(0, size - 1).filter(lambda i: i != index) | st.none())
    if other is not None:
        assert not is_included(leaves[index], other, size, proof, root)
        assert not is_included(leaves[other], index, size, proof, root)
    assert not is_included(leaves[index], index, size, (*proof, root), root)
    if proof:
        assert not is_included(leaves[index], index, size, proof[:-1], root)


@settings(max_examples=60)
@given(st.data(), st.integers(1, 300))
def test_a_grown_tree_is_proved_consistent_and_a_changed_one_is_not(data, size):
    old_size = data.draw(st.integers(1, size))
    leaves = MANY[:size]
    old_root, root = root_hash(leaves[:old_size]), root_hash(leaves)
    proof = consistency_proof(leaves, old_size)
    assert is_consistent(old_size, old_root, size, root, proof)
    assert not is_consistent(old_size, MANY[-1], size, root, proof)
    assert not is_consistent(old_size, old_root, size, MANY[-1], proof)
    assert not is_consistent(old_size, old_root, size, root, (*proof, root))
    if old_size < size:
        changed = [MANY[-1], *leaves[1:]]
        path = consistency_proof(changed, old_size)
        assert not is_consistent(old_size, old_root, size, root_hash(changed), path)


def test_nothing_is_consistent_with_an_empty_tree():
    assert not is_consistent(0, EMPTY_ROOT, 3, root_hash(MANY[:3]), ())
    assert not is_consistent(4, root_hash(MANY[:4]), 3, root_hash(MANY[:3]), ())
    with pytest.raises(ValueError, match="no tree of 0"):
        consistency_proof(MANY, 0)


def test_no_leaf_lies_beyond_the_tree():
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion_proof(MANY[:3], 3)
    assert not is_included(MANY[3], 3, 3, (), root_hash(MANY[:3]))
