"""The raw folder as a whole: what is listed, read, ignored and refused; archives; batches."""

import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.extract.corpus import entries, list_inputs, load_corpus, read_inputs, reading
from analysis.schema import TABLES
from analysis.settings import Settings

NAMES = ("inputs", "articles", "sections", "rejects", "remarks")


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def zipped(*members, compression=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=compression)
    return packed.getvalue()


def statuses(tables):
    return dict(zip(tables["inputs"]["raw_path"], tables["inputs"]["status"], strict=True))


def refusals(tables):
    return dict(zip(tables["rejects"]["raw_path"], tables["rejects"]["reason"], strict=True))


# --- what lies in the folder ---------------------------------------------------------


def test_lists_every_file_by_code_point(tmp_path):
    write(
        tmp_path,
        dict.fromkeys(["b.txt", "a/z.txt", "B.txt", "é.txt", ".git/x", "a b\n.md"], "x"),
    )
    assert list_inputs(tmp_path) == [".git/x", "B.txt", "a b\n.md", "a/z.txt", "b.txt", "é.txt"]


def test_an_absent_folder_is_an_error_with_the_cure(tmp_path):
    with pytest.raises(ValueError, match="does not exist.*put articles into it"):
        list_inputs(tmp_path / "absent")


@pytest.mark.parametrize(
    ("name", "status"),
    [
        pytest.param("a.txt", "read", id="text"),
        pytest.param("A.TXT", "read", id="capitals"),
        pytest.param("a.Markdown", "read", id="Markdown"),
        pytest.param("a.text", "read", id="long extension"),
        pytest.param("x" * 251 + ".txt", "read", id="255 characters"),
        pytest.param("with space\nand line.txt", "read", id="blanks in the name"),
        pytest.param("Ölüdeniz – 会谈.txt", "read", id="any letters in the name"),
        pytest.param("README.md", "ignored", id="readme"),
        pytest.param("readme", "ignored", id="readme without extension"),
        pytest.param("sub/LICENSE-MIT.txt", "ignored", id="licence below"),
        pytest.param("Licence.txt", "ignored", id="British licence"),
        pytest.param("CITATION.cff", "ignored", id="citation"),
        pytest.param("Readmission of Syria.txt", "read", id="another word"),
        pytest.param(".hidden.txt", "ignored", id="hidden file"),
        pytest.param(".git/a.txt", "ignored", id="hidden folder"),
        pytest.param("Thumbs.db", "ignored", id="thumbnails"),
        pytest.param("a.pdf", "ignored", id="document"),
        pytest.param("a", "ignored", id="no extension"),
        pytest.param("a.tar.gz", "ignored", id="an archive of another kind"),
    ],
)
def test_every_file_has_its_row(tmp_path, name, status):
    write(tmp_path, {name: "The ministers met in Moscow."})
    row = load_corpus(tmp_path, Settings())["inputs"].squeeze()
    assert (row.raw_path, row.status) == (name, status)
    assert (row.n_bytes, row.n_articles) == (28, int(status == "read"))
    assert row.sha256 == hashlib.sha256(b"The ministers met in Moscow.").hexdigest()
    assert pd.isna(row.reason) == (status == "read")


def test_links_out_of_the_folder_are_refused(tmp_path):
    raw, outside = tmp_path / "raw", tmp_path / "outside"
    write(raw, {"a.txt": "They met."})
    write(outside, {"secret.txt": "secret"})
    (raw / "inside.txt").symlink_to("a.txt")
    (raw / "out.txt").symlink_to(outside / "secret.txt")
    (raw / "folder").symlink_to(outside)
    (raw / "loop").symlink_to(".")
    (raw / "gone.txt").symlink_to("nothing.txt")
    tables = load_corpus(raw, Settings())
    assert statuses(tables) == {
        "a.txt": "read", "inside.txt": "read", "out.txt": "rejected", "folder": "rejected",
        "loop": "ignored", "gone.txt": "rejected",
    }  # fmt: skip
    assert refusals(tables) == {
        "out.txt": "outside_raw", "folder": "outside_raw", "gone.txt": "failed",
    }  # fmt: skip
    assert "secret" not in "".join(tables["articles"]["text"])


@pytest.mark.parametrize("name", ["../a.txt", "/etc/passwd", "b\0.txt"])
def test_paths_that_lead_elsewhere_are_refused(tmp_path, name):
    (batch,) = read_inputs(tmp_path, [name], Settings())
    assert list(batch["rejects"]["reason"]) == ["bad_name"]


