"""Reading filled forms: names and values and nothing else, and a sentence for every file that is none of ours."""

import hashlib
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from app.core.errors import AppError
from app.core.workflow.form_fields import DIFFERS, LONGEST
from app.export.grading_forms import grading_forms
from app.intake.filled_forms import LARGEST, read_filled
from tests.export.form_samples import forms
from tests.filling import fill

LONG = "Gŵyn Llŷr; مرحبا بك; 你好 🔪 " + "x" * 5_000


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("forms") / "blank.pdf"
    file.write_bytes(grading_forms(forms(2)))
    return file


def kept(pdf: Pdf, file: Path, **how) -> Path:
    pdf.save(file, **how)
    return file


def with_fields(file: Path, *fields: Dictionary, **form) -> Path:
    """A PDF of one page with these fields."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(one) for one in fields]), **form)
    return kept(pdf, file)


def text_field(name: str, value: object = None) -> Dictionary:
    field = Dictionary(FT=Name.Tx, T=String(name))
    if value is not None:
        field.V = value
    return field


def refusal(file: Path) -> AppError:
    with pytest.raises(AppError) as told:
        read_filled(file)
    assert told.value.what.startswith(file.name)
    assert told.value.fix
    return told.value


# ------------------------------------------------------------------ what is read
def test_names_and_values(blank: Path, tmp_path: Path) -> None:
    said = {"q_1_SS1": "/2", "q_2_C1": "/1", "r_1_SS1_B": "/Yes", "p_2": "/Yes", "n_1_SS1": LONG, "q_1_C9": "Tŷ\nŴyn"}
    filled = fill(blank, said, tmp_path / "filled.pdf")
    found = read_filled(filled)
    assert found.sha256 == hashlib.sha256(filled.read_bytes()).hexdigest()
    values = {name: value.removeprefix("/") for name, value in found.values.items()}
    assert {name: values[name] for name in said} == {name: value.removeprefix("/") for name, value in said.items()}
    others = {value for name, value in values.items() if name not in said and name != "paper"}
    assert others <= {"", "Off"}
    assert LONG not in repr(found)


def test_a_blank_form_says_nothing_but_which_it_is(blank: Path) -> None:
    values = read_filled(blank).values
    assert {name for name, value in values.items() if value not in ("", "Off")} == {"paper"}


def test_a_file_that_was_saved_otherwise_says_the_same(blank: Path, tmp_path: Path) -> None:
    with pikepdf.open(blank) as pdf:
        plain = kept(pdf, tmp_path / "plain.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert read_filled(plain).values == read_filled(blank).values


def test_a_file_without_fields_has_no_values(tmp_path: Path) -> None:
    pdf = Pdf.new()
    pdf.add_blank_page()
    assert read_filled(kept(pdf, tmp_path / "scan.pdf")).values == {}


def test_fields_within_fields_have_their_whole_names_and_broken_ones_none(tmp_path: Path) -> None:
    outer = Dictionary(T=String("outer"), Kids=Array([text_field("inner", String("said"))]))
    places = Dictionary(FT=Name.Btn, T=String("q"), V=Name("/2"), Kids=Array([Dictionary(), Dictionary()]))
    file = with_fields(
        tmp_path / "odd.pdf", outer, places, text_field("number", 7), Dictionary(FT=Name.Tx), text_field("blank")
    )
    assert read_filled(file).values == {"outer.inner": "said", "q": "2", "number": "\ufffd", "blank": ""}


@pytest.mark.parametrize(
    ("held", "shown", "said"),
    [
        (Name("/1"), ("/Off", "/1"), "1"),
        (None, ("/Off", "/Off"), ""),
        (Name("/1"), ("/2", "/Off"), DIFFERS),
        (None, ("/2", "/Off"), DIFFERS),
        (Name("/1"), ("/Off", "/Off"), DIFFERS),
        (Name("/1"), ("/2", "/1"), DIFFERS),
    ],
)
def test_a_circle_that_looks_otherwise_than_the_file_says_is_told(
    tmp_path: Path, held: Name | None, shown: tuple[str, ...], said: str
) -> None:
    field = Dictionary(FT=Name.Btn, T=String("q"), Kids=Array([Dictionary(AS=Name(state)) for state in shown]))
    if held is not None:
        field.V = held
    assert read_filled(with_fields(tmp_path / "circle.pdf", field)).values == {"q": said}


def test_a_box_that_looks_otherwise_than_the_file_says_is_told(tmp_path: Path) -> None:
    box = Dictionary(FT=Name.Btn, T=String("r"), V=Name.Off, AS=Name.Yes)
    assert read_filled(with_fields(tmp_path / "box.pdf", box)).values == {"r": DIFFERS}


def test_what_is_no_character_does_not_come_in(tmp_path: Path) -> None:
    half = String(b"\xfe\xff\xd8\x3d\x00a\x00\x07\x00\x00\x00b\x00\x0a\x00c")
    (said,) = read_filled(with_fields(tmp_path / "odd.pdf", text_field("n", half))).values.values()
    said.encode("utf-8")
    assert said.endswith("ab\nc")


# ------------------------------------------------------------------ what is refused
def test_a_file_that_is_not_there_or_holds_nothing(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "none.pdf").what
    empty = tmp_path / "empty.pdf"
    empty.touch()
    assert "is empty" in refusal(empty).what


def test_what_is_no_pdf(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(5_000))
    assert "no PDF" in refusal(photo).what


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    with scan.open("wb") as out:
        out.write(b"%PDF-1.7")
        out.truncate(50 * 2**20)
    assert scan.stat().st_size > LARGEST
    assert "too large for a filled form: 50 MB" in refusal(scan).what


def test_a_locked_file(blank: Path, tmp_path: Path) -> None:
    with pikepdf.open(blank) as pdf:
        file = kept(pdf, tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="one", user="two"))
    assert "password" in refusal(file).what


def test_a_file_without_pages(tmp_path: Path) -> None:
    assert "no pages" in refusal(kept(Pdf.new(), tmp_path / "none.pdf")).what


def test_a_form_of_another_making(blank: Path, tmp_path: Path) -> None:
    with pikepdf.open(blank) as pdf:
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")
        assert "XFA" in refusal(kept(pdf, tmp_path / "xfa.pdf")).what


@pytest.mark.parametrize("where", ["opening", "named", "catalogue", "field"])
def test_a_script_anywhere(blank: Path, tmp_path: Path, where: str) -> None:
    with pikepdf.open(blank) as pdf:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        if where == "opening":
            pdf.Root.OpenAction = script
        elif where == "named":
            pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
        elif where == "catalogue":
            pdf.Root.AA = Dictionary(WC=script)
        else:
            pdf.Root.AcroForm.Fields[3].AA = Dictionary(K=script)
        assert "holds a script" in refusal(kept(pdf, tmp_path / "script.pdf")).what


def test_two_forms_in_one_file(blank: Path, tmp_path: Path) -> None:
    file = with_fields(tmp_path / "two.pdf", text_field("paper", String("one")), text_field("paper", String("two")))
    assert "two forms in one" in refusal(file).what
    same = with_fields(tmp_path / "same.pdf", text_field("paper", String("one")), text_field("paper", String("one")))
    assert read_filled(same).values == {"paper": "one"}


def test_fields_without_end(tmp_path: Path) -> None:
    pdf = Pdf.new()
    pdf.add_blank_page()
    loop = pdf.make_indirect(Dictionary(T=String("a")))
    loop.Kids = Array([loop, loop])
    pdf.Root.AcroForm = Dictionary(Fields=Array([loop]))
    assert "more fields than any form of ours" in refusal(kept(pdf, tmp_path / "loop.pdf")).what


def test_fields_that_share_one_long_text_cost_no_time(tmp_path: Path) -> None:
    pdf = Pdf.new()
    pdf.add_blank_page()
    long = pdf.make_indirect(String("A" * 2_000_000))
    fields = [Dictionary(FT=Name.Tx, T=String(f"n_{at}_SS1"), V=long) for at in range(10)]
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(one) for one in fields]))
    values = read_filled(kept(pdf, tmp_path / "ten.pdf")).values
    assert {len(value) for value in values.values()} == {2 * LONGEST + 1}
    fields = [Dictionary(FT=Name.Tx, T=long, V=long) for _ in range(1_000)]
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(one) for one in fields]))
    assert "more text in its fields than any form of ours" in refusal(kept(pdf, tmp_path / "thousand.pdf")).what


def test_a_stream_that_swells_is_not_followed(tmp_path: Path) -> None:
    pdf = Pdf.new()
    pdf.add_blank_page()
    swollen = zlib.compress(bytes(32 * 2**20), 9)
    stream = pikepdf.Stream(pdf, swollen)
    stream.Filter = Name.FlateDecode
    pdf.Root.AcroForm = Dictionary(Fields=Array([text_field("n", pdf.make_indirect(stream))]))
    assert read_filled(kept(pdf, tmp_path / "bomb.pdf")).values == {"n": "\ufffd"}


@pytest.mark.parametrize("cut", [0.02, 0.3, 0.7, 0.97])
def test_a_file_that_was_cut_off(blank: Path, tmp_path: Path, cut: float) -> None:
    data = blank.read_bytes()
    file = tmp_path / "cut.pdf"
    file.write_bytes(data[: int(len(data) * cut)])
    assert "damaged" in refusal(file).what


@given(places=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=40))
def test_bytes_that_were_changed_give_a_reading_or_a_refusal(
    places: list[tuple[float, int]], blank_bytes, scratch
) -> None:
    data = bytearray(blank_bytes)
    for share, byte in places:
        data[int(share * len(data))] = byte
    file = scratch / "changed.pdf"
    file.write_bytes(data)
    try:
        values = read_filled(file).values
    except AppError as error:
        assert error.fix
        return
    assert all(isinstance(name, str) and isinstance(value, str) for name, value in values.items())


@given(
    fields=st.dictionaries(
        st.text(min_size=1, max_size=12), st.one_of(st.text(max_size=60), st.integers(0, 9), st.booleans()), max_size=6
    )
)
def test_any_names_and_values_are_read_as_they_are_or_left(fields: dict[str, object], scratch) -> None:
    made = [text_field(name, String(value) if isinstance(value, str) else value) for name, value in fields.items()]
    try:
        found = read_filled(with_fields(scratch / "any.pdf", *made)).values
    except AppError as error:
        assert "two forms" in error.what  # names that differ only in signs that are no characters
        return
    assert len(found) <= len(fields)
    for value in found.values():
        value.encode("utf-8")


@pytest.fixture(scope="module")
def blank_bytes(blank: Path) -> bytes:
    return blank.read_bytes()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("changed")
