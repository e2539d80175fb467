"""Mail addresses: normalised, and the usual slips of the finger noticed."""

from email_validator import EmailNotValidError, validate_email

from portail.core.saisie import nettoyer

_DOMAINES = (
    "gmail.com",
    "orange.fr",
    "wanadoo.fr",
    "hotmail.fr",
    "hotmail.com",
    "outlook.fr",
    "outlook.com",
    "yahoo.fr",
    "yahoo.com",
    "laposte.net",
    "free.fr",
    "sfr.fr",
    "live.fr",
    "icloud.com",
    "bbox.fr",
    "neuf.fr",
    "nouvelle-aquitaine.fr",
)
# Real providers that stand one letter away from a more common one.
_VRAIS = {
    "mail.com",
    "gmx.fr",
    "gmx.com",
    "ymail.com",
    "live.com",
    "sfr.com",
    "bbox.com",
    "me.com",
    "yahoo.ca",
}
_FINS = {
    ".con": ".com",
    ".cmo": ".com",
    ".ocm": ".com",
    ".comm": ".com",
    ".vom": ".com",
    ".fre": ".fr",
    ".frr": ".fr",
}

# The library explains itself in English only; its sentences are told apart by a few stable words.
_PHRASES = (
    ("must have an @-sign", "Il manque l’arobase (@) : une adresse mail s’écrit par exemple nom@exemple.fr."),
    ("something before the @-sign", "Il manque le nom avant l’arobase (@), par exemple nom@exemple.fr."),
    ("something after the @-sign", "Il manque le domaine après l’arobase (@), par exemple nom@exemple.fr."),
    ("should have a period", "Il manque la fin du domaine, par exemple « .fr » ou « .com »."),
    ("two periods in a row", "L’adresse mail ne peut pas contenir deux points de suite."),
    ("special-use", "Ce domaine ne reçoit pas de mails : indiquez une adresse que vous consultez."),
    ("IP address", "Le domaine après l’arobase doit être un nom, par exemple exemple.fr."),
    ("display name", "Saisissez l’adresse seule, sans nom ni chevrons, par exemple nom@exemple.fr."),
    ("too long", "Cette adresse mail est trop longue : vérifiez-la."),
    ("too many characters", "Cette adresse mail est trop longue : vérifiez-la."),
    ("SPACE", "L’adresse mail ne peut pas contenir d’espace."),
    ("period", "Un point est mal placé dans l’adresse mail : vérifiez-la."),
    ("internationalized characters", "Avant l’arobase, l’adresse mail s’écrit sans accent."),
    (
        "after the @-sign contains invalid",
        "Le domaine après l’arobase contient un caractère interdit : vérifiez-le.",
    ),
    ("invalid characters", "L’adresse mail contient un caractère interdit avant l’arobase : vérifiez-la."),
)


_SANS_POINTS = frozenset({"gmail.com", "googlemail.com"})
"""Providers to whom « l.ou » is « lou »."""


def lire_mail(texte: str) -> str:
    """The address with its domain in lower case; no DNS question is asked. Raises `ValueError`."""
    propre = nettoyer(texte)
    if not propre:
        raise ValueError("Saisissez votre adresse mail, par exemple nom@exemple.fr.")
    if len(propre) > 254:
        raise ValueError("Cette adresse mail est trop longue : vérifiez-la.")
    try:
        # Accented local parts are refused: most mail servers, ours among them, would not carry them.
        valide = validate_email(propre, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError as refus:
        raise ValueError(_phrase(str(refus))) from None
    return str(valide.normalized)


def _phrase(anglais: str) -> str:
    for indice, phrase in _PHRASES:
        if indice.lower() in anglais.lower():
            return phrase
    return "Cette adresse mail n’est pas valable : vérifiez-la, par exemple nom@exemple.fr."


def cle_mail(mail: str) -> str:
    """What two addresses of the same person share: providers do not tell capitals apart."""
    return nettoyer(mail).casefold()


def cle_boite(mail: str) -> str:
    """What the addresses of one mailbox share: « lou+aides@… » arrives where « lou@… » does."""
    nom, _, domaine = cle_mail(mail).rpartition("@")
    nom = nom.partition("+")[0] or nom
    return f"{nom.replace('.', '') if domaine in _SANS_POINTS else nom}@{domaine}"


def suggestion_mail(texte: str) -> str | None:
    """The address the person probably meant (gmial.com → gmail.com), or None when nothing looks odd."""
    nom, arobase, domaine = nettoyer(texte).rpartition("@")
    domaine = domaine.lower()
    if not nom or not arobase or not domaine or len(domaine) > 60:
        return None
    propose = _domaine_voulu(domaine)
    return f"{nom}@{propose}" if propose and propose != domaine else None


def _domaine_voulu(domaine: str) -> str | None:
    if domaine in _DOMAINES or domaine in _VRAIS:
        return None
    for faute, juste in _FINS.items():
        if domaine.endswith(faute):
            corrige = domaine.removesuffix(faute) + juste
            return _domaine_voulu(corrige) or corrige
    proches = [connu for connu in _DOMAINES if _un_geste(domaine, connu)]
    return proches[0] if proches else None


def _un_geste(a: str, b: str) -> bool:
    """Whether one letter added, forgotten, changed, or two swapped neighbours, lead from `a` to `b`."""
    if abs(len(a) - len(b)) > 1:
        return False
    debut = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    reste_a, reste_b = a[debut:], b[debut:]
    if reste_a[1:] == reste_b[1:] or reste_a[1:] == reste_b or reste_a == reste_b[1:]:
        return True
    return reste_a[:2] == reste_b[:2][::-1] and reste_a[2:] == reste_b[2:]
