"""The règlement of an invented aid, in Markdown: written by hand, else made of the facts."""

from datetime import date

from portail.core import clock
from portail.core.formats import date_longue, nombre
from portail.demo.catalogue import AideDemo, Beneficiaire, Fenetre, Nature

_LIBELLES: dict[Beneficiaire, str] = {
    "personne_physique": "les personnes physiques",
    "association": "les associations",
    "entreprise": "les entreprises",
    "collectivite": "les collectivités territoriales et leurs groupements",
    "etablissement_public": "les établissements publics",
    "autre": "les autres organismes",
}
_FORMES: dict[Nature, str] = {
    "subvention": "une subvention",
    "prêt": "un prêt",
    "garantie": "une garantie",
    "avance remboursable": "une avance remboursable",
    "bourse": "une bourse",
    "accompagnement": "un accompagnement",
}
_REMBOURSABLE = """\
Un contrat fixe le calendrier de versement et de remboursement. Les sommes sont versées sur le compte bancaire
indiqué dans la demande."""
_VERSEMENTS: dict[Nature, str] = {
    "subvention": """\
Un acompte peut être versé à la notification. Le solde est versé sur présentation du bilan et de l’état des
dépenses acquittées ; si elles sont inférieures au budget, l’aide est réduite dans la même proportion.""",
    "prêt": _REMBOURSABLE,
    "avance remboursable": _REMBOURSABLE,
    "garantie": "La garantie prend effet quand la banque verse le prêt. La Région ne verse aucune somme.",
    "bourse": "La bourse est versée dans les trente jours qui suivent l’envoi des justificatifs demandés.",
    "accompagnement": """\
L’accompagnement est assuré par un expert choisi par la Région. Aucune somme n’est versée.""",
}
_LIMITE = """\
L’aide est accordée dans la limite des crédits votés. Elle n’est jamais de droit, même lorsque toutes les
conditions sont réunies."""
_DEPOT = """\
{voie}, aux dates suivantes :

{calendrier}

Elle est prise en compte une fois complète ; le service en accuse réception."""
_VOIES = {
    True: "La demande est déposée en ligne",
    False: "La demande est adressée au service nommé à l’article « Contact »",
}
"""How one asks, with an online form and without."""
_INSTRUCTION = """\
La demande est instruite par le service suivant : {service}.

Si une pièce ou une information manque, le service l’indique et fixe un délai pour répondre. La décision est
notifiée par écrit ; un refus est motivé et précise les voies de recours."""


def reglement(aide: AideDemo, jour: date | None = None) -> str:
    """The règlement in Markdown, its articles as « ## Article 1 – Objet ».

    `jour` is the day of seeding, from which the windows are dated (today in Paris by default).
    """
    jour = jour or clock.today()
    if aide.reglement is not None:
        texte = aide.reglement.strip()
        faits = {
            "{calendrier}": _calendrier(aide, jour),
            "{pieces}": _pieces(aide),
            "{contact}": _contact(aide),
        }
        for repere, fait in faits.items():
            texte = texte.replace(repere, fait)
        return texte
    articles = [
        ("Objet", _objet(aide)),
        ("Bénéficiaires", _beneficiaires(aide)),
        ("Conditions d’éligibilité", aide.eligibilite),
        ("Montant de l’aide", _montant(aide)),
        ("Dépenses prises en compte", _depenses(aide)),
        ("Calendrier et dépôt de la demande", _depot(aide, jour)),
        ("Pièces à joindre", _pieces(aide)),
        ("Instruction et décision", _INSTRUCTION.format(service=aide.service_instructeur)),
        ("Versement", _VERSEMENTS[aide.nature]),
        ("Contact", _contact(aide)),
    ]
    gardes = [(titre, corps) for titre, corps in articles if corps]
    return "\n\n".join(f"## Article {n} – {titre}\n\n{corps}" for n, (titre, corps) in enumerate(gardes, 1))


