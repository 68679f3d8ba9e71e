"""Bytes to text: which encoding, what is repaired, and in which language."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.extract.corpus import encoding
from analysis.extract.corpus.characters import label, printable, tidy
from analysis.extract.corpus.encoding import Encoding, decide, decoded, is_binary, survey
from analysis.extract.corpus.language import language_of

TURKISH = "Dışişleri Bakanı Mevlüt Çavuşoğlu Suriye ile görüştü."
RUSSIAN = "Министр обороны России Сергей Шойгу провёл встречу с турецким коллегой."
ARABIC = "قال وزير الدفاع الروسي سيرغي شويغو إن المحادثات كانت بناءة"
GREEK = "Ο υπουργός Εξωτερικών της Ελλάδας δήλωσε ότι οι συνομιλίες συνεχίζονται"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"plain", Encoding("utf-8"), id="ASCII"),
        pytest.param(TURKISH.encode(), Encoding("utf-8"), id="UTF-8"),
        pytest.param(TURKISH.encode("utf-8-sig"), Encoding("utf-8-sig"), id="marked UTF-8"),
        pytest.param(TURKISH.encode("utf-16"), Encoding("utf-16", lossy=True), id="marked UTF-16"),
        pytest.param(b"They met in Moscow.".decode().encode("utf-16-le"),
                     Encoding("utf-16-le", detected=True), id="UTF-16 without a mark"),
        pytest.param(TURKISH.encode("cp1254"), Encoding("cp1254", detected=True), id="Turkish"),
        pytest.param("Foreign Minister Çavuşoğlu met Mr. Mekdad in Belgrade.".encode("cp1254"),
                     Encoding("cp1254", detected=True), id="a Turkish name in English text"),
        pytest.param("Þórdís Gylfadóttir of Iceland and Sigurður said.".encode("cp1252"),
                     Encoding("cp1252", detected=True), id="Icelandic is not Turkish"),
        pytest.param("Les négociations “utiles” à Genève – déclaré.".encode("cp1252"),
                     Encoding("cp1252", detected=True), id="French with quotes"),
        pytest.param("Minister oświadczył, że spotkanie było użyteczne.".encode("cp1250"),
                     Encoding("cp1250", detected=True), id="Polish"),
        pytest.param(RUSSIAN.encode("cp1251"), Encoding("cp1251", detected=True), id="Russian"),
        pytest.param(RUSSIAN.encode("koi8-r"), Encoding("koi8_r", detected=True), id="KOI8"),
        pytest.param(ARABIC.encode("cp1256"), Encoding("cp1256", detected=True), id="Arabic"),
        pytest.param(GREEK.encode("cp1253"), Encoding("cp1253", detected=True), id="Greek"),
        pytest.param("é\né\né\n".encode() + b"\xe9\n", Encoding("utf-8", lossy=True),
                     id="one bad line in many good ones"),
        pytest.param(b"caf\xe9 \x81", Encoding("cp1252", detected=True, lossy=True),
                     id="bytes no encoding knows"),
    ],
)  # fmt: skip
def test_decides_by_evidence(data, expected):
    assert decide(survey([data])) == expected


@settings(max_examples=60)
@example("\n\x80\n", 1, "utf-16")
@given(st.text(max_size=60), st.integers(1, 9), st.sampled_from(["utf-8", "cp1251", "utf-16"]))
def test_the_cuts_between_chunks_leave_no_trace(text, size, codec):
    data = text.encode(codec, "replace")
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    whole, cut = survey([data]), survey(chunks)
    assert whole == cut
    assert "".join(decoded(chunks, decide(cut))) == "".join(decoded([data], decide(whole)))


def test_a_long_line_is_surveyed_in_pieces_between_characters(monkeypatch):
    monkeypatch.setattr(encoding, "PIECE_BYTES", 10)
    data = "ğüşiöç".encode() * 20
    found = survey([data[at : at + 7] for at in range(0, len(data), 7)])
    assert found.n_bad == 0
    assert found.n_bytes == len(data) == 220


@pytest.mark.parametrize(
    ("head", "binary"),
    [
        pytest.param(b"%PDF-1.7\n", True, id="a document"),
        pytest.param(bytes(range(256)), True, id="all bytes"),
        pytest.param(b"\0" * 100, True, id="zeros"),
        pytest.param(b"They\0met.", False, id="one NUL"),
        pytest.param(TURKISH.encode("utf-16"), False, id="UTF-16"),
        pytest.param(RUSSIAN.encode("koi8-r"), False, id="a legacy encoding"),
        pytest.param(b"", False, id="nothing"),
    ],
)
def test_knows_binary_content(head, binary):
    assert is_binary(head) is binary


@pytest.mark.parametrize(
    ("text", "expected", "remarks"),
    [
        pytest.param("a\r\nb\rc\n", "a\nb\nc\n", (), id="line ends"),
        pytest.param("a\x00b\x85c\td", "a b c\td", ("control_removed",), id="controls"),
        pytest.param("\ud800x\udfff", "\ufffdx\ufffd", ("surrogate_replaced",), id="surrogates"),
        pytest.param("TÃ¼rkiyeâ€™s", "Türkiye’s", ("mojibake_repaired",), id="mojibake"),
        pytest.param(
            "São Tomé, Ãgua, Â and â stay", "São Tomé, Ãgua, Â and â stay", (), id="clean"
        ),
        pytest.param("e\u0301", "\u00e9", (), id="normal form C"),
        pytest.param("a\u200bb\u00adc\u202ed", "a\u200bb\u00adc\u202ed", (), id="invisibles stay"),
    ],
)
def test_tidies_text(text, expected, remarks):
    assert tidy(text) == (expected, remarks)


def test_mojibake_stays_where_positions_matter():
    assert tidy("TÃ¼rkiye", mojibake=False) == ("TÃ¼rkiye", ())


@settings(max_examples=100)
@given(st.text(st.characters(), max_size=40))
def test_tidy_text_can_be_stored_and_is_settled(text):
    once = tidy(text, mojibake=False).text
    once.encode("utf-8")
    assert tidy(once, mojibake=False) == (once, ())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("a\udcffb.txt", r"a\xffb.txt", id="a byte that is not UTF-8"),
        pytest.param("ankara – é.txt", "ankara – é.txt", id="any letters"),
        pytest.param("a\ud800b", r"a\ud800b", id="a surrogate that is no byte"),
    ],
)
def test_shows_file_names(name, shown):
    assert label(name) == shown


def test_messages_are_short_and_printable():
    assert printable("a\nb\ud800" + "x" * 300, 12) == r"a b\ud800xx…"


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        pytest.param("", "en-US", "en", id="code with region"),
        pytest.param("", "English", "en", id="name"),
        pytest.param("", "TUR", "tr", id="three letters"),
        pytest.param("They met.", "nonsense", "en", id="an unknown name is passed over"),
        pytest.param("Syria, Turkey", None, "en", id="short"),
        pytest.param(
            "Syria and Turkey said that they would meet again. " * 5, None, "en", id="English"
        ),
        pytest.param(TURKISH + " Bu bir açıklama ve için.", None, "und", id="short Turkish"),
        pytest.param(TURKISH * 12, None, "und", id="Turkish"),
        pytest.param(RUSSIAN, None, "und", id="Russian"),
        pytest.param("Le ministre a déclaré que les négociations. " * 9, None, "und", id="French"),
        pytest.param("", None, "en", id="nothing speaks against it"),
    ],
)
def test_tells_english_from_the_rest(text, stated, language):
    assert language_of(text, stated) == language
