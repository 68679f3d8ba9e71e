"""Word lists of the guards in `refuse`: what makes a number no year, a month no date."""

from __future__ import annotations

# After these a number of four digits or the name of a month is a date.
DATE_PREPOSITIONS = frozenset(
    "in since until till by during before after between from through throughout of late early mid "
    "around circa and to or for on spring summer autumn fall winter last this next every each "
    "earlier later year years".split()
)  # fmt: skip

# Adjectives that stand before a year or a month, whatever their case.
QUALITIES = frozenset("early late mid the an a since -".split())

# Before a number these make it the number of something.
NUMBER_SIGNS = frozenset(
    "no nos number resolution resolutions article articles section chapter page pages rule law "
    "decree order directive regulation bill act paragraph annex room channel highway route road "
    "interstate bus gate flight unit model type version "
    "class series level step grade block lot item case file code phone tel fax ext extension dial "
    "call hotline isbn issn doi population mile kilometre windows office area "
    "boeing airbus tupolev ilyushin antonov sukhoi mig mirage peugeot nokia "
    "psalm psalms verse line lines form apartment house suite usd eur gbp try rub $ € £ ¥ ₺ ₽ # № "
    "+ = protocol isaf exactly than some nearly roughly approximately another only total totalling "
    "killing killed wounding wounded injured injuring score scored".split()
)  # fmt: skip

# Names that end in a year without dating anything.
NAMED_YEARS = frozenset(
    "agenda vision horizon euro expo olympics plan strategy target mission copa cup project "
    "programme program framework compact roadmap windows office forum apollo".split()
)  # fmt: skip

# Things that are counted: after a number they make it no year.
COUNTED = frozenset(
    "people persons men women children civilians soldiers troops fighters militants rebels "
    "refugees migrants victims inhabitants residents families households houses homes villages "
    "towns cities students workers employees officers policemen prisoners detainees hostages "
    "casualties deaths dead wounded injured killed votes seats delegates members lawmakers "
    "vehicles tanks aircraft planes jets drones missiles rockets shells bombs rounds weapons guns "
    "ships boats trucks km kilometres kilometers kilometre kilometer miles mile metres meters metre "
    "meter feet foot inches cm mm kg kilograms kilos grams tonnes tons ton pounds litres liters "
    "gallons barrels hectares acres sq square cubic megawatts mw gw kw kwh watts volts degrees "
    "celsius fahrenheit percent dollars euros lira liras rubles roubles yuan pounds francs yen "
    "rials dinars riyals dirhams shekels billion million thousand hundred ft hours minutes seconds "
    "days weeks months years times points copies pages words characters cases infections patients "
    "tests doses beds cars units items pieces sites targets positions locations checkpoints bases "
    "companies firms businesses schools hospitals mosques churches buildings shares stocks jobs "
    "applications visas passports pilgrims tourists visitors passengers flights protesters "
    "demonstrators participants athletes players fans spectators guests journalists others more "
    "horsepower calories rpm mph kph dpi pixels mb gb hz mhz gmt utc".split()
)  # fmt: skip

# Before a number these make it an amount or a count.
UNIT_BEFORE = frozenset("least most about over under almost".split())

# Plurals that a year may stand before: "2015 elections".
EVENT_NOUNS = frozenset(
    "elections talks protests attacks uprisings wars clashes sanctions games olympics paralympics "
    "negotiations earthquakes floods riots results earnings accords agreements strikes bombings "
    "primaries championships awards events finals figures sales reports hearings polls massacres "
    "demonstrations hostilities invasions operations airstrikes raids summits meetings deaths "
    "reforms amendments guidelines standards estimates levels prices".split()
)  # fmt: skip

# Before a weekday these make it a feast or a named day.
FEAST_WORDS = frozenset("good black bloody palm easter super ash holy cyber fat maundy shrove "
                        "red blue".split())  # fmt: skip

# After a weekday these make it the name of a paper or a show.
PAPERS = frozenset("times telegraph mirror mail express world herald post tribune star sun "
                   "independent guardian review mass live league".split())  # fmt: skip

POSSESSIVES = frozenset("his her their my your our its whose".split())
