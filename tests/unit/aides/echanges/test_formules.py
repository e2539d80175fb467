"""The catalogue opened in a spreadsheet runs nothing that a feed wrote; read again, it is what it was."""

from pathlib import Path

import pytest

from portail.aides.echanges.export import en_csv
from portail.aides.echanges.lecture import ouvrir
from tests.lignes_d_aides import ligne

FORMULES = ["=1+1", "=cmd|' /C calc'!A0", "+33 5", "@SUM(A1)", "-2+3", "\t=1", "\r=1", "-cmd|x"]
TEXTES = ["- une liste", "'=cité", "« =1 »", "1=1", "", "l’aide", "'tout'", "–5 %"]


@pytest.mark.parametrize("texte", [*FORMULES, *TEXTES])
def test_a_cell_is_a_text_in_a_spreadsheet_and_unchanged_for_us(tmp_path: Path, texte: str) -> None:
    sorti = "".join(en_csv([ligne(titre=texte)], professionnelles=False))
    assert (f"'{texte}" in sorti) is (texte in FORMULES or texte.startswith("'="))
    chemin = tmp_path / "aides.csv"
    chemin.write_text(sorti, encoding="utf-8", newline="")
    (lue,) = ouvrir(chemin).lignes()
    assert lue.valeurs["titre"] == texte
