"""The accent colour of the settings, made legible in both schemes (WCAG 2.2, 1.4.3: contrast of 4.5)."""

import colorsys

PAPER_LIGHT, PAPER_DARK = "#fbfaf7", "#14171a"
AA = 4.5


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(rgb: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(max(0.0, min(1.0, part)) * 255):02x}" for part in rgb)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of `#rrggbb`, from 0 to 1."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2) between two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def legible(colour: str, paper: str, ratio: float = AA) -> str:
    """`colour`, darkened or lightened just enough to be read on `paper`."""
    hue, light, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    step = 0.01 if luminance(paper) < 0.5 else -0.01
    while contrast(colour, paper) < ratio and 0 < light < 1:
        light = min(1.0, max(0.0, light + step))
        colour = _hex(colorsys.hls_to_rgb(hue, light, saturation))
    return colour


def _on(colour: str) -> str:
    return "#ffffff" if contrast("#ffffff", colour) >= AA else "#10151a"


def theme_css(accent: str) -> str:
    """The custom properties that depend on the settings, for the light and the dark scheme."""
    # 5.2 rather than 4.5: the accent is also read on raised paper, which is a shade darker than paper.
    light, dark = legible(accent, PAPER_LIGHT, 5.2), legible(accent, PAPER_DARK, 6.5)
    return (
        f":root{{--accent:{light};--on-accent:{_on(light)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark};--on-accent:{_on(dark)}}}}}"
    )
