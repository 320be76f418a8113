"""What the eye makes of a colour, computed: contrast, lightness, difference, and colour-blind sight.

Sources: WCAG 2.2 (relative luminance, contrast); Sharma, Wu and Dalal 2005 (CIEDE2000); Machado,
Oliveira and Fernandes 2009 (colour vision deficiency, severity 1.0, in linear RGB); CIE 1976 L*a*b*
with D65 white.
"""

from __future__ import annotations

import math
from typing import Literal

Triple = tuple[float, float, float]
Sight = Literal["normal", "protan", "deutan", "tritan"]

WHITE: Triple = (0.95047, 1.0, 1.08883)
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
FROM_XYZ = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)
DEFICIENCY: dict[str, tuple[Triple, Triple, Triple]] = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> Triple:
    """Linear-light RGB in 0..1 of `#rrggbb`."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return r, g, b


def luminance(colour: str) -> float:
    """Relative luminance in 0..1."""
    return _row(TO_XYZ[1], linear(colour))


def contrast(one: str, other: str) -> float:
    """Contrast ratio between two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, sight: Sight = "normal") -> Triple:
    """L*, a*, b* as a reader with this sight sees it."""
    rgb = linear(colour)
    if sight != "normal":
        seen = tuple(min(1.0, max(0.0, _row(row, rgb))) for row in DEFICIENCY[sight])
        rgb = (seen[0], seen[1], seen[2])
    x, y, z = (_cube(_row(row, rgb) / white) for row, white in zip(TO_XYZ, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def from_lab(lightness: float, a: float, b: float) -> str:
    """The nearest `#rrggbb` to an L*a*b* colour; what lies outside the screen's colours is clipped."""
    fy = (lightness + 16) / 116
    xyz = tuple(w * _uncube(f) for f, w in zip((fy + a / 500, fy, fy - b / 200), WHITE, strict=True))
    parts = [min(1.0, max(0.0, _row(row, (xyz[0], xyz[1], xyz[2])))) for row in FROM_XYZ]
    screen = [12.92 * p if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055 for p in parts]
    return "#" + "".join(f"{round(p * 255):02X}" for p in screen)


def difference(one: str, other: str, sight: Sight = "normal") -> float:
    """CIEDE2000 difference between two colours as this sight sees them."""
    return _ciede2000(lab(one, sight), lab(other, sight))


def _row(row: Triple, value: Triple) -> float:
    return row[0] * value[0] + row[1] * value[1] + row[2] * value[2]


def _cube(t: float) -> float:
    return float(t ** (1 / 3)) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116


def _uncube(f: float) -> float:
    return f**3 if f**3 > 216 / 24389 else (116 * f - 16) * 27 / 24389


def _ciede2000(one: Triple, other: Triple) -> float:
    mean_c = (math.hypot(*one[1:]) + math.hypot(*other[1:])) / 2
    g = 0.5 * (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    c1, h1 = _polar(one, g)
    c2, h2 = _polar(other, g)
    turn = _turn(h1, h2, c1 * c2)
    d_l, d_c = other[0] - one[0], c2 - c1
    d_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    mean_l, mean_c2, mean_h = (one[0] + other[0]) / 2, (c1 + c2) / 2, _mean_hue(h1, h2, c1 * c2)
    s_l, s_c, s_h, rotation = _weights(mean_l, mean_c2, mean_h)
    l_term, c_term, h_term = d_l / s_l, d_c / s_c, d_h / s_h
    return math.sqrt(l_term**2 + c_term**2 + h_term**2 + rotation * c_term * h_term)


def _polar(value: Triple, g: float) -> tuple[float, float]:
    a = (1 + g) * value[1]
    return math.hypot(a, value[2]), math.degrees(math.atan2(value[2], a)) % 360


def _turn(h1: float, h2: float, product: float) -> float:
    if product == 0:
        return 0.0
    return (h2 - h1 + 180) % 360 - 180


def _mean_hue(h1: float, h2: float, product: float) -> float:
    if product == 0 or abs(h1 - h2) <= 180:
        return h1 + h2 if product == 0 else (h1 + h2) / 2
    return (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2


def _weights(lightness: float, chroma: float, hue: float) -> tuple[float, float, float, float]:
    def cos(degrees: float) -> float:
        return math.cos(math.radians(degrees))

    t = 1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6) - 0.20 * cos(4 * hue - 63)
    s_l = 1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2)
    spread = 30 * math.exp(-(((hue - 275) / 25) ** 2))
    turn = -math.sin(math.radians(2 * spread)) * 2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    return s_l, 1 + 0.045 * chroma, 1 + 0.015 * chroma * t, turn
