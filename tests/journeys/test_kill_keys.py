"""kill -9 while people come, change their passphrases and go: at no moment is there no key file that opens."""

from pathlib import Path

from app.core.errors import AppError
from app.models.keys import unlock
from app.services import people
from app.services.workspace import Workspace
from tests.builders import PASSPHRASE, make_workspace, reopen
from tests.journeys.test_kill import child, lines, sound

COMING_AND_GOING = """
import itertools, sys
from pathlib import Path
from app.core.shapes.people import PersonFacts
from app.services import passphrases, people
from tests.builders import reopen

ws = reopen(Path(sys.argv[1]))
for turn in itertools.count():
    name = f"{sys.argv[2]}-{turn}"
    facts = PersonFacts(name=name, role="chair", affiliation="community")
    person = people.add_person(ws, facts, passphrase=f"first words of {name}").value.person_id
    print("opens", person, f"first words of {name}", flush=True)
    passphrases.give_passphrase(ws, person, f"other words of {name}")
    print("opens", person, f"other words of {name}", flush=True)
    people.withdraw_person(ws, person)
    print("gone", person, f"other words of {name}", flush=True)
"""


def test_killed_while_passphrases_are_given_changed_and_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    ws, made = make_workspace(folder)
    key, actor = ws.data_key, ws.actor.uuid
    ws.close()
    said: list[str] = []
    for turn, count in enumerate((1, 2, 3, 4, 8, 15)):
        with child(COMING_AND_GOING, folder, turn) as process:
            said += lines(process, count)
            process.kill()
            rest, _ = process.communicate()
            said += rest.splitlines()  # said before it died, and not read yet
        assert (unlock(folder, PASSPHRASE).data_key, unlock(folder, PASSPHRASE).actor) == (key, actor)
        assert unlock(folder, made.recovery_key).data_key == key
        ws = reopen(folder)
        as_it_was_said(ws, said)
        sound(ws)
        ws.close()
    assert len(said) >= 33


def as_it_was_said(ws: Workspace, said: list[str]) -> None:
    """What was acknowledged last of each person holds, or the one step after it, which nobody was told of."""
    last = {line.split(" ", 2)[1]: line for line in said}
    standing = {str(one.person_id): one.standing for one in people.list_people(ws)}
    for person, line in last.items():
        word, _, words = line.split(" ", 2)
        newest = person == max(last, key=int)
        if word == "gone":
            assert standing[person] == "left"
            assert opens(ws, words) is None
        elif newest:
            following = words.replace("first", "other")
            assert standing[person] == "left" or opens(ws, words) or opens(ws, following)
    assert len(standing) <= 1 + len(last) + 6, "at most one a kill that was on its way"


def opens(ws: Workspace, words: str) -> str | None:
    """Whose slot these words open."""
    try:
        return unlock(ws.folder, words).actor
    except AppError:
        return None
