"""The headers of the tus protocol, as a browser writes them."""

import base64

TUS = {"tus-resumable": "1.0.0"}
MORCEAU = {**TUS, "content-type": "application/offset+octet-stream"}


def metadonnees(nom: str, empreinte: str) -> str:
    """As the protocol writes them."""
    paires = {"filename": nom, "empreinte": empreinte}
    return ",".join(f"{cle} {base64.b64encode(val.encode()).decode()}" for cle, val in paires.items() if val)


def annonce(taille: object, nom: str = "devis.pdf", empreinte: str = "") -> dict[str, str]:
    """The headers that announce a file."""
    return {**TUS, "upload-length": str(taille), "upload-metadata": metadonnees(nom, empreinte)}
