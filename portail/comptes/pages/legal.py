"""The pages the law asks for: accessibility, legal notice, personal data."""

import reflex as rx

from portail.comptes.components import CONFORMITE, gabarit
from portail.settings import settings
from portail.ui.layout import Page, narrow
from portail.ui.markdown import to_html
from portail.ui.text import h1, lead, prose


def _page(title: str, summary: str, markdown: str) -> rx.Component:
    s = settings()
    facts = {
        "region": s.collectivite,
        "adresse": s.contact_adresse,
        "telephone": s.telephone,
        "mail": s.contact_mail,
        "origine": s.origin,
        "conformite": CONFORMITE,
    }
    return gabarit(narrow(h1(title), lead(summary), prose(to_html(markdown.format(**facts)))))


# Decree 2019-768 and the order of 20 September 2019 fix the headings of this declaration.
ACCESSIBILITE = """
{region} s’engage à rendre son portail des aides accessible à toutes et à tous, conformément à l’article 47 de la loi
n° 2005-102 du 11 février 2005. Cette déclaration s’applique au portail des aides, à l’adresse {origine}.

## État de conformité

Le portail des aides est **{conformite}** avec le référentiel général d’amélioration de l’accessibilité (RGAA 4.1) :
aucun audit réalisé par un tiers n’est encore en cours de validité. Cette mention changera dès qu’un audit aura été mené.

## Ce que nous vérifions

Chaque évolution du portail passe les contrôles suivants avant d’être mise en ligne :

- un contrôle automatique de chaque page avec l’outil axe-core, en affichage clair et sombre, sur ordinateur et à la
  largeur d’un téléphone ;
- le parcours complet d’une demande au clavier seul ;
- les contrastes des couleurs, y compris celle choisie par la collectivité ;
- l’affichage à 320 pixels de large, sans défilement horizontal, et avec un texte agrandi à 200 %.

## Contenus non accessibles

Les documents PDF fournis par des tiers (annexes, pièces jointes, anciens règlements) peuvent ne pas être accessibles.
Demandez-nous leur contenu sous une autre forme : nous vous l’enverrons.

## Établissement de cette déclaration

Le portail repose sur les technologies HTML, CSS, SVG et JavaScript, selon les règles WAI-ARIA. Il est vérifié avec les
navigateurs Chromium et Firefox et le lecteur d’écran NVDA ou Orca.

## Retour d’information et contact

Si vous n’arrivez pas à accéder à un contenu ou à un service, dites-le-nous : nous vous orienterons vers une solution
accessible ou nous vous donnerons le contenu sous une autre forme.

- Par mail : [{mail}](mailto:{mail})
- Par téléphone : {telephone}
- Par courrier : {region}, {adresse}

## Voies de recours

Si vous nous avez signalé un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un service et que vous
n’avez pas obtenu de réponse satisfaisante, vous pouvez :

- écrire un message au [Défenseur des droits](https://formulaire.defenseurdesdroits.fr/) ;
- contacter le [délégué du Défenseur des droits de votre région](https://www.defenseurdesdroits.fr/saisir/delegues) ;
- envoyer un courrier gratuit, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.
"""

# Loi n° 2004-575 du 21 juin 2004 (LCEN), article 1-1.
MENTIONS = """
## Éditeur

Le portail des aides est édité par {region}, collectivité territoriale.

- Adresse : {adresse}
- Téléphone : {telephone}
- Mail : [{mail}](mailto:{mail})

La présidente ou le président du conseil régional est responsable de la publication.

## Hébergement

Le portail est hébergé sous la responsabilité de {region}, à l’adresse et au téléphone ci-dessus. Les coordonnées du
prestataire technique éventuel sont communiquées sur simple demande.

## À quoi sert ce service

Le portail est un téléservice au sens de l’ordonnance n° 2005-1516 du 8 décembre 2005. Il permet de rechercher une aide
de la collectivité, d’en faire la demande et de suivre son dossier. Son usage est gratuit et facultatif : une demande
peut aussi être faite par courrier à l’adresse ci-dessus.

Le dépôt d’un dossier donne lieu à un accusé d’enregistrement qui porte la date et l’heure du dépôt. Il ne vaut ni
acceptation de la demande ni promesse d’aide. Le règlement de chaque aide fait foi.

## Vos engagements

Vous vous engagez à fournir des informations exactes et à jour. Une fausse déclaration vous expose aux peines prévues
par l’article 441-6 du code pénal et au remboursement de l’aide. Votre mot de passe est personnel : ne le communiquez à
personne, nous ne vous le demanderons jamais.

## Réutilisation des contenus

Les textes des aides et leurs règlements sont des informations publiques : vous pouvez les réutiliser librement, à
condition d’en mentionner la source et la date, selon le code des relations entre le public et l’administration (livre
III). Le nom et le logo de la collectivité ne peuvent être réutilisés sans son accord.

## Police de caractères

Ce site est composé en Atkinson Hyperlegible Next, dessinée pour le Braille Institute afin d’être lisible par les
personnes malvoyantes, sous licence [SIL Open Font](/fonts/OFL.txt).
"""

