"""Files behind a passphrase, in the format of the program age (version 1), which opens them too.

A key from the passphrase (scrypt) opens the file's own key; with that the contents stand in chunks
of 64 kB, each sealed (ChaCha20-Poly1305) with its number and whether it is the last one.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

FIRST = b"age-encryption.org/v1\n"
LABEL = b"age-encryption.org/v1/scrypt"
WORK = 16  # log2; 64 MB of memory and some tenths of a second for each guess
MAX_WORK = 20  # a header that asks for more than a gigabyte was not written by us
CHUNK, TAG, MAX_LINE = 1 << 16, 16, 200
NO_NONCE = bytes(12)  # each of these keys is used once


class NotOpened(Exception):  # noqa: N818 - said as people say it
    """It is no such file, or not with this passphrase, or not as it was written."""


def encrypt(plain: BinaryIO, sealed: BinaryIO, passphrase: str) -> None:
    """Write the rest of `plain` into `sealed`, to be opened with the passphrase alone."""
    file_key, salt, nonce = (
        secrets.token_bytes(16),
        secrets.token_bytes(16),
        secrets.token_bytes(16),
    )
    wrapped = ChaCha20Poly1305(_stretched(passphrase, salt, WORK)).encrypt(NO_NONCE, file_key, None)
    stanza = b"-> scrypt %s %d\n%s\n---" % (_text(salt), WORK, _text(wrapped))
    header = FIRST + stanza
    sealed.write(header + b" " + _text(_mac(file_key, header)) + b"\n" + nonce)
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    for number, (chunk, is_last) in enumerate(_chunks(plain, CHUNK)):
        sealed.write(cipher.encrypt(_nonce(number, is_last=is_last), chunk, None))


def decrypt(sealed: BinaryIO, plain: BinaryIO, passphrase: str) -> None:
    """Write what `sealed` holds into `plain`; NotOpened at the first byte that is not as written.

    What was written until then is not to be used.
    """
    file_key = _file_key(sealed, passphrase)
    nonce = sealed.read(16)
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    try:
        for number, (chunk, is_last) in enumerate(_chunks(sealed, CHUNK + TAG)):
            plain.write(cipher.decrypt(_nonce(number, is_last=is_last), chunk, None))
    except InvalidTag as error:
        raise NotOpened("it was cut off or changed") from error


def _file_key(sealed: BinaryIO, passphrase: str) -> bytes:
    lines = [sealed.readline(MAX_LINE) for _line in range(4)]
    first, stanza, wrapped, last = lines
    words = stanza.split()
    if first != FIRST or words[:2] != [b"->", b"scrypt"] or len(words) != 4:
        raise NotOpened("it is not a file behind a passphrase")
    try:
        work, salt, body, mac = int(words[3]), _bytes(words[2]), _bytes(wrapped), _bytes(last[4:])
    except ValueError as error:
        raise NotOpened("its first lines are damaged") from error
    if not (1 <= work <= MAX_WORK and last.startswith(b"--- ")):
        raise NotOpened("its first lines are damaged")
    try:
        key = ChaCha20Poly1305(_stretched(passphrase, salt, work)).decrypt(NO_NONCE, body, None)
    except InvalidTag as error:
        raise NotOpened("the passphrase is another one") from error
    if not hmac.compare_digest(mac, _mac(key, first + stanza + wrapped + b"---")):
        raise NotOpened("its first lines were changed")
    return key


def _stretched(passphrase: str, salt: bytes, work: int) -> bytes:
    """The key that a passphrase makes, slowly enough that guessing is dear."""
    memory = 1024 * (1 << work) + (1 << 20)
    return hashlib.scrypt(
        passphrase.encode(), salt=LABEL + salt, n=1 << work, r=8, p=1, dklen=32, maxmem=memory
    )


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    """HKDF-SHA-256, one block."""
    extracted = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(extracted, purpose + b"\x01", "sha256")


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _chunks(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """The rest of a file in pieces, and whether each is the last; an empty file has one."""
    chunk = file.read(size)
    while following := file.read(size):
        yield chunk, False
        chunk = following
    yield chunk, True


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    """Only as `_text` writes them: no second spelling of the same bytes."""
    bare = text.removesuffix(b"\n")
    data = base64.b64decode(bare + b"=" * (-len(bare) % 4), validate=True)
    if _text(data) != bare:
        raise ValueError
    return data
