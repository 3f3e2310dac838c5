"""The key file: the workspace's random data key, wrapped once for every slot that may open it.

A slot is a passphrase (argon2id), or the recovery key that was shown once when the workspace was made. Wrapping means
that changing a passphrase rewrites nothing else, and that a lost passphrase is not the end. XSalsa20-Poly1305 and
argon2id come from libsodium (PyNaCl).
"""

import base64
import json
import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from app.core.errors import Damaged, WrongPassphrase

RandomBytes = Callable[[int], bytes]
KEY_FILE = "workspace.keys"
_KEY_BYTES = 32
_RECOVERY_BYTES = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class KdfCost:
    """What one try at a passphrase costs: argon2id passes and bytes of memory."""

    passes: int = 3
    memory: int = 64 * 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Unlocked:
    """The data key, the UUID of the actor whose slot opened it, and the sort of slot."""

    data_key: bytes
    actor: str
    slot: str


def new_recovery_key(random_bytes: RandomBytes = os.urandom) -> str:
    """A recovery key of 160 random bits, in eight groups of four letters and digits that cannot be misread."""
    text = base64.b32encode(random_bytes(_RECOVERY_BYTES)).decode("ascii")
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def write_key_file(
    folder: Path, *, passphrase: str, recovery_key: str, actor: str, random_bytes: RandomBytes, cost: KdfCost
) -> bytes:
    """Make a data key, wrap it in both first slots and write the key file.

    Returns:
        The data key, 32 bytes.
    """
    data_key = random_bytes(_KEY_BYTES)
    salt = random_bytes(argon2id.SALTBYTES)
    slots = [
        {
            "slot": "passphrase",
            "actor": actor,
            "passes": cost.passes,
            "memory": cost.memory,
            "salt": salt.hex(),
            "box": _wrap(_passphrase_key(passphrase, salt, cost), data_key, random_bytes),
        },
        {"slot": "recovery", "actor": actor, "box": _wrap(_recovery_kek(recovery_key), data_key, random_bytes)},
    ]
    text = json.dumps({"format": 1, "slots": slots}, indent=1) + "\n"
    with open(folder / KEY_FILE, "x", encoding="utf-8", opener=_only_for_us) as file:
        file.write(text)
    return data_key


def _only_for_us(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def unlock(folder: Path, secret: str) -> Unlocked:
    """Open the key file with a passphrase or the recovery key.

    Raises:
        WrongPassphrase: no slot opens with it (or the slot is damaged: the two cannot be told apart).
        Damaged: the key file is missing or is none.
    """
    for slot in _read_slots(folder / KEY_FILE):
        key = _slot_key(slot, secret)
        if key is None:
            continue
        try:
            data_key = SecretBox(key).decrypt(bytes.fromhex(slot["box"]))
        except (CryptoError, ValueError, TypeError):
            continue
        return Unlocked(data_key=data_key, actor=slot["actor"], slot=slot["slot"])
    raise WrongPassphrase(
        "That passphrase does not open this workspace, or its key file is damaged.",
        "Try the passphrase again, or the recovery key you were shown when the workspace was made.",
    )


def _read_slots(path: Path) -> list[dict[str, Any]]:
    fix = "Restore the folder from a backup."
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        slots = tree["slots"] if tree["format"] == 1 else None
        if isinstance(slots, list) and slots and all({"slot", "actor", "box"} <= set(slot) for slot in slots):
            return slots
    except FileNotFoundError as error:
        raise Damaged("The workspace's key file is missing from its folder.", fix) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged("The workspace's key file is damaged.", fix) from error
    except OSError as error:
        raise Damaged(f"The workspace's key file cannot be read: {error.strerror}.", fix) from error
    raise Damaged("The workspace's key file is damaged, or was made by a newer version.", fix)


def _slot_key(slot: dict[str, Any], secret: str) -> bytes | None:
    if slot["slot"] == "recovery":
        return _recovery_kek(secret)
    try:
        cost = KdfCost(passes=int(slot["passes"]), memory=int(slot["memory"]))
        return _passphrase_key(secret, bytes.fromhex(slot["salt"]), cost)
    except (KeyError, ValueError, TypeError, CryptoError):
        return None


def _passphrase_key(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    text = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return argon2id.kdf(_KEY_BYTES, text, salt, opslimit=cost.passes, memlimit=cost.memory)


def _recovery_kek(text: str) -> bytes:
    plain = "".join(text.upper().split()).replace("-", "")
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES, person=b"scrutiny-rec").digest()


def _wrap(key: bytes, data_key: bytes, random_bytes: RandomBytes) -> str:
    return bytes(SecretBox(key).encrypt(data_key, random_bytes(SecretBox.NONCE_SIZE))).hex()
