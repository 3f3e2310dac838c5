"""The one kind of error that a person can act on; everything else is a fault and goes to the crash sheet."""


class AppError(Exception):
    """Something a person can put right: what happened, and what to do, in their words.

    Never put record text into either sentence: both are logged and shown.
    """

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix

    def __str__(self) -> str:
        """Both sentences, as one line for a terminal or a message bar."""
        return f"{self.what} {self.fix}".strip()


class WrongPassphrase(AppError):
    """The passphrase opens none of the key slots, or the key file is damaged: the two cannot be told apart."""


class Damaged(AppError):
    """The store cannot be read although the key is right."""


class AlreadyImported(AppError):
    """The same file was imported before: a door may offer to import it again, as further versions."""


class EveryRowTwice(AppError):
    """A file holds every row twice: a door may offer to take each once, or all."""


class NotUtf8(AppError):
    """A CSV file in another encoding than UTF-8: a door may offer to read it as Windows-1252 (``cp1252``)."""


class Cancelled(Exception):
    """A long job stopped because the person asked it to; nothing of it was kept."""
