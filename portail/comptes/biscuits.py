"""What a browser sends in its Cookie header."""


def valeur_du_cookie(entete: str, nom: str) -> str:
    """The value of the first cookie of that name, or an empty string.

    Read by hand: the standard parser stops at the first cookie it dislikes, whoever set it on this host.
    """
    for part in entete.split(";"):
        name, _, value = part.strip().partition("=")
        if name == nom:
            return value
    return ""
