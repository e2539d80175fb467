"""Headers of mails, folded so that French survives."""

from email.header import Header
from email.policy import EmailPolicy
from typing import Any

_LIGNE = 78  # characters a line (RFC 5322 §2.1.1)


class PolitiqueFrancaise(EmailPolicy):
    """The SMTP policy of the standard library, with its own folding of subjects and names.

    The library's folding mixes plain and encoded words and loses a space in about one French subject out of
    ten (seen on Python 3.11); here a text that has accents or is long is encoded whole (RFC 2047).
    """

    def fold(self, name: str, value: Any) -> str:
        """The header as text lines."""
        plie = self._entier(name, value)
        return super().fold(name, value) if plie is None else plie

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The header as bytes lines."""
        plie = self._entier(name, value)
        return super().fold_binary(name, value) if plie is None else plie.encode("ascii")

    def _entier(self, name: str, value: Any) -> str | None:
        if self.utf8:
            return None
        if name.lower() == "list-unsubscribe":
            # An address is read as it stands: folded or encoded, no mailbox would find it.
            return f"{name}: {value}{self.linesep}"
        if name.lower() == "subject":
            texte, adresse = str(value), ""
        elif name.lower() == "from" and len(value.addresses) == 1:
            texte, adresse = value.addresses[0].display_name, f" <{value.addresses[0].addr_spec}>"
        else:
            return None
        if texte.isascii() and len(name) + len(texte) + len(adresse) < _LIGNE:
            return None
        code = Header(texte, "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {code}{adresse}{self.linesep}"


POLITIQUE = PolitiqueFrancaise(linesep="\r\n", max_line_length=_LIGNE)
