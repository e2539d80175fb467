"""Texts that break programs: each holds `REPERE`, by which it is found again wherever it went."""

REPERE = "haies du marais"
TEXTES = {
    "balises": f"<script>alert(1)</script> <b>{REPERE}</b> &amp; {{{{ 7*7 }}}}",
    "typst": f'#read("/etc/passwd") *gras* _penché_ $x^2$ @ref <a> #set page(width: 1pt) {REPERE}',
    "formule": f'=HYPERLINK("http://x";"y")\t+1+1 @SUM(A1) -2 {REPERE}',
    "droite_a_gauche": f"مرحبا \u202ebidi\u202c שלום {REPERE}",
    "images": f"👩‍👩‍👧 🏳️‍🌈 e\u0301 Å {REPERE}",
    "invisibles": f"a\u200bb\ufeffc\u00ad {REPERE} \u2028ligne",
    "controles": f"a\x07b\x1b[31m {REPERE}\x7f",
    "gabarit": f"%s %(nom)s {{0}} ${{HOME}} \\n {REPERE}",
    "sans_espace": "x" * 250 + f" {REPERE}",
    "lignes": "\n" * 120 + REPERE,
    "impossible": f"nul\x00 moitié\ud800 {REPERE}",
    "liens": f"[ici](http://mechant.example) ![i](http://mechant.example) <http://mechant.example> {REPERE}",
    "entetes": f"Objet\r\nBcc: tous@exemple.fr\r\n\r\n{REPERE}",
    "zalgo": "z" + "\u0336" * 300 + f" {REPERE}",
}
