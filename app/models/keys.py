"""The key file: the workspace's random data key, wrapped once for every slot that may open it.

A slot is a person's passphrase (argon2id), or the recovery key that was shown once when the workspace was made.
Wrapping means that changing a passphrase rewrites nothing else, and that a lost passphrase is not the end. A changed
key file takes the place of the old one whole: at every moment there is one that opens. XSalsa20-Poly1305 and argon2id
come from libsodium (PyNaCl).
"""

import base64
import json
import os
import unicodedata
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from app.core.errors import AppError, Damaged, WrongPassphrase

RandomBytes = Callable[[int], bytes]
KEY_FILE = "workspace.keys"
_KEY_BYTES = 32
_RECOVERY_BYTES = 20
_OWN = "passphrase"


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


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyFile:
    """The slots of a key file, as they stand in it. Changing one gives another: ``replace_key_file`` keeps it."""

    slots: tuple[dict[str, Any], ...]

    @property
    def holders(self) -> frozenset[str]:
        """The UUIDs of those who have a passphrase."""
        return frozenset(slot["actor"] for slot in self.slots if slot["slot"] == _OWN)

    def opened_by(self, secret: str) -> Unlocked | None:
        """What a passphrase or the recovery key opens; None where it opens nothing, or only a damaged slot."""
        for slot in self.slots:
            key = _slot_key(slot, secret)
            if key is None:
                continue
            try:
                data_key = SecretBox(key).decrypt(bytes.fromhex(slot["box"]))
            except (CryptoError, ValueError, TypeError):
                continue
            return Unlocked(data_key=data_key, actor=slot["actor"], slot=slot["slot"])
        return None

    def with_passphrase(self, passphrase: str, *, actor: str, data_key: bytes, random_bytes: RandomBytes) -> "KeyFile":
        """With this passphrase for an actor, in the place of the one they had. A try at it costs what others cost.

        Raises:
            AppError: a slot opens with it already: who opened the workspace could not be told any more.
        """
        if self.opened_by(passphrase) is not None:
            raise AppError("That passphrase is in use in this workspace already.", "Choose another one.")
        slot = _passphrase_slot(passphrase, actor, data_key, self._cost(), random_bytes)
        others = (one for one in self.slots if (one["slot"], one["actor"]) != (_OWN, actor))
        return KeyFile(slots=(*others, slot))

    def without(self, actor: str, *, heir: str) -> "KeyFile":
        """Without an actor's passphrase. The recovery key stays; if it acted for them, it acts for the heir now."""
        left = (slot for slot in self.slots if (slot["slot"], slot["actor"]) != (_OWN, actor))
        return KeyFile(slots=tuple({**slot, "actor": heir} if slot["actor"] == actor else slot for slot in left))

    def only(self, actors: Collection[str]) -> "KeyFile":
        """Without the passphrases of those who are nobody here: what is left of a change that a crash cut off."""
        kept = (slot for slot in self.slots if slot["slot"] != _OWN or slot["actor"] in actors)
        return KeyFile(slots=tuple(kept))

    def _cost(self) -> KdfCost:
        costs = [(slot.get("memory"), slot.get("passes")) for slot in self.slots if slot["slot"] == _OWN]
        known = [(memory, passes) for memory, passes in costs if isinstance(memory, int) and isinstance(passes, int)]
        memory, passes = max(known, default=(KdfCost().memory, KdfCost().passes))
        return KdfCost(passes=passes, memory=memory)


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
    first = _passphrase_slot(passphrase, actor, data_key, cost, random_bytes)
    recovery = {"slot": "recovery", "actor": actor, "box": _wrap(_recovery_kek(recovery_key), data_key, random_bytes)}
    with open(folder / KEY_FILE, "x", encoding="utf-8", opener=_only_for_us) as file:
        file.write(_text(KeyFile(slots=(first, recovery))))
    return data_key


def read_key_file(folder: Path) -> KeyFile:
    """The key file of a workspace.

    Raises:
        Damaged: it is missing or is none.
    """
    return KeyFile(slots=tuple(_read_slots(folder / KEY_FILE)))


def replace_key_file(folder: Path, keys: KeyFile) -> None:
    """Put a changed key file in the place of the old one, which stands until the new one is whole on the disk.

    Raises:
        AppError: it cannot be written; the old one stands.
    """
    part = folder / f"{KEY_FILE}.new"
    try:
        part.unlink(missing_ok=True)  # what a crash left there is not ours to write into
        with open(part, "x", encoding="utf-8", opener=_only_for_us) as file:
            file.write(_text(keys))
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / KEY_FILE)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        what = f"The workspace's key file cannot be written: {error.strerror}. The old one stands."
        raise AppError(what, "Make room, or see who may write in its folder, then do it again.") from error
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """That the new file has the name is on the disk too; Windows sees to it by itself."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _text(keys: KeyFile) -> str:
    return json.dumps({"format": 1, "slots": keys.slots}, indent=1) + "\n"


def _passphrase_slot(
    passphrase: str, actor: str, data_key: bytes, cost: KdfCost, random_bytes: RandomBytes
) -> dict[str, Any]:
    salt = random_bytes(argon2id.SALTBYTES)
    return {
        "slot": _OWN,
        "actor": actor,
        "passes": cost.passes,
        "memory": cost.memory,
        "salt": salt.hex(),
        "box": _wrap(_passphrase_key(passphrase, salt, cost), data_key, random_bytes),
    }


def _only_for_us(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def unlock(folder: Path, secret: str) -> Unlocked:
    """Open the key file with a passphrase or the recovery key.

    Raises:
        WrongPassphrase: no slot opens with it (or the slot is damaged: the two cannot be told apart).
        Damaged: the key file is missing or is none.
    """
    opened = read_key_file(folder).opened_by(secret)
    if opened is not None:
        return opened
    raise WrongPassphrase(
        "That passphrase does not open this workspace, or its key file is damaged.",
        "Try the passphrase again, or the recovery key you were shown when the workspace was made.",
    )


def _read_slots(path: Path) -> list[dict[str, Any]]:
    fix = "Restore the folder from a backup."
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        slots = tree["slots"] if tree["format"] == 1 else None
        if isinstance(slots, list) and slots and all(_is_slot(slot) for slot in slots):
            return slots
    except FileNotFoundError as error:
        raise Damaged("The workspace's key file is missing from its folder.", fix) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged("The workspace's key file is damaged.", fix) from error
    except OSError as error:
        raise Damaged(f"The workspace's key file cannot be read: {error.strerror}.", fix) from error
    raise Damaged("The workspace's key file is damaged, or was made by a newer version.", fix)


def _is_slot(slot: Any) -> bool:
    return {"slot", "actor", "box"} <= set(slot) and isinstance(slot["slot"], str) and isinstance(slot["actor"], str)


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
