"""The first-run page, with real workspaces."""

from pathlib import Path

from app.ui.nav import Place
from tests.builders import PASSPHRASE, open_new
from tests.ui.kit import Bench, settle


def fill(bench: Bench, folder: Path, words: str = "three plain words", again: str = "three plain words") -> None:
    form = bench.window.welcome.new_form
    form.folder.setText(str(folder))
    form.passphrase.setText(words)
    form.again.setText(again)
    form.go_button.click()
    settle()


def test_a_practice_workspace_from_nothing(bench: Bench, tmp_path: Path) -> None:
    welcome = bench.window.welcome
    welcome.ways.practice.act.click()
    settle()
    assert welcome.new_form.folder.text().endswith("practice")
    fill(bench, tmp_path / "made")
    assert welcome.views.currentWidget() is welcome.recovery
    key = welcome.recovery.key.text()
    assert len("".join(key.split())) == 32
    assert not welcome.recovery.go_button.isEnabled()
    assert not bench.context.desk.is_open
    welcome.recovery.written_tick.click()
    welcome.recovery.go_button.click()
    settle()
    assert bench.context.desk.practice
    assert bench.window.practice_band.isVisible()
    assert bench.window.windowTitle() == "Scrutiny Panel – practice"
    assert bench.window.stack.currentWidget() is bench.window.pages[Place.HOME]
    assert welcome.recovery.key.text() == ""
    assert welcome.new_form.passphrase.text() == ""


def test_a_real_workspace_has_no_practice_mark(bench: Bench, tmp_path: Path) -> None:
    bench.window.welcome.ways.new.act.click()
    fill(bench, tmp_path / "made")
    bench.window.welcome.recovery.written_tick.click()
    bench.window.welcome.recovery.go_button.click()
    settle()
    assert not bench.context.desk.practice
    assert bench.window.practice_band.isHidden()
    assert bench.window.windowTitle() == "Scrutiny Panel"


def test_two_passphrases_that_differ_make_nothing(bench: Bench, tmp_path: Path) -> None:
    bench.window.welcome.ways.practice.act.click()
    fill(bench, tmp_path / "made", again="three plane words")
    assert "not the same" in bench.window.welcome.new_form.trouble.what.text()
    assert not (tmp_path / "made").exists()


def test_a_synced_folder_is_refused_and_a_local_one_proposed(bench: Bench, tmp_path: Path) -> None:
    form = bench.window.welcome.new_form
    bench.window.welcome.ways.practice.act.click()
    fill(bench, tmp_path / "OneDrive - Cheshire" / "made")
    assert "synced folder" in form.trouble.what.text()
    assert form.suggest_button.isVisible()
    form.suggest_button.click()
    assert "OneDrive" not in form.folder.text()
    form.go_button.click()
    settle()
    assert bench.window.welcome.views.currentWidget() is bench.window.welcome.recovery


def test_a_wrong_passphrase_is_one_plain_sentence(bench: Bench, tmp_path: Path) -> None:
    open_new(tmp_path / "kept").close()
    welcome = bench.window.welcome
    welcome.ways.open.act.click()
    form = welcome.open_form
    bench.ask.answers = [tmp_path / "kept"]
    form.browse_button.click()
    form.passphrase.setText("wrong")
    form.go_button.click()
    settle()
    assert form.trouble.isVisible()
    assert form.go_button.isEnabled()
    form.passphrase.setText(PASSPHRASE)
    form.go_button.click()
    settle()
    assert bench.context.desk.is_open
    assert bench.context.remembered.last_folder == tmp_path / "kept"


def test_what_is_typed_can_be_shown(bench: Bench) -> None:
    form = bench.window.welcome.new_form
    hidden = form.passphrase.echoMode()
    form.show_tick.click()
    assert form.passphrase.echoMode() != hidden
    form.show_tick.click()
    assert form.passphrase.echoMode() == hidden


def test_closing_at_the_recovery_key_lets_go_of_the_workspace(bench: Bench, tmp_path: Path) -> None:
    bench.window.welcome.ways.practice.act.click()
    fill(bench, tmp_path / "made")
    bench.window.close()
    bench.context.services.open_workspace(tmp_path / "made", passphrase="three plain words").close()
