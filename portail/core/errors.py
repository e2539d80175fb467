"""Errors a person may read: their message is a French sentence that says what to do."""


class ErreurMetier(Exception):
    """A refusal with a sentence for the screen; anything else that is raised is a defect."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Introuvable(ErreurMetier):
    """The thing does not exist, or not for this person: both are told alike, so that nothing leaks."""

    def __init__(self, message: str = "Cette page n’existe pas ou ne vous est pas accessible.") -> None:
        super().__init__(message)


class Interdit(ErreurMetier):
    """The person may see the thing but not do this to it."""


class Conflit(ErreurMetier):
    """Somebody, or another tab, was faster."""


class TropDeDemandes(ErreurMetier):
    """A limit of frequency is reached."""


class Invalide(ErreurMetier):
    """Some fields need another look: `erreurs` maps a field's name to its sentence."""

    def __init__(self, erreurs: dict[str, str]) -> None:
        super().__init__("Certaines réponses sont à revoir.")
        self.erreurs = erreurs
