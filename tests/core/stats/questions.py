"""Questions of the shipped scales, as figures need them."""

import tomllib
from pathlib import Path

import msgspec

from app.core.schemes.spec import Question, Scale
from app.core.stats.questions import GradedQuestion, graded_question

_FILE = Path(__file__).parents[3] / "resources" / "schemes" / "shared" / "scales.toml"
SCALES = msgspec.convert(tomllib.loads(_FILE.read_text(encoding="utf-8"))["scales"], dict[str, Scale])


def question_of(scale: str) -> GradedQuestion:
    """A question on one of the shipped scales."""
    asked = Question(id="Q1", text={"en": "Was it right?"}, scale=scale, roles=("volunteer",), stage="record")
    return graded_question(asked, SCALES[scale])