_EN_LIGNE = (
    "Créez votre compte, ou connectez-vous.",
    "Remplissez le formulaire\u00a0: tout s’enregistre à mesure, vous pouvez y revenir.",
    "Joignez les documents demandés, relisez, puis déposez votre demande.",
    "Recevez votre accusé d’enregistrement par mail, et suivez votre dossier en ligne.",
)
_PAR_COURRIER = (
    "Appelez le service, ou écrivez-lui, pour présenter votre projet.",
    "Préparez les documents demandés.",
    "Adressez votre demande avant la fin de la période de dépôt.",
)


def demarches(aide: AideDemo) -> str:
    """The steps of the request, in Markdown: written with the aid, else those of its kind."""
    etapes = _EN_LIGNE if aide.formulaire else _PAR_COURRIER
    return aide.demarches or "\n".join(f"{n}. {etape}" for n, etape in enumerate(etapes, 1))


def _liste(lignes: list[str]) -> str:
    return "\n".join(f"- {ligne}\N{NO-BREAK SPACE};" for ligne in lignes[:-1]) + f"\n- {lignes[-1]}."


def _objet(aide: AideDemo) -> str:
    return f"{aide.resume}\n\n{aide.description}"


def _beneficiaires(aide: AideDemo) -> str:
    qui = _liste([_LIBELLES[beneficiaire] for beneficiaire in aide.beneficiaires])
    lieu = f"Territoire : {aide.territoire_libelle}."
    return f"{aide.qui}\n\nLa demande peut être déposée par :\n\n{qui}\n\n{lieu}"


def _montant(aide: AideDemo) -> str:
    faits = [f"L’aide est {_FORMES[aide.nature]} : **{aide.montant_texte}**."]
    lignes = [
        f"{libelle} : {nombre(valeur)} {unite}"
        for libelle, valeur, unite in (
            ("taux maximal", aide.taux_max, "%"),
            ("montant minimal", aide.plancher, "€"),
            ("montant maximal", aide.plafond, "€"),
            ("forfait", aide.forfait, "€"),
        )
        if valeur is not None
    ]
    if lignes:
        faits.append(_liste(lignes))
    faits.append(_LIMITE)
    return "\n\n".join(faits)


def _depenses(aide: AideDemo) -> str:
    if not aide.depenses:
        return ""
    texte = f"Sont prises en compte :\n\n{_liste(list(aide.depenses))}"
    if aide.nature == "bourse":
        return texte
    return f"{texte}\n\nUne dépense engagée avant le dépôt de la demande n’est pas prise en compte."


def _depot(aide: AideDemo, jour: date) -> str:
    voie = _VOIES[aide.formulaire is not None]
    return _DEPOT.format(voie=voie, calendrier=_calendrier(aide, jour))


def _calendrier(aide: AideDemo, jour: date) -> str:
    return _liste([_periode(fenetre, jour) for fenetre in aide.fenetres])


def _periode(fenetre: Fenetre, jour: date) -> str:
    dates = fenetre.datee(jour)
    debut = f"{dates.libelle} : " if dates.libelle else ""
    if dates.ouvre_le is None:
        return f"{debut}dates à préciser"
    if dates.ferme_le is None:
        return f"{debut}dépôt possible à tout moment à partir du {date_longue(dates.ouvre_le)}"
    periode = f"{debut}du {date_longue(dates.ouvre_le)} au {date_longue(dates.ferme_le)} inclus"
    if dates.commission_le is None:
        return periode
    return f"{periode}, pour une décision le {date_longue(dates.commission_le)}"


def _pieces(aide: AideDemo) -> str:
    return _liste([f"{d.nom}{'' if d.obligatoire else ' (facultatif)'}" for d in aide.documents])


def _contact(aide: AideDemo) -> str:
    contact = aide.contact
    return f"{contact.service}, téléphone {contact.telephone}, mail [{contact.mail}](mailto:{contact.mail})."
