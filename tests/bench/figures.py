"""A figure: what was measured, in which unit, and against which limit of the same run."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One line of the table. `ratio` is `value` over the limit named by `against`, when there is one."""

    name: str
    value: float
    unit: str
    ratio: float | None = None
    against: str | None = None


def show(figures: list[Figure]) -> None:
    """Print the table."""
    print(f"\n{'mesure':<36}{'valeur':>12}  {'unité':<16}{'rapport':>8}  contre")
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        print(f"{figure.name:<36}{figure.value:>12.5g}  {figure.unit:<16}{ratio:>8}  {figure.against or ''}")


def save(figures: list[Figure], file: Path) -> None:
    """Write them as JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(figure) for figure in figures], indent=2, ensure_ascii=False) + "\n")
