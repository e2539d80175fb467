"""The accent colour of the settings, made legible in both schemes (WCAG 2.2, 1.4.3: contrast of 4.5)."""

import colorsys

from portail.core.couleurs import canaux, contraste, luminance

# The papers of assets/css/tokens.css, plain and raised, on which the accent is read.
LIGHT, DARK = ("#fbfaf7", "#f3f0e9"), ("#14171a", "#1d2226")
AA = 4.5


def _hex(rgb: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(max(0.0, min(1.0, part)) * 255):02x}" for part in rgb)


def legible(colour: str, papers: tuple[str, ...], ratio: float = AA) -> str:
    """`colour`, darkened or lightened just enough to be read on each of `papers`, all dark or all light.

    A colour that is lightened loses a third of its saturation: a deep one would turn garish.
    """
    towards = 1.0 if luminance(papers[0]) < 0.5 else 0.0
    hue, light, saturation = colorsys.rgb_to_hls(*canaux(colour))
    for step in range(101):
        moved = light + (towards - light) * step / 100
        calmed = saturation * (1 - 0.35 * towards * min(1.0, step / 25))
        mixed = _hex(colorsys.hls_to_rgb(hue, moved, calmed))
        if all(contraste(mixed, paper) >= ratio for paper in papers):
            return mixed
    return "#ffffff" if towards else "#000000"


def _on(colour: str) -> str:
    return max(("#ffffff", "#10151a"), key=lambda ink: contraste(ink, colour))


def theme_css(accent: str) -> str:
    """The custom properties that depend on the settings, for the light and the dark scheme."""
    # 6 in the dark: at 4.5 a link still looks dimmer there than the text around it.
    light, dark = legible(accent, LIGHT), legible(accent, DARK, 6.0)
    return (
        f":root{{--accent:{light};--on-accent:{_on(light)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark};--on-accent:{_on(dark)}}}}}"
    )
