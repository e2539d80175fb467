"""initial schema"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None

Json = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table('aide',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('index_numero', sa.BigInteger(), nullable=False),
    sa.Column('slug', sa.String().with_variant(sa.String(collation='C'), 'postgresql'), nullable=False),
    sa.Column('titre', sa.String(), nullable=False),
    sa.Column('cle_titre', sa.String().with_variant(sa.String(collation='C'), 'postgresql'), nullable=False),
    sa.Column('resume', sa.String(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('qui', sa.Text(), nullable=False),
    sa.Column('eligibilite', sa.Text(), nullable=False),
    sa.Column('territoires', Json, nullable=False),
    sa.Column('territoire_libelle', sa.String(), nullable=False),
    sa.Column('thematiques', Json, nullable=False),
    sa.Column('beneficiaires', Json, nullable=False),
    sa.Column('nature', sa.String(), nullable=False),
    sa.Column('montant_texte', sa.String(), nullable=False),
    sa.Column('taux_max', sa.BigInteger(), nullable=True),
    sa.Column('plafond', sa.BigInteger(), nullable=True),
    sa.Column('plancher', sa.BigInteger(), nullable=True),
    sa.Column('depenses', Json, nullable=False),
    sa.Column('documents', Json, nullable=False),
    sa.Column('reglement', sa.Text(), nullable=False),
    sa.Column('reglement_du', sa.Date(), nullable=True),
    sa.Column('reglement_cle', sa.String(), nullable=False),
    sa.Column('reglement_empreinte', sa.String(), nullable=False),
    sa.Column('service_instructeur', sa.String(), nullable=False),
    sa.Column('contact', Json, nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('publiee', sa.Boolean(), nullable=False),
    sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('modifiee_le', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_aide')),
    sa.UniqueConstraint('index_numero', name=op.f('uq_aide_index_numero')),
    sa.UniqueConstraint('slug', name=op.f('uq_aide_slug'))
    )
    with op.batch_alter_table('aide', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_aide_cle_titre'), ['cle_titre'], unique=False)
        batch_op.create_index(batch_op.f('ix_aide_publiee'), ['publiee'], unique=False)

    op.create_table('compte',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.String(30), nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('nom', sa.String(), nullable=False),
    sa.Column('prenom', sa.String(), nullable=False),
    sa.Column('mail', sa.String(), nullable=False),
    sa.Column('cle_mail', sa.String(), nullable=False),
    sa.Column('identifiant', sa.String(), nullable=False),
    sa.Column('cle_identifiant', sa.String(), nullable=False),
    sa.Column('mot_de_passe', sa.String(), nullable=False),
    sa.Column('active_le', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_compte')),
    sa.UniqueConstraint('cle_identifiant', name=op.f('uq_compte_cle_identifiant')),
    sa.UniqueConstraint('cle_mail', name=op.f('uq_compte_cle_mail'))
    )
    op.create_table('identifiant_reserve',
    sa.Column('cle', sa.String(), nullable=False),
    sa.Column('adresse', sa.String(), nullable=False),
    sa.Column('visiteur', sa.String(), nullable=False),
    sa.Column('expire_le', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('cle', name=op.f('pk_identifiant_reserve'))
    )
    with op.batch_alter_table('identifiant_reserve', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_identifiant_reserve_adresse'), ['adresse'], unique=False)
        batch_op.create_index(batch_op.f('ix_identifiant_reserve_expire_le'), ['expire_le'], unique=False)

    op.create_table('inscription',
    sa.Column('visiteur', sa.String(), nullable=False),
    sa.Column('reponses', Json, nullable=False),
    sa.Column('mot_de_passe', sa.String(), nullable=False),
    sa.Column('organisation', Json, nullable=False),
    sa.Column('envoye_a', sa.String(), nullable=False),
    sa.Column('expire_le', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('visiteur', name=op.f('pk_inscription'))
    )
    with op.batch_alter_table('inscription', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_inscription_expire_le'), ['expire_le'], unique=False)

    op.create_table('journal',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('quand', sa.DateTime(timezone=True), nullable=False),
    sa.Column('acteur_id', sa.Uuid(), nullable=True),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('objet', sa.String(), nullable=False),
    sa.Column('detail', Json, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal'))
    )
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_journal_acteur_id'), ['acteur_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_journal_objet'), ['objet'], unique=False)
        batch_op.create_index(batch_op.f('ix_journal_quand'), ['quand'], unique=False)

    op.create_table('outbox',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('genre', sa.String(), nullable=False),
    sa.Column('cle', sa.String(), nullable=False),
    sa.Column('charge', Json, nullable=False),
    sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('du_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('pris_jusqu_a', sa.DateTime(timezone=True), nullable=True),
    sa.Column('fait_le', sa.DateTime(timezone=True), nullable=True),
    sa.Column('abandonne_le', sa.DateTime(timezone=True), nullable=True),
    sa.Column('essais', sa.Integer(), nullable=False),
    sa.Column('erreur', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
    sa.UniqueConstraint('cle', name=op.f('uq_outbox_cle'))
    )
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outbox_du_le'), ['du_le'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_fait_le'), ['fait_le'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_genre'), ['genre'], unique=False)

    op.create_table('facette_aide',
    sa.Column('genre', sa.String(), nullable=False),
    sa.Column('valeur', sa.String(), nullable=False),
    sa.Column('aide_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['aide_id'], ['aide.id'], name=op.f('fk_facette_aide_aide_id_aide'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('genre', 'valeur', 'aide_id', name=op.f('pk_facette_aide'))
    )
    with op.batch_alter_table('facette_aide', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_facette_aide_aide_id'), ['aide_id'], unique=False)

    op.create_table('fenetre_depot',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('aide_id', sa.Uuid(), nullable=False),
    sa.Column('ouvre_le', sa.Date(), nullable=False),
    sa.Column('ferme_le', sa.Date(), nullable=True),
    sa.Column('commission_le', sa.Date(), nullable=True),
    sa.Column('libelle', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['aide_id'], ['aide.id'], name=op.f('fk_fenetre_depot_aide_id_aide'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fenetre_depot'))
    )
    with op.batch_alter_table('fenetre_depot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_fenetre_depot_aide_id'), ['aide_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_fenetre_depot_ferme_le'), ['ferme_le'], unique=False)

    op.create_table('fiche',
    sa.Column('compte_id', sa.Uuid(), nullable=False),
    sa.Column('type_demandeur', sa.String(30), nullable=False),
    sa.Column('date_naissance', sa.Date(), nullable=True),
    sa.Column('siret', sa.String(), nullable=False),
    sa.Column('organisation', Json, nullable=False),
    sa.Column('civilite', sa.String(), nullable=False),
    sa.Column('telephone', sa.String(), nullable=False),
    sa.Column('adresse', Json, nullable=False),
    sa.Column('representant_nom', sa.String(), nullable=False),
    sa.Column('representant_qualite', sa.String(), nullable=False),
    sa.Column('titulaire', sa.String(), nullable=False),
    sa.Column('iban', sa.String(), nullable=False),
    sa.Column('iban_masque', sa.String(), nullable=False),
    sa.Column('bic', sa.String(), nullable=False),
    sa.Column('banque', sa.String(), nullable=False),
    sa.Column('a_revoir', Json, nullable=False),
    sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('modifie_le', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['compte_id'], ['compte.id'], name=op.f('fk_fiche_compte_id_compte'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('compte_id', name=op.f('pk_fiche'))
    )
    op.create_table('formulaire',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('aide_id', sa.Uuid(), nullable=False),
    sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['aide_id'], ['aide.id'], name=op.f('fk_formulaire_aide_id_aide'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_formulaire')),
    sa.UniqueConstraint('aide_id', name=op.f('uq_formulaire_aide_id'))
    )
    op.create_table('jeton',
    sa.Column('empreinte', sa.String(), nullable=False),
    sa.Column('usage', sa.String(), nullable=False),
    sa.Column('compte_id', sa.Uuid(), nullable=False),
    sa.Column('charge', Json, nullable=False),
    sa.Column('expire_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('utilise_le', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['compte_id'], ['compte.id'], name=op.f('fk_jeton_compte_id_compte'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('empreinte', name=op.f('pk_jeton'))
    )
    with op.batch_alter_table('jeton', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_jeton_compte_id'), ['compte_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_jeton_expire_le'), ['expire_le'], unique=False)
        batch_op.create_index(batch_op.f('ix_jeton_usage'), ['usage'], unique=False)

    op.create_table('session_ouverte',
    sa.Column('empreinte', sa.String(), nullable=False),
    sa.Column('compte_id', sa.Uuid(), nullable=False),
    sa.Column('appareil', sa.String(), nullable=False),
    sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('vue_le', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['compte_id'], ['compte.id'], name=op.f('fk_session_ouverte_compte_id_compte'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('empreinte', name=op.f('pk_session_ouverte'))
    )
    with op.batch_alter_table('session_ouverte', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_session_ouverte_compte_id'), ['compte_id'], unique=False)

    op.create_table('version_formulaire',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('formulaire_id', sa.Uuid(), nullable=False),
    sa.Column('numero', sa.Integer(), nullable=False),
    sa.Column('contenu', Json, nullable=False),
    sa.Column('publiee_le', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['formulaire_id'], ['formulaire.id'], name=op.f('fk_version_formulaire_formulaire_id_formulaire'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_version_formulaire')),
    sa.UniqueConstraint('formulaire_id', 'numero', name=op.f('uq_version_formulaire_formulaire_id'))
    )
    op.create_table('dossier',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('numero', sa.String(), nullable=False),
    sa.Column('compte_id', sa.Uuid(), nullable=True),
    sa.Column('aide_id', sa.Uuid(), nullable=False),
    sa.Column('version_formulaire_id', sa.Uuid(), nullable=False),
    sa.Column('statut', sa.String(30), nullable=False),
    sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('maj_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('journalise_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('depose_le', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['aide_id'], ['aide.id'], name=op.f('fk_dossier_aide_id_aide')),
    sa.ForeignKeyConstraint(['compte_id'], ['compte.id'], name=op.f('fk_dossier_compte_id_compte')),
    sa.ForeignKeyConstraint(['version_formulaire_id'], ['version_formulaire.id'], name=op.f('fk_dossier_version_formulaire_id_version_formulaire')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dossier')),
    sa.UniqueConstraint('numero', name=op.f('uq_dossier_numero'))
    )
    with op.batch_alter_table('dossier', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dossier_aide_id'), ['aide_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_dossier_compte_id'), ['compte_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_dossier_depose_le'), ['depose_le'], unique=False)
        batch_op.create_index(batch_op.f('ix_dossier_statut'), ['statut'], unique=False)
        batch_op.create_index(batch_op.f('ix_dossier_version_formulaire_id'), ['version_formulaire_id'], unique=False)
        batch_op.create_index('uq_dossier_brouillon', ['compte_id', 'aide_id'], unique=True, sqlite_where=sa.text("statut = 'brouillon'"), postgresql_where=sa.text("statut = 'brouillon'"))

    op.create_table('depot',
    sa.Column('dossier_id', sa.Uuid(), nullable=False),
    sa.Column('depose_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('demandeur', Json, nullable=False),
    sa.Column('mail', sa.String(), nullable=False),
    sa.Column('empreinte', sa.String(), nullable=False),
    sa.Column('accuse_cle', sa.String(), nullable=False),
    sa.Column('accuse_taille', sa.Integer(), nullable=False),
    sa.Column('accuse_le', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['dossier_id'], ['dossier.id'], name=op.f('fk_depot_dossier_id_dossier')),
    sa.PrimaryKeyConstraint('dossier_id', name=op.f('pk_depot'))
    )
    op.create_table('piece',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('dossier_id', sa.Uuid(), nullable=False),
    sa.Column('champ', sa.String(), nullable=False),
    sa.Column('nom', sa.String(), nullable=False),
    sa.Column('taille', sa.BigInteger(), nullable=False),
    sa.Column('type_mime', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('cle', sa.String(), nullable=False),
    sa.Column('analyse', sa.String(), nullable=False),
    sa.Column('ajoutee_le', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['dossier_id'], ['dossier.id'], name=op.f('fk_piece_dossier_id_dossier'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_piece')),
    sa.UniqueConstraint('cle', name=op.f('uq_piece_cle')),
    sa.UniqueConstraint('dossier_id', 'champ', 'sha256', 'nom', name='uq_piece_contenu')
    )
    with op.batch_alter_table('piece', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_piece_dossier_id'), ['dossier_id'], unique=False)

    op.create_table('reponse',
    sa.Column('dossier_id', sa.Uuid(), nullable=False),
    sa.Column('champ', sa.String(), nullable=False),
    sa.Column('rang', sa.Integer(), nullable=False),
    sa.Column('valeur', Json, nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('edition', sa.BigInteger(), nullable=False),
    sa.Column('origine', sa.String(), nullable=False),
    sa.Column('maj_le', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['dossier_id'], ['dossier.id'], name=op.f('fk_reponse_dossier_id_dossier'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('dossier_id', 'champ', 'rang', name=op.f('pk_reponse'))
    )
    _full_text()


def _full_text() -> None:
    """The full-text index: each engine has its own."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE recherche_aide USING fts5"
            "(titre, resume, reste, tokenize='ascii', prefix='2 3', detail='column')"
        )
    else:
        op.execute("CREATE TABLE recherche_aide (numero bigint PRIMARY KEY, vecteur tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_recherche_aide_vecteur ON recherche_aide USING gin (vecteur)")