# Règlement (UE) 2016/679 (RGPD), articles 13 et 14.
DONNEES = """
## Qui est responsable

{region} est responsable du traitement de vos données. Pour toute question, ou pour joindre la personne déléguée à la
protection des données : [{mail}](mailto:{mail}) ou par courrier à {adresse}.

## Ce que nous recueillons, et pourquoi

| Données | Pour quoi faire | Ce qui le permet |
| --- | --- | --- |
| Nom, prénom, identifiant, adresse mail, mot de passe (gardé sous une forme illisible) | Ouvrir et protéger votre compte | Mission d’intérêt public |
| Adresse, téléphone, date de naissance ou numéro SIRET, représentant | Savoir qui demande l’aide et vous répondre | Mission d’intérêt public |
| Relevé d’identité bancaire (chiffré) | Vous verser l’aide accordée | Obligation légale |
| Réponses et pièces de vos dossiers | Instruire vos demandes | Mission d’intérêt public |
| Journal des connexions et des actions | Protéger le service et rendre compte des décisions | Obligation légale |

Les questions facultatives sont signalées. Sans réponse aux autres, la demande ne peut pas être instruite.

## Qui y accède

- Les agents de la collectivité chargés de votre dossier, et eux seuls.
- Le comptable public, pour le versement.
- Les services de contrôle des fonds publics, lorsqu’ils en font la demande.

Votre adresse est envoyée au service public de géocodage (Géoplateforme) lorsque vous la recherchez, et votre numéro
SIRET à l’annuaire public des entreprises, pour vous éviter de tout saisir. Vos données ne sont ni vendues ni
utilisées pour de la publicité, et ne quittent pas l’Union européenne.

## Combien de temps

| Données | Durée |
| --- | --- |
| Dossier en brouillon | Jusqu’à ce que vous le supprimiez, et trois mois au plus sans modification |
| Dossier sans suite ou refusé | Deux ans après la décision |
| Dossier aidé | Dix ans après le dernier versement, durée des contrôles |
| Compte sans dossier | Deux ans après la dernière connexion |
| Journal des connexions | Un an |

Au-delà, les dossiers sont supprimés ou versés aux archives publiques, comme le prévoit le code du patrimoine.

## Vos droits

Vous pouvez consulter vos données, les corriger, les faire effacer, en limiter l’usage ou vous opposer à leur
traitement. Le plus simple : la page [Mes infos personnelles](/mes-infos) permet de les corriger, de les télécharger et
de supprimer votre compte. La loi nous oblige toutefois à garder les dossiers aidés pendant la durée des contrôles.

Vous pouvez aussi nous écrire ; nous répondons en un mois au plus. Si notre réponse ne vous convient pas, vous pouvez
saisir la [CNIL](https://www.cnil.fr/fr/plaintes).

## Témoins de connexion (cookies)

Le portail dépose un seul témoin, strictement nécessaire : il vous reconnaît d’une page à l’autre. Il ne sert ni à
mesurer l’audience ni à vous suivre ailleurs. Votre accord n’est donc pas demandé.
"""


def accessibility() -> rx.Component:
    """The declaration of accessibility."""
    return _page("Accessibilité", "Ce que nous faisons pour que chacun puisse demander une aide.", ACCESSIBILITE)


def legal_notice() -> rx.Component:
    """Who publishes this site."""
    return _page("Mentions légales", "Qui édite ce service et dans quelles conditions il est rendu.", MENTIONS)


def personal_data() -> rx.Component:
    """What is done with people's data."""
    return _page("Données personnelles", "Ce que nous savons de vous, pourquoi, et pour combien de temps.", DONNEES)


PAGES = [
    Page("/accessibilite", "Accessibilité", accessibility),
    Page("/mentions-legales", "Mentions légales", legal_notice),
    Page("/donnees-personnelles", "Données personnelles", personal_data),
]
