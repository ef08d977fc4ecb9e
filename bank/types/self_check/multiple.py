"""Some of several options."""

from typing import Self

from pydantic import model_validator

from bank.schema import CARTRIDGE
from bank.types.self_check.choice import Choice
from secdilemma.checks import fault


class Multiple(Choice):
    """A question of which some options are right, and some are not."""

    cartridge_profile = "cc.multiple_response.v0p1"
    brightspace_type = "MS"
    several = True
    lost = ((CARTRIDGE, "several right answers count together or not at all"),)

    @model_validator(mode="after")
    def _leaves_a_choice(self) -> Self:
        right = sum(option.right for option in self.options)
        if not 0 < right < len(self.options):
            raise fault("options", f"{right} right", "some with right: true, some without")
        return self

    def note(self) -> str:
        """Return what a box beside each option means."""
        return "More than one may be right."

    def shares(self) -> list[str]:
        """Return what options are worth in per cent: all right ones 100, wrong ones take away."""
        right = sum(option.right for option in self.options)
        wrong = len(self.options) - right
        return [f"{100 / right if option.right else -100 / wrong:.7g}" for option in self.options]
