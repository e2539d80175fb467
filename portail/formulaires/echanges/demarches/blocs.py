"""A repetition of demarches-simplifiees as a block, and around it what no block can hold."""

from portail.formulaires.echanges.demarches.champs import Champ, Traducteur
from portail.formulaires.echanges.demarches.fichier import Descripteur

_COLONNES_MAX = 30
_MUETS = ("titre", "explication")


class Blocs:
    """Makes blocks."""

    def __init__(self, traducteur: Traducteur) -> None:
        self._traducteur, self._rapport = traducteur, traducteur.rapport

    def traduire(self, un: Descripteur) -> list[Champ]:
        """One block, or several when it is too long; the files of its rows come after it."""
        self._traducteur.signaler(un)
        dedans: list[Champ] = []
        fichiers: list[tuple[Descripteur, list[Champ]]] = []
        for enfant in un.enfants:
            faits = self._traducteur.suivre(enfant)
            if any(fait["type"] == "pieces" for fait in faits):
                fichiers.append((enfant, [*faits]))
            else:
                dedans += faits
        if muet(dedans):
            return self._sans_question(un, dedans, fichiers)
        blocs, reste = self._blocs(un, dedans)
        for enfant, faits in fichiers:
            self._rapport.adapter(enfant, "demandé une seule fois, après le bloc, et non à chaque ligne")
            for fait in faits:
                if fait["type"] == "pieces" and fait["requis"]:
                    fait["requis"] = f"nombre(champ.{blocs[-1]['id']}) > 0"
        return [*blocs, *reste, *(fait for _, faits in fichiers for fait in faits)]

    def _blocs(self, un: Descripteur, dedans: list[Champ]) -> tuple[list[Champ], list[Champ]]:
        """The blocks, and before the first what its help cannot hold; then what only reads at their end."""
        lots = [dedans[rang : rang + _COLONNES_MAX] for rang in range(0, len(dedans), _COLONNES_MAX)]
        reste = [champ for lot in lots if muet(lot) for champ in lot]
        lots = [lot for lot in lots if not muet(lot)]
        if len(lots) > 1:
            self._rapport.adapter(un, f"ses champs tiennent en {len(lots)} blocs, et non en un seul")
        faits = self._traducteur.nommer(un, {"type": "bloc", "champs": lots[0]})
        for lot in lots[1:]:
            bloc = {"type": "bloc", "requis": un.requis, "champs": lot}
            libelle = f"{faits[-1]['libelle']} (suite)"
            faits.append({"id": self._traducteur.noms.prendre(un.libelle), "libelle": libelle, **bloc})
        self._rapport.reprendre(un, *(fait["id"] for fait in faits))
        return faits, reste

    def _sans_question(
        self, un: Descripteur, dedans: list[Champ], fichiers: list[tuple[Descripteur, list[Champ]]]
    ) -> list[Champ]:
        self._rapport.adapter(un, "rien ne s’y répète ici : c’est un titre, suivi de ce qu’il contenait")
        for enfant, faits in fichiers:
            self._rapport.adapter(enfant, "demandé une seule fois, et non à chaque ligne")
            for fait in faits:
                if fait["type"] == "pieces":
                    fait["requis"] = fait["requis"] and un.requis
        return [*self._traducteur.titre(un), *dedans, *(fait for _, faits in fichiers for fait in faits)]


def muet(lot: list[Champ]) -> bool:
    """Whether these only read."""
    return all(champ["type"] in _MUETS for champ in lot)