def downgrade() -> None:
    op.execute("DROP TABLE recherche_aide")
    op.drop_table('reponse')
    with op.batch_alter_table('piece', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_piece_dossier_id'))

    op.drop_table('piece')
    op.drop_table('depot')
    with op.batch_alter_table('dossier', schema=None) as batch_op:
        batch_op.drop_index('uq_dossier_brouillon', sqlite_where=sa.text("statut = 'brouillon'"), postgresql_where=sa.text("statut = 'brouillon'"))
        batch_op.drop_index(batch_op.f('ix_dossier_version_formulaire_id'))
        batch_op.drop_index(batch_op.f('ix_dossier_statut'))
        batch_op.drop_index(batch_op.f('ix_dossier_depose_le'))
        batch_op.drop_index(batch_op.f('ix_dossier_compte_id'))
        batch_op.drop_index(batch_op.f('ix_dossier_aide_id'))

    op.drop_table('dossier')
    op.drop_table('version_formulaire')
    with op.batch_alter_table('session_ouverte', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_session_ouverte_compte_id'))

    op.drop_table('session_ouverte')
    with op.batch_alter_table('jeton', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_jeton_usage'))
        batch_op.drop_index(batch_op.f('ix_jeton_expire_le'))
        batch_op.drop_index(batch_op.f('ix_jeton_compte_id'))

    op.drop_table('jeton')
    op.drop_table('formulaire')
    op.drop_table('fiche')
    with op.batch_alter_table('fenetre_depot', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_fenetre_depot_ferme_le'))
        batch_op.drop_index(batch_op.f('ix_fenetre_depot_aide_id'))

    op.drop_table('fenetre_depot')
    with op.batch_alter_table('facette_aide', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_facette_aide_aide_id'))

    op.drop_table('facette_aide')
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outbox_genre'))
        batch_op.drop_index(batch_op.f('ix_outbox_fait_le'))
        batch_op.drop_index(batch_op.f('ix_outbox_du_le'))

    op.drop_table('outbox')
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_journal_quand'))
        batch_op.drop_index(batch_op.f('ix_journal_objet'))
        batch_op.drop_index(batch_op.f('ix_journal_acteur_id'))

    op.drop_table('journal')
    with op.batch_alter_table('inscription', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_inscription_expire_le'))

    op.drop_table('inscription')
    with op.batch_alter_table('identifiant_reserve', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_identifiant_reserve_expire_le'))
        batch_op.drop_index(batch_op.f('ix_identifiant_reserve_adresse'))

    op.drop_table('identifiant_reserve')
    op.drop_table('compte')
    with op.batch_alter_table('aide', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_aide_publiee'))
        batch_op.drop_index(batch_op.f('ix_aide_cle_titre'))

    op.drop_table('aide')
