"""Mails written in the local mailbox and read back; nothing typed can bend a header."""

import email
from collections.abc import Iterator
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import compat32, default
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portail.core import clock
from portail.partners.mail import Courriel, EnvoiImpossible, PieceLue, envoyer, lire_boite
from portail.partners.mail_entetes import POLITIQUE
from portail.settings import settings

MATIN = datetime(2030, 3, 1, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("PORTAIL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORTAIL_MAIL_FROM", "ne-pas-repondre@region.exemple.fr")
    monkeypatch.setenv("PORTAIL_CONTACT_MAIL", "aides@region.exemple.fr")
    monkeypatch.delenv("PORTAIL_SMTP_URL", raising=False)
    settings.cache_clear()
    yield tmp_path / "mails"
    settings.cache_clear()


def courriel(**plus: object) -> Courriel:
    base: dict[str, object] = {
        "destinataire": "jeanne@exemple.fr",
        "sujet": "Votre dossier",
        "texte": "Bonjour,\n\nVoici : https://aides.exemple.fr/activation/abc?x=1.\n",
        "identifiant": "envoi-1",
    }
    return Courriel(**{**base, **plus})  # type: ignore[arg-type]


def ecrit(dossier: Path) -> EmailMessage:
    (fichier,) = dossier.glob("*.eml")
    return email.message_from_bytes(fichier.read_bytes(), policy=default)


def test_a_mail_is_written_and_read_back() -> None:
    with clock.fixed(MATIN):
        envoyer(
            courriel(
                sujet="[Région Nouvelle-Aquitaine] Activation de compte — étape 3",
                html="<p>Bonjour « Jeanne »</p>",
                pieces_jointes=(("accusé n° 1.pdf", "application/pdf", b"%PDF-1.7\r\n\x00\xff"),),
            )
        )
    (lu,) = lire_boite()
    assert lu.date == MATIN
    assert lu.destinataire == "jeanne@exemple.fr"
    assert lu.sujet == "[Région Nouvelle-Aquitaine] Activation de compte — étape 3"
    assert lu.texte == "Bonjour,\n\nVoici : https://aides.exemple.fr/activation/abc?x=1.\n"
    assert lu.html == "<p>Bonjour « Jeanne »</p>\n"
    assert lu.liens == ("https://aides.exemple.fr/activation/abc?x=1",)
    assert lu.pieces_jointes == (PieceLue("accusé n° 1.pdf", "application/pdf", b"%PDF-1.7\r\n\x00\xff"),)


def test_the_headers_say_who_writes_and_that_a_machine_does(dossier: Path) -> None:
    with clock.fixed(MATIN):
        envoyer(courriel())
    message = ecrit(dossier)
    assert message["From"] == "Région Nouvelle-Aquitaine <ne-pas-repondre@region.exemple.fr>"
    assert message["Reply-To"] == "aides@region.exemple.fr"
    assert message["Message-ID"] == "<envoi-1@region.exemple.fr>"
    assert message["X-Idempotency"] == "envoi-1"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] == "Fri, 01 Mar 2030 09:30:00 +0100"


def test_the_newest_comes_first_and_the_limit_holds() -> None:
    for jour in (2, 1, 3):
        with clock.fixed(MATIN.replace(day=jour)):
            envoyer(courriel(identifiant=f"envoi-{jour}"))
    assert [lu.date.day for lu in lire_boite()] == [3, 2, 1]
    assert [lu.date.day for lu in lire_boite(limite=2)] == [3, 2]


def test_an_empty_mailbox_is_empty() -> None:
    assert lire_boite() == []


def test_the_same_mail_sent_twice_is_written_once() -> None:
    envoyer(courriel())
    envoyer(courriel())
    envoyer(courriel(identifiant="re_envoi-1"))
    assert sorted(lu.identifiant.partition("_")[2] for lu in lire_boite()) == ["envoi-1", "re_envoi-1"]


def test_mails_hold_secret_links_so_nobody_else_reads_them(dossier: Path) -> None:
    envoyer(courriel())
    (fichier,) = dossier.iterdir()
    assert dossier.stat().st_mode & 0o077 == 0
    assert fichier.stat().st_mode & 0o077 == 0


def test_a_full_disk_is_temporary(dossier: Path) -> None:
    dossier.write_text("un fichier à la place du dossier")
    with pytest.raises(EnvoiImpossible) as refus:
        envoyer(courriel())
    assert refus.value.temporaire


