"""One look for screen, paper and export: colours with fixed meaning, scales, and the figures' template."""

from reformspor.look.colour import contrast, difference, lab
from reformspor.look.palette import MEANING, TEXTURES, THEMES, Palette, Texture, Theme, palette, token
from reformspor.look.scales import diverging, ink_on, sequential
from reformspor.look.template import SANS, SERIF, template

__all__ = [
    "MEANING",
    "SANS",
    "SERIF",
    "TEXTURES",
    "THEMES",
    "Palette",
    "Texture",
    "Theme",
    "contrast",
    "difference",
    "diverging",
    "ink_on",
    "lab",
    "palette",
    "sequential",
    "template",
    "token",
]
