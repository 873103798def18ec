"""The seal of a server on a workbook file: that its names are those this server knew. Pure.

It is an HMAC with a key that only this server has, over all of the file but the seal and the
checksum. The checksum is there to notice damage; whoever changes a file can make it anew, but not
the seal. A server's mark beside it tells a file of its own that was changed from another server's.
"""

import hmac
from typing import Any, Final

from barnraise.workbook.file_origin import SealState
from barnraise.workbook.files.layout import Tree, canonical, checksum

PURPOSE: Final = b"barnraise: the seal of a workbook file"  # a key of its own, for this alone
UNSEALED: Final = ("seal", "sha256")


def sealed(tree: Tree, secret: str) -> dict[str, Any]:
    """The tree with this server's seal and the checksum."""
    key = _key(secret)
    whole = {**tree, "seal": {"server": _mark(key), "hmac": _hmac(tree, key)}}
    return {**whole, "sha256": checksum(whole)}


def seal_state(tree: Tree, secret: str) -> SealState:
    """What the seal on this file says to the server with this secret."""
    key, seal = _key(secret), tree.get("seal")
    if not seal or seal["server"] != _mark(key):
        return SealState.NONE
    is_ours = hmac.compare_digest(seal["hmac"], _hmac(tree, key))
    return SealState.HOLDS if is_ours else SealState.BROKEN


def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), PURPOSE, "sha256")


def _mark(key: bytes) -> str:
    """By which a server knows its own seals; it tells nothing of the key."""
    return hmac.digest(key, b"mark", "sha256")[:8].hex()


def _hmac(tree: Tree, key: bytes) -> str:
    return hmac.digest(key, canonical(tree, without=UNSEALED), "sha256").hex()
