"""Sealing holds whatever the text: round trip, bound to its place, one flipped bit fails."""

import dataclasses
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core import crypto
from apps.core.crypto import CannotOpen, Place

keys = st.binary(min_size=32, max_size=32)
texts = st.text(max_size=4000).map(lambda text: text.encode("utf-8", "surrogatepass"))
names = st.text(min_size=1, max_size=20)
places = st.builds(Place, scope=names, owner=st.uuids(), table=names, row=st.uuids(), field=names)


@given(keys, texts, places)
def test_what_was_sealed_opens_again(key: bytes, plain: bytes, place: Place) -> None:
    assert crypto.unseal(key, crypto.seal(key, 1, plain, place), place) == plain


@given(keys, texts, places, st.sampled_from(["scope", "owner", "table", "row", "field"]))
def test_a_text_moved_elsewhere_does_not_open(
    key: bytes, plain: bytes, place: Place, part: str
) -> None:
    sealed = crypto.seal(key, 1, plain, place)
    changed: Any = uuid.uuid4() if part in {"owner", "row"} else getattr(place, part) + "x"
    with pytest.raises(CannotOpen):
        crypto.unseal(key, sealed, dataclasses.replace(place, **{part: changed}))


@given(keys, texts, places, st.integers(1, 65535))
def test_another_key_version_in_the_header_does_not_open(
    key: bytes, plain: bytes, place: Place, version: int
) -> None:
    sealed = crypto.seal(key, 0, plain, place)
    forged = crypto.HEADER.pack(crypto.FORMAT, crypto.AES_256_GCM, version) + sealed[4:]
    with pytest.raises(CannotOpen):
        crypto.unseal(key, forged, place)


@given(keys, texts, places, st.data())
def test_one_flipped_bit_does_not_open(
    key: bytes, plain: bytes, place: Place, data: st.DataObject
) -> None:
    sealed = bytearray(crypto.seal(key, 1, plain, place))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(CannotOpen):
        crypto.unseal(key, bytes(sealed), place)


@given(keys, keys, texts, places)
def test_a_wrong_key_does_not_open(one: bytes, other: bytes, plain: bytes, place: Place) -> None:
    sealed = crypto.seal(one, 1, plain, place)
    if one != other:
        with pytest.raises(CannotOpen):
            crypto.unseal(other, sealed, place)


@given(keys, places, st.integers(0, 252), st.integers(0, 252))
def test_sizes_are_equal_inside_a_bucket(key: bytes, place: Place, one: int, two: int) -> None:
    sizes = {len(crypto.seal(key, 1, b"x" * length, place)) for length in (one, two)}
    assert sizes == {crypto.HEADER.size + crypto.NONCE + 256 + 16}


@given(st.binary(max_size=70_000))
def test_padding_comes_off_again_or_says_too_long(plain: bytes) -> None:
    if len(plain) + 4 > crypto.BUCKETS[-1]:
        with pytest.raises(crypto.TooLong):
            crypto.pad(plain)
    else:
        padded = crypto.pad(plain)
        assert len(padded) in crypto.BUCKETS
        assert crypto.unpad(padded) == plain


@given(keys, keys, st.binary(max_size=40), st.binary(max_size=40))
def test_a_wrapped_key_opens_only_where_it_was_bound(
    outer: bytes, key: bytes, bound: bytes, elsewhere: bytes
) -> None:
    wrapped = crypto.wrap(outer, key, bound)
    assert crypto.unwrap(outer, wrapped, bound) == key
    if bound != elsewhere:
        with pytest.raises(CannotOpen):
            crypto.unwrap(outer, wrapped, elsewhere)


@given(st.lists(st.text(max_size=8), max_size=5), st.lists(st.text(max_size=8), max_size=5))
def test_associated_data_is_unambiguous(one: list[str], two: list[str]) -> None:
    assert (crypto.associated(*one) == crypto.associated(*two)) == (one == two)


def test_a_known_text_still_opens() -> None:
    """A fixed vector: the format on disk must not change silently."""
    place = Place("person", uuid.UUID(int=1), "t", uuid.UUID(int=2), "f")
    sealed = bytes.fromhex(VECTOR)
    assert crypto.unseal(bytes(range(32)), sealed, place) == b'"kept"'
    assert crypto.sealed_version(sealed) == 1


@pytest.mark.parametrize("damaged", [b"", b"\x01", b"\x02" * 40, bytes(300)])
def test_bytes_of_another_format_do_not_open(damaged: bytes) -> None:
    with pytest.raises(CannotOpen):
        crypto.sealed_version(damaged)


VECTOR = (
    "01010001027114ebfee543201b34e0c0c2a5e1d12360470b7e45d3695e1d0674a4523c780bc7270f8b621247"
    "6eea9c367a67f91ec9786ec77ef18e6d9b22c2cd0b3ef06ba72d37ded83e0ab80ef7747ae1130b050b6e9f31"
    "cca4c76ffa07384adbc3850dc359e7a23fe22e499b33577aa95a8ffa27fa46e6ae4b1bce5c19bf648c6711ca"
    "70e0a6cb40e41f0b78aec3b247d2d8b6c6e7901e4e6c09e132cb12b8ba0d74d1dcf734a3dd97159100a25228"
    "dd3554d973dd972fec315d71b26aa537d4c8987d57e7c149d8b4a667c30a766f8da53dbc724ffed269e01a03"
    "eb841ce60a11b49691bf91961c5c64d31fce98e4bb09308b5e4cdcb69462b338ca2d775d79284d1562837030"
    "400de7ebb3a02e3038604d8dcd326093d3d41cfa38620c96"
)
