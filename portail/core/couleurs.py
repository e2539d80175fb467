"""Colours as « #rrggbb »: how light they are, and whether one is read on another (WCAG 2.2, 1.4.3)."""


def canaux(couleur: str) -> tuple[float, float, float]:
    """Red, green and blue, from 0 to 1."""
    rouge, vert, bleu = (int(couleur[rang : rang + 2], 16) / 255 for rang in (1, 3, 5))
    return rouge, vert, bleu


def luminance(couleur: str) -> float:
    """Relative luminance, from 0 to 1."""
    rouge, vert, bleu = (
        canal / 12.92 if canal <= 0.04045 else ((canal + 0.055) / 1.055) ** 2.4 for canal in canaux(couleur)
    )
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


def contraste(une: str, autre: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    claire, sombre = sorted((luminance(une), luminance(autre)), reverse=True)
    return (claire + 0.05) / (sombre + 0.05)
