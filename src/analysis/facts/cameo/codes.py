"""What a code of these dictionaries means in our tables: a state, a sector, an organisation.

A code is read three letters at a time. The first part is a state, or `IGO`, `NGO`, `MNC`,
`IMG` (armed groups in several states); what follows says what the actor is there. `ELI`,
the elite before and after office, is no office and is not one here.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from analysis.facts.packaged import read_packaged

# Codes of states that differ from ISO 3166-1, and codes of states that are no more.
STATES = {
    "KSV": "XKX", "TMP": "TLS", "ROM": "ROU", "ZAR": "COD", "BUR": "MMR",
    "USR": "former-soviet-union", "SUN": "former-soviet-union", "YUG": "former-yugoslavia",
    "FRY": "former-serbia-and-montenegro", "SCG": "former-serbia-and-montenegro",
    "DDR": "former-east-germany", "CSK": "former-czechoslovakia",
}  # fmt: skip

# What an actor is in its state, and the sector we call it by.
SECTORS = {
    "GOV": "GOV", "COP": "GOV", "MIL": "MIL", "SPY": "SPY", "LEG": "LEG", "JUD": "JUD",
    "OPP": "OPP", "PTY": "OPP", "REB": "REB", "UAF": "REB", "SEP": "REB", "INS": "REB",
    "BUS": "BUS", "MNC": "BUS", "MED": "MED", "REF": "REF", "IGO": "IGO", "CVL": "CVL",
    "EDU": "CVL", "LAB": "CVL", "REL": "CVL", "HLH": "CVL", "AGR": "CVL", "DEV": "CVL",
    "ENV": "CVL", "HRI": "CVL", "NGO": "CVL", "NGM": "CVL",
}  # fmt: skip
# A ministry is coded as government and what it governs; these name the sector themselves.
WITHIN_GOVERNMENT = ("MIL", "SPY", "LEG", "JUD")
ELITE = "ELI"
# Codes of faiths that are also codes of states: `IMGMUS` are Muslims, not Mauritians.
FAITHS = ("MUS",)

# The kinds of our organisations, by sector.
KINDS = {
    "GOV": "agency", "MIL": "agency", "SPY": "agency", "LEG": "agency", "JUD": "court",
    "OPP": "party", "REB": "armed_group", "BUS": "company", "MED": "agency_news",
    "IGO": "igo", "CVL": "agency", "REF": "agency",
}  # fmt: skip
# Sectors whose organisations act for the state whose code they carry.
OF_STATE = ("GOV", "MIL", "SPY", "LEG", "JUD", "OPP", "BUS", "MED")

# International organisations, the longest code first.
ORGANISATIONS = {
    "IGOUNODEVWBK": "org-world_bank", "IGOUNOIAE": "org-iaea", "IGOEUREEC": "org-eu",
    "IGOWSTNAT": "org-nato", "IGOBUSIMF": "org-imf", "IGOBUSWTO": "org-wto",
    "IGOMEAARL": "org-arab_league", "IGOARBARL": "org-arab_league", "IGOSEAASN": "org-asean",
    "IGOAFRAFU": "org-african_union", "IGOUNOICJ": "org-icj", "IGOBUSOPC": "org-opec",
    "IGOSASSAA": "org-saarc", "IGOMOSOIC": "org-oic", "IGOUNO": "org-un",
}  # fmt: skip


class Party(NamedTuple):
    """What a code means.

    Attributes
    ----------
    owner
        The state or organisation whose office or part it is; empty if it has none.
    state_id
        The state, empty for an international body.
    sector
        One of the sectors of table `mentions`; empty for the state itself, or if the code
        says none that we have.
    elite
        Whether it is a person of standing without office.
    """

    owner: str
    state_id: str
    sector: str
    elite: bool = False


def read_code(code: str) -> Party | None:
    """Return what a code means; none if its first part is no code we know."""
    parts = [code[at : at + 3].upper() for at in range(0, len(code), 3)]
    if parts[0] == "IGO":
        known = [org for prefix, org in ORGANISATIONS.items() if code.startswith(prefix)]
        return Party(known[0] if known else "", "", "IGO")
    if parts[0] in ("NGO", "NGM", "MNC", "IMG", "INT", "REB", "MED"):
        faith = len(parts) < 2 or (parts[1] in FAITHS and parts[0] != "MNC")
        state = "" if faith else _state(parts[1])
        sector = {"MNC": "BUS", "IMG": "REB", "INT": "", "REB": "REB", "MED": "MED"}.get(
            parts[0], "CVL"
        )
        return Party(state, state, sector or _sector(parts[1:]))
    state = _state(parts[0])
    if not state:
        return None
    if len(parts) > 1 and parts[1] in _territories():
        state, parts = parts[1], parts[1:]
    return Party(state, state, _sector(parts[1:]), ELITE in parts[1:])


def code_of(state_id: str, sector: str = "") -> str:
    """Return the code of a state, or of a sector in it; empty for a state without a code."""
    if len(state_id) != 3:
        old = [code for code, state in STATES.items() if state == state_id]
        return f"{old[0]}{sector}" if old else ""
    code = {"XKX": "KSV"}.get(state_id, state_id)
    return f"{code}{'ELI' if sector == 'CVL' else sector}"


def code_of_organisation(org_id: str) -> str:
    """Return the code of an international organisation; the bare `IGO` if it has none."""
    return next((code for code, org in ORGANISATIONS.items() if org == org_id), "IGO")


def _sector(parts: list[str]) -> str:
    if parts[:1] == ["GOV"]:
        return next((SECTORS[part] for part in parts if part in WITHIN_GOVERNMENT), "GOV")
    return next((SECTORS[part] for part in parts if part in SECTORS), "")


def _state(part: str) -> str:
    return STATES.get(part, part if part in _states() else "")


@cache
def _states() -> frozenset[str]:
    return frozenset(read_packaged("states")["state_id"])


@cache
def _territories() -> frozenset[str]:
    rows = read_packaged("states")
    return frozenset(rows["state_id"][rows["kind"] == "territory"])