def test_a_name_that_is_not_utf8_is_shown_and_refused(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"a\xff.txt")).write_bytes(b"They met.")
    except OSError:
        pytest.skip("the file system takes no such names")
    tables = load_corpus(tmp_path, Settings())
    assert refusals(tables) == {r"a\xff.txt": "bad_name"}


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert statuses(load_corpus(tmp_path, Settings())) == {"a.txt": "ignored"}


def test_an_unreadable_file_is_a_reject(tmp_path, monkeypatch):
    write(tmp_path, {"a.txt": "They met.", "b.txt": "They left."})
    opened = entries.disk

    def guarded(path):
        if str(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(path)

    monkeypatch.setattr(entries, "disk", guarded)
    tables = load_corpus(tmp_path, Settings())
    assert refusals(tables) == {"a.txt": "permission"}
    assert statuses(tables) == {"a.txt": "rejected", "b.txt": "read"}
    assert tables["rejects"]["sha256"].isna().all()


def test_an_error_nobody_foresaw_loses_one_record_or_file(tmp_path, monkeypatch):
    write(tmp_path, {"a.jsonl": '{"text": "bad"}\n{"text": "good"}\n', "b.txt": "They met."})
    made = reading.make_article

    def failing(record, origin, **options):
        if record.text == "bad":
            raise KeyError("surprise")
        return made(record, origin, **options)

    monkeypatch.setattr(reading, "make_article", failing)
    monkeypatch.setitem(reading.READERS, "text", lambda content: 1 / 0)
    tables = load_corpus(tmp_path, Settings())
    assert refusals(tables) == {"a.jsonl": "failed", "b.txt": "failed"}
    assert list(tables["articles"]["text"]) == ["good"]


@pytest.mark.parametrize(
    ("content", "settings", "reason"),
    [
        pytest.param(b"", {}, "empty", id="empty"),
        pytest.param(b" \n\n\t", {}, "empty", id="blanks"),
        pytest.param(b"x" * 11, {"max_article_bytes": 10}, "too_large", id="too many bytes"),
        pytest.param(b"x" * 11, {"max_article_chars": 10}, "too_long", id="too many characters"),
        pytest.param(b"\x7fELF\x02\x01", {}, "not_text", id="binary"),
    ],
)
def test_refuses_files(tmp_path, content, settings, reason):
    write(tmp_path, {"a.txt": content})
    tables = load_corpus(tmp_path, Settings(**settings))
    assert refusals(tables) == {"a.txt": reason}
    assert tables["rejects"]["sha256"].item() == hashlib.sha256(content).hexdigest()


# --- archives ------------------------------------------------------------------------


def test_a_gz_file_is_read_like_what_it_holds(tmp_path):
    packed = gzip.compress(b'{"text": "They met."}\n', mtime=0)
    write(tmp_path, {"a.jsonl.gz": packed})
    tables = load_corpus(tmp_path, Settings())
    article, row = tables["articles"].squeeze(), tables["inputs"].squeeze()
    assert (article.text, article.raw_line, row.reader) == ("They met.", 1, "jsonl")
    assert article.raw_sha256 == row.sha256 == hashlib.sha256(packed).hexdigest()
    assert row.n_bytes == len(packed)


def test_a_gz_file_cut_short_keeps_what_comes_before(tmp_path):
    lines = "".join(
        json.dumps({"text": hashlib.sha256(b"%d" % n).hexdigest()}) + "\n" for n in range(999)
    )
    packed = gzip.compress(lines.encode(), mtime=0)
    write(
        tmp_path,
        {"a.jsonl.gz": packed[: len(packed) // 2], "b.txt.gz": packed[:500], "c.txt.gz": b"x"},
    )
    tables = load_corpus(tmp_path, Settings())
    assert refusals(tables) == dict.fromkeys(("a.jsonl.gz", "b.txt.gz", "c.txt.gz"), "bad_archive")
    assert 300 < len(tables["articles"]) < 700
    assert statuses(tables)["a.jsonl.gz"] == "read"


def test_members_of_an_archive_are_like_files(tmp_path):
    secret = zipped(("secret.txt", "x"))
    at = secret.index(b"PK\x01\x02") + 8
    encrypted = secret[:at] + b"\x01" + secret[at + 1 :]
    write(tmp_path, {
        "a.zip": zipped(
            ("one.txt", "They met."), ("sub/two.json", '[{"text": "a"}, {"text": "b"}]'),
            ("README.txt", "about"), ("__MACOSX/one.txt", "x"), ("../up.txt", "x"),
            ("/abs.txt", "x"), ("inner.zip", "x"), ("a.pdf", "x"), ("n" * 300 + ".txt", "x"),
        ),
        "b.zip": encrypted, "c.zip": b"PK\x03\x04 broken", "d.zip": zipped(),
    })  # fmt: skip
    tables = load_corpus(tmp_path, Settings())
    assert sorted(tables["articles"]["raw_path"]) == [
        "a.zip!/one.txt", "a.zip!/sub/two.json", "a.zip!/sub/two.json",
    ]  # fmt: skip
    assert refusals(tables) == {
        "a.zip!/../up.txt": "bad_name", "a.zip!//abs.txt": "bad_name",
        "a.zip!/inner.zip": "bad_archive", f"a.zip!/{'n' * 300}.txt": "bad_name",
        "b.zip!/secret.txt": "encrypted", "c.zip": "bad_archive", "d.zip": "empty",
    }  # fmt: skip
    found = statuses(tables)
    assert (found["a.zip"], found["c.zip"]) == ("read", "rejected")
    assert {path for path, status in found.items() if status == "ignored"} == {
        "a.zip!/README.txt", "a.zip!/__MACOSX/one.txt", "a.zip!/a.pdf",
    }  # fmt: skip
    one = tables["articles"].set_index("raw_path").loc["a.zip!/one.txt"]
    assert one.raw_sha256 == hashlib.sha256(b"They met.").hexdigest()


def test_members_with_one_name_are_told_apart(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        packed = zipped(("a.txt", "They met."), ("a.txt", "They left."))
    write(tmp_path, {"a.zip": packed})
    tables = load_corpus(tmp_path, Settings())
    assert list(tables["articles"]["text"]) == ["They met."]
    assert refusals(tables) == {"a.zip!/a.txt#2": "bad_name"}


def test_a_damaged_member_is_lost_alone(tmp_path):
    packed = zipped(("a.txt", "They met."), ("b.txt", "They left."), compression=zipfile.ZIP_STORED)
    write(tmp_path, {"a.zip": packed.replace(b"They met.", b"They mex.")})
    tables = load_corpus(tmp_path, Settings())
    assert refusals(tables) == {"a.zip!/a.txt": "bad_archive"}
    assert list(tables["articles"]["text"]) == ["They left."]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        pytest.param("a.txt.gz", lambda data: gzip.compress(data, mtime=0), id="gz"),
        pytest.param("a.jsonl.gz", lambda data: gzip.compress(data, mtime=0), id="streamed gz"),
        pytest.param("a.zip", lambda data: zipped(("a.txt", data)), id="zip"),
    ],
)
def test_bombs_are_not_unpacked(tmp_path, monkeypatch, name, pack):
    monkeypatch.setattr(entries, "RATIO_FROM_BYTES", 100_000)
    write(tmp_path, {name: pack(b" " * 1_000_000)})
    tables = load_corpus(tmp_path, Settings(max_archive_ratio=100))
    assert refusals(tables) == {name: "archive_bomb"}
    assert len(tables["articles"]) == 0


def test_what_unpacks_to_too_much_is_stopped(tmp_path):
    write(tmp_path, {"a.jsonl.gz": gzip.compress(os.urandom(500_000), mtime=0)})
    assert refusals(load_corpus(tmp_path, Settings(max_file_bytes=300_000))) == {
        "a.jsonl.gz": "too_large"
    }


# --- batches and laws ----------------------------------------------------------------


def corpus_files():
    record = '{{"id": "{0}", "title": "Talks {0}", "text": "They met {0} times.", "date": null}}\n'
    return {
        "a.txt": "Talks\n\nBy [AFP](#)\n\nApril 25, 2023\n\nThey met.\n",
        "b.jsonl": "".join(map(record.format, range(40))) + "broken\n" + record.format(3),
        "c.csv": "title,text\nTalks,They met.\n,\n",
        "README.md": "about",
        "empty.txt": "",
        "z.zip": zipped(("a.txt", "They met.")),
    }


def test_batches_are_small_and_add_up(tmp_path):
    write(tmp_path, corpus_files())
    paths = list_inputs(tmp_path)
    settings = Settings(part_chars=6_000)
    batches = list(read_inputs(tmp_path, paths, settings))
    assert len(batches) > 4
    assert all(batch["articles"]["text"].str.len().sum() <= 6_100 for batch in batches)
    whole = load_corpus(tmp_path, Settings())
    again = load_corpus(tmp_path, settings)
    for name in NAMES:
        assert_frame_equal(whole[name], again[name])


def test_reading_in_parts_gives_the_same_tables(tmp_path):
    write(tmp_path, corpus_files())
    paths = list_inputs(tmp_path)
    whole = load_corpus(tmp_path, Settings())
    parts = [batch for path in paths for batch in read_inputs(tmp_path, [path], Settings())]
    for name in NAMES:
        key = list(TABLES[name].key)
        joined = pd.concat([part[name] for part in parts]).sort_values(key, kind="stable")
        assert_frame_equal(joined.reset_index(drop=True), whole[name])


def test_articles_in_are_kept_or_rejected(tmp_path):
    write(tmp_path, corpus_files())
    tables = load_corpus(tmp_path, Settings())
    # a.txt 1, b.jsonl 40 and a broken and a repeated one, c.csv 1 and an empty one, empty.txt, zip.
    assert tables["inputs"]["n_articles"].sum() == len(tables["articles"]) == 1 + 40 + 1 + 1
    assert tables["inputs"]["n_rejects"].sum() == len(tables["rejects"]) == 2 + 1 + 1
    assert refusals(tables) == {"b.jsonl": "id_conflict", "c.csv": "empty", "empty.txt": "empty"}


def test_the_row_of_a_file_comes_with_or_after_its_last_article(tmp_path):
    write(tmp_path, corpus_files())
    batches = list(read_inputs(tmp_path, ["b.jsonl"], Settings(part_chars=6_000)))
    assert [len(batch["inputs"]) for batch in batches] == [0] * (len(batches) - 1) + [1]


def test_an_empty_folder_gives_empty_tables(tmp_path):
    tables = load_corpus(tmp_path, Settings())
    assert {name: len(table) for name, table in tables.items()} == dict.fromkeys(NAMES, 0)
    assert all(list(tables[name].columns) == list(TABLES[name].columns) for name in NAMES)


def test_an_identifier_is_the_hash_of_place_and_content(tmp_path):
    write(
        tmp_path, {"a.jsonl": '{"id": "x7", "title": "Talks", "text": "They met."}\n{"text": "b"}'}
    )
    found = load_corpus(tmp_path, Settings())["articles"].sort_values("raw_line")
    whole = "a.jsonl\0x7\0Talks\0Talks\n\nThey met."
    second = "a.jsonl\0" + "2\0\0b"
    expected = [hashlib.sha256(text.encode()).hexdigest()[:12] for text in (whole, second)]
    assert list(found["article_id"]) == expected


def test_a_long_file_is_read_on_only_as_batches_are_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(entries, "CHUNK_BYTES", 1_000)
    write(tmp_path, {"a.jsonl": (json.dumps({"text": "They met. " * 40}) + "\n") * 200})
    size, pieces, n_read = (tmp_path / "a.jsonl").stat().st_size, entries._pieces, 0

    def counted(stream):
        nonlocal n_read
        for piece in pieces(stream):
            n_read += len(piece)
            yield piece

    monkeypatch.setattr(entries, "_pieces", counted)
    next(read_inputs(tmp_path, ["a.jsonl"], Settings(part_chars=10_000)))
    # Once through for hash and encoding, then some 10,000 of 82,000 characters.
    assert size < n_read < 1.25 * size


def test_importing_opens_nothing_and_loads_nothing_heavy():
    heavy = ["trafilatura", "lxml", "spacy", "matplotlib", "ftfy", "charset_normalizer", "pandera"]
    code = (
        "import sys; import analysis.extract.corpus; "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- the project's own sample, where it is there -------------------------------------

RAW = Path(__file__).parents[1] / "data" / "raw"
TRUTH = Path(__file__).parent / "sample_truth.csv"


@pytest.mark.skipif(not TRUTH.exists(), reason="tests/sample_truth.csv is not there")
def test_the_sample_loads_as_its_truth_says():
    truth = pd.read_csv(TRUTH, dtype="str", keep_default_na=False, encoding="utf-8")
    tables = load_corpus(RAW, Settings())
    articles = tables["articles"]
    found = {
        (row.raw_path.partition("!/")[0], "" if pd.isna(row.raw_line) else str(row.raw_line)): (
            row.title, row.published.date().isoformat(),
        )
        for row in articles.itertuples()
    }  # fmt: skip
    expected = {(row.relative_path, row.line_or_index): (row.title, row.published)
                for row in truth.itertuples()}  # fmt: skip
    assert found == expected
    assert len(tables["rejects"]) == 0