def test_a_write_cut_short_leaves_nothing(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def plein(_descripteur: int) -> None:
        raise OSError("disque plein")

    monkeypatch.setattr("portail.partners.boite.os.fsync", plein)
    with pytest.raises(EnvoiImpossible):
        envoyer(courriel())
    assert list(dossier.iterdir()) == []


@pytest.mark.parametrize("piege", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85", "\x00\r\n"])
def test_no_header_can_be_added(dossier: Path, piege: str) -> None:
    envoyer(
        courriel(
            sujet=f"Bonjour{piege}Bcc: pirate@exemple.fr",
            pieces_jointes=((f"a{piege}Bcc: pirate@exemple.fr", f"text/html{piege}Bcc: x", b"x"),),
        )
    )
    message = ecrit(dossier)
    (piece,) = message.iter_attachments()
    assert "Bcc" not in message
    assert "Bcc" not in piece
    assert str(message["Subject"]).startswith("Bonjour")
    assert piece.get_content_type() == "application/octet-stream"
    assert not any(ligne.startswith(b"Bcc") for ligne in message.as_bytes().splitlines())


@pytest.mark.parametrize(
    "adresse",
    [
        "", "jeanne", "@exemple.fr", "jeanne@", "a@b@c.fr", "a@exemple.fr\n", "a@exemple.fr\r\nBcc: x@y.fr",
        "jeanne@exemple.fr,pirate@exemple.fr", "jeanne@exemple.fr;pirate@exemple.fr", "Jeanne <j@exemple.fr>",
        "jeanne @exemple.fr", "jeanne@exemple..fr", "jeanne@" + "a" * 64 + ".fr", "jeanne\x00@exemple.fr",
    ],
)  # fmt: skip
def test_an_impossible_address_is_final(dossier: Path, adresse: str) -> None:
    with pytest.raises(EnvoiImpossible) as refus:
        envoyer(courriel(destinataire=adresse))
    assert not refus.value.temporaire
    assert not dossier.exists()


def test_accents_in_addresses_are_carried() -> None:
    envoyer(courriel(destinataire="hélène@été.fr"))
    assert lire_boite()[0].destinataire == "hélène@" + "été".encode("idna").decode() + ".fr"


def test_wrong_settings_are_temporary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_MAIL_FROM", "personne")
    settings.cache_clear()
    with pytest.raises(EnvoiImpossible) as refus:
        envoyer(courriel())
    assert refus.value.temporaire


def test_the_sender_may_bear_its_own_name(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_MAIL_FROM", "Les aides, en ligne <aides@region.exemple.fr>")
    settings.cache_clear()
    envoyer(courriel())
    (de,) = ecrit(dossier)["From"].addresses
    assert (de.display_name, de.addr_spec) == ("Les aides, en ligne", "aides@region.exemple.fr")


MOTS = [
    "Région",
    "Nouvelle-Aquitaine",
    "Activation",
    "de",
    "compte",
    "—",
    "étape",
    "3",
    "l’aide",
    "« été »",
    "🙂",
]


@given(st.lists(st.sampled_from(MOTS), min_size=1, max_size=25).map(" ".join))
@example("Nouvelle-Aquitaine Nouvelle-Aquitaine Nouvelle-Aquitaine compte compte")
def test_subjects_and_names_lose_no_space(texte: str) -> None:
    message = EmailMessage(policy=POLITIQUE)
    message["Subject"] = texte
    message["From"] = Address(texte, "aides", "exemple.fr")
    for brut in (message.as_bytes(), message.as_string().encode("ascii")):
        lu = email.message_from_bytes(brut, policy=default)
        # One that hardly passes the first line begins on the next, whose space mailboxes leave out.
        assert lu["Subject"].removeprefix(" ") == texte
        assert lu["From"].addresses[0].addr_spec == "aides@exemple.fr"
        # Read by `decode_header`: the newer parser adds a space between two encoded words of a name.
        nom = email.message_from_bytes(brut, policy=compat32)["From"].rpartition("<")[0].strip().strip('"')
        assert str(make_header(decode_header(nom))) == texte
        assert max(map(len, brut.splitlines())) < 110


@pytest.mark.parametrize(
    "identifiant", ["", "../x", "a/b", "a b", "é", "a" * 101, "a\n", ".a", "a..b", "a.", "<a>"]
)
def test_an_identifier_that_is_not_one_is_a_defect(identifiant: str) -> None:
    with pytest.raises(ValueError, match="identifiant de courriel impropre"):
        courriel(identifiant=identifiant)


def test_a_name_of_attachment_has_no_folder(dossier: Path) -> None:
    envoyer(courriel(pieces_jointes=(("../../etc/passwd", "text/plain", b"x"), ("", "text/plain", b"y"))))
    assert [p.nom for p in lire_boite()[0].pieces_jointes] == ["..-..-etc-passwd", "piece"]
    assert [p.contenu for p in lire_boite()[0].pieces_jointes] == [b"x", b"y"]


def test_broken_characters_do_not_break_the_mail() -> None:
    envoyer(courriel(texte="a\ud800b\x00c", sujet="a\ud800b", html="<p>\udfff</p>"))
    assert lire_boite()[0].texte == "abc\n"


def test_other_files_of_the_folder_are_left_alone(dossier: Path) -> None:
    envoyer(courriel())
    (dossier / "notes.txt").write_text("x")
    (dossier / ".x.tmp").write_text("x")
    assert len(lire_boite()) == 1
