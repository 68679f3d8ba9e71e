"""The ways the name of a person is written, and what is left of it when it is shortened."""

from __future__ import annotations


def parts_of(cell: str) -> list[str]:
    """Return the parts of a cell that holds a list."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def spellings(name: str) -> list[str]:
    """Return the ways a full name is written: with and without hyphens, `al-` in three ways."""
    forms: dict[str, None] = {name: None}
    words = name.split()
    if "-" in name:
        forms[" ".join(part[:1].upper() + part[1:] for part in name.replace("-", " ").split())] = (
            None
        )
        forms[name.replace("-", " ")] = None
    elif len(words) == 3 and all(len(word) < 6 and word[:1].isupper() for word in words):
        forms[f"{words[0]} {words[1]}-{words[2].lower()}"] = None
        forms[f"{words[0]} {words[1]}-{words[2]}"] = None
    for form in list(forms):
        for before, after in (("al-", "Al-"), ("al-", "al "), ("al-", "Al "), ("al-", "el-")):
            if f" {before}" in form:
                forms[form.replace(f" {before}", f" {after}")] = None
    initials = [word for word in words if not (len(word) == 2 and word[1] == ".")]
    if 2 <= len(initials) < len(words):
        forms[" ".join(initials)] = None
    return list(forms)


def family_names(name: str, family: str) -> list[str]:
    """Return the family names a person goes by when the full name was given before.

    A name whose last part is lower case after a hyphen, as `Kim Dae-jung`, begins with the
    family name whatever the row says; `Charles III` goes by `Charles`.
    """
    words = name.split()
    last = words[-1] if words else ""
    if len(words) > 1 and (last.strip("IVX") == "" or last in ("Jr.", "Sr.")):
        return [" ".join(words[:-1])] if last.strip("IVX") == "" else [words[-2]]
    if len(words) == 2 and "-" in last and last.split("-")[-1][:1].islower() and last[0].isupper():
        return [words[0]]
    return [part for part in parts_of(family) if len(part) > 2 or part == words[0]]
