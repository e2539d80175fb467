"""The accent colour of the settings, made legible in both schemes (WCAG 2.2, 1.4.3: contrast of 4.5)."""

import colorsys

# The papers of assets/css/tokens.css, plain and raised, on which the accent is read.
LIGHT, DARK = ("#fbfaf7", "#f3f0e9"), ("#14171a", "#1d2226")
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


def legible(colour: str, papers: tuple[str, ...], ratio: float = AA) -> str:
    """`colour`, darkened or lightened just enough to be read on each of `papers`, all dark or all light.

    A colour that is lightened loses a third of its saturation: a deep one would turn garish.
    """
    towards = 1.0 if luminance(papers[0]) < 0.5 else 0.0
    hue, light, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    for step in range(101):
        moved = light + (towards - light) * step / 100
        calmed = saturation * (1 - 0.35 * towards * min(1.0, step / 25))
        mixed = _hex(colorsys.hls_to_rgb(hue, moved, calmed))
        if all(contrast(mixed, paper) >= ratio for paper in papers):
            return mixed
    return "#ffffff" if towards else "#000000"


def _on(colour: str) -> str:
    return max(("#ffffff", "#10151a"), key=lambda ink: contrast(ink, colour))


def theme_css(accent: str) -> str:
    """The custom properties that depend on the settings, for the light and the dark scheme."""
    # 6 in the dark: at 4.5 a link still looks dimmer there than the text around it.
    light, dark = legible(accent, LIGHT), legible(accent, DARK, 6.0)
    return (
        f":root{{--accent:{light};--on-accent:{_on(light)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark};--on-accent:{_on(dark)}}}}}"
    )
