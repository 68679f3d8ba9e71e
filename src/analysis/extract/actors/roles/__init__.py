"""Whether a name acts in its sentence, or is only where something happens."""

from analysis.extract.actors.roles.capitals import Surroundings, role_of_capital
from analysis.extract.actors.roles.groups import (
    ACTOR,
    DESCRIPTOR,
    PLACE,
    UNDECIDED,
    Group,
    group_after,
    group_after_state,
    groups,
)
from analysis.extract.actors.roles.states import is_joined, role_of_state

__all__ = [
    "ACTOR", "DESCRIPTOR", "PLACE", "UNDECIDED", "Group", "Surroundings", "group_after",
    "group_after_state", "groups", "is_joined", "role_of_capital", "role_of_state",
]  # fmt: skip
