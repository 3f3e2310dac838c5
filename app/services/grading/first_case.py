"""The made-up case that shows a newcomer the keys. It lives in memory alone: no workspace, no log, nothing counted."""

from collections.abc import Mapping
from functools import cache

import msgspec

from app.core import resources
from app.core.errors import AppError
from app.core.schemes.parse import parse_scheme, parse_shared
from app.core.schemes.rules import Struct
from app.core.schemes.spec import Scheme, Text
from app.core.shapes.practice import PracticeStep
from app.core.shapes.sheets import Given, Queue, QueueItem, Sheet, SheetState
from app.core.words import say
from app.core.workflow.sheet import Grading, sheet_stages

_NAME = "PRACTICE CASE"
_ALL = "That is all there is to it. “?” shows every key, and this case again, at any time."
_NOTHING = "This is the practice case: nothing of it is kept."


class _Step(Struct, frozen=True, kw_only=True):
    does: str
    text: Text
    chosen: Text | None = None


class _Story(Struct, frozen=True, kw_only=True):
    values: dict[str, str]
    steps: tuple[_Step, ...]


class FirstCase:
    """Somebody's try at the case: as real grading answers, and forgotten with this object."""

    def __init__(self, *, single_keys: bool) -> None:
        """Begin. ``single_keys`` says whether one key answers at once for this person."""
        self._single_keys = single_keys
        self._scheme, self._story = _load()
        self._answers: list[tuple[str, Given]] = []
        self._locked: list[str] = []
        self._done: set[str] = set()

    @property
    def step(self) -> PracticeStep:
        """What is to be tried next: the first thing that was not done yet."""
        steps = self._story.steps
        finished = self._grading().state is SheetState.DONE
        for number, step in enumerate(steps, 1):
            if step.does not in self._done and not finished:
                text = step.chosen if step.chosen is not None and not self._single_keys else step.text
                return PracticeStep(number=number, of=len(steps), text=say(text))
        return PracticeStep(number=0, of=len(steps), text=_ALL)

    def queue(self) -> Queue:
        """A queue of the one case."""
        state = self._grading().state
        item = QueueItem(case_id=1, number=1, reference=_NAME, headline="Made up", state=state)
        return Queue(
            round_id=0,
            seat_id=0,
            label="Practice case",
            subtitle="Everything here is made up",
            practice=True,
            items=(item,),
            next_case=1,
            single_keys=self._single_keys,
        )

    def sheet(self) -> Sheet:
        """The sheet as it stands."""
        grading = self._grading()
        return Sheet(
            sheet_id=0,
            round_id=0,
            seat_id=0,
            case_id=1,
            number=1,
            of=1,
            token="",
            reference=_NAME,
            form_label=say(self._scheme.forms[0].label),
            stages=sheet_stages(grading),
            state=grading.state,
            changed=0,
            saved_at="",
            can_undo=bool(self._open_answers(grading)),
        )

    def answer(self, question: str, given: Given) -> Sheet:
        """Keep an answer until the case is left."""
        before = self._standing().get(question, Given())
        self._answers.append((question, given))
        if given.answer != before.answer:
            self._done.add("answer")
        if given.reasons:
            self._done.add("reason")
        if given.note:
            self._done.add("note")
        return self.sheet()

    def undo(self) -> Sheet:
        """Take back the newest answer of the open stage. AppError: there is none."""
        newest = self._open_answers(self._grading())
        if not newest:
            raise AppError("There is no answer to take back.", "Answers of a locked stage stand.")
        del self._answers[newest[-1]]
        self._done.add("undo")
        return self.sheet()

    def lock(self, stage: str) -> Sheet:
        """Lock the open stage. AppError: it lacks an answer."""
        if self._grading().missing:
            raise AppError("Questions still need an answer.", "Answer them, then lock.")
        self._done.add("finish" if self._locked else "lock")
        self._locked.append(stage)
        return self.sheet()

    def refuse(self) -> AppError:
        """Why what is kept of a real case is not done on this one."""
        return AppError(_NOTHING, "Leave the practice case first.")

    def _standing(self) -> Mapping[str, Given]:
        return dict(self._answers)

    def _open_answers(self, grading: Grading) -> list[int]:
        asked = {question.id for question in grading.asked[grading.current]} if grading.current else set[str]()
        return [at for at, (question, _) in enumerate(self._answers) if question in asked]

    def _grading(self) -> Grading:
        standing = self._standing()
        return Grading(
            scheme=self._scheme,
            form=self._scheme.forms[0].id,
            role="line_manager",
            values=self._story.values,
            given={name: given.answer for name, given in standing.items()},
            written={name: given.note for name, given in standing.items()},
            ticked={name: given.reasons for name, given in standing.items()},
            locked=tuple(self._locked),
        )


@cache
def _load() -> tuple[Scheme, _Story]:
    """Its files, which do not change while the app runs."""
    root = resources.root()
    shared = [
        parse_shared(file.read_bytes(), f"resources/schemes/shared/{file.name}")
        for file in sorted((root / "schemes" / "shared").glob("*.toml"))
    ]
    name = "resources/practice/first-case-scheme.toml"
    scheme = parse_scheme((root / "practice" / "first-case-scheme.toml").read_bytes(), name, shared)
    return scheme, msgspec.toml.decode((root / "practice" / "first-case.toml").read_bytes(), type=_Story)
