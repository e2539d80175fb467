"""aids as the Région writes them: editorial states, règlement versions, former addresses, national schema"""

import uuid

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql')
BINAIRE = sa.String().with_variant(sa.String(collation='C'), 'postgresql')

TEXTES = ('en_bref', 'objectifs', 'modalites', 'demarches', 'note')
MOTS = ('reference_administrative', 'alerte', 'acte', 'empreinte_import')
LISTES = (
    'profils', 'sous_thematiques', 'mots_cles', 'territoires_exclus', 'types_aides', 'documents_informatifs',
    'programmes', 'porteurs', 'fonds_europeens', 'bases_juridiques', 'contacts',
)
NATURES = {'prêt': 'pret', 'avance remboursable': 'avance'}


def upgrade() -> None:
    op.create_table(
        'ancienne_adresse_aide',
        sa.Column('slug', BINAIRE, nullable=False),
        sa.Column('aide_id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ['aide_id'], ['aide.id'], name=op.f('fk_ancienne_adresse_aide_aide_id_aide'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('slug', name=op.f('pk_ancienne_adresse_aide')),
    )
    op.create_index(op.f('ix_ancienne_adresse_aide_aide_id'), 'ancienne_adresse_aide', ['aide_id'])
    op.create_table(
        'version_reglement',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('aide_id', sa.Uuid(), nullable=False),
        sa.Column('applicable_le', sa.Date(), nullable=False),
        sa.Column('texte', sa.Text(), nullable=False),
        sa.Column('acte', sa.String(), nullable=False),
        sa.Column('cle', sa.String(), nullable=False),
        sa.Column('empreinte', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['aide_id'], ['aide.id'], name=op.f('fk_version_reglement_aide_id_aide'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_version_reglement')),
    )
    op.create_index('uq_version_reglement', 'version_reglement', ['aide_id', 'applicable_le'], unique=True)
    # One column at a time: SQLite would otherwise make the table anew, and dropping the former one would
    # take its windows, forms and dossiers along.
    for nom in TEXTES:
        op.add_column('aide', sa.Column(nom, sa.Text(), nullable=False, server_default=''))
    for nom in MOTS:
        op.add_column('aide', sa.Column(nom, sa.String(), nullable=False, server_default=''))
    for nom in LISTES:
        op.add_column('aide', sa.Column(nom, JSON, nullable=False, server_default='[]'))
    op.add_column('aide', sa.Column('conditions', JSON, nullable=False, server_default='{}'))
    op.add_column('aide', sa.Column('origine', BINAIRE, nullable=False, server_default=''))
    op.add_column('aide', sa.Column('reference', BINAIRE, nullable=True))
    op.add_column('aide', sa.Column('statut', sa.String(30), nullable=False, server_default='publiee'))
    op.add_column('aide', sa.Column('publier_le', sa.Date(), nullable=True))
    op.add_column('aide', sa.Column('publiee_le', sa.DateTime(timezone=True), nullable=True))
    op.add_column('aide', sa.Column('forfait', sa.BigInteger(), nullable=True))
    _move(op.get_bind())
    op.drop_index(op.f('ix_aide_publiee'), 'aide')
    op.create_index(op.f('ix_aide_statut'), 'aide', ['statut'])
    op.create_index('uq_aide_origine', 'aide', ['origine', 'reference'], unique=True)
    for nom in ('reglement', 'reglement_du', 'reglement_cle', 'reglement_empreinte', 'publiee', 'contact'):
        op.drop_column('aide', nom)
    with op.batch_alter_table('fenetre_depot', schema=None) as batch_op:
        batch_op.add_column(sa.Column('commission_texte', sa.String(), nullable=False, server_default=''))
        batch_op.alter_column('ouvre_le', existing_type=sa.Date(), nullable=True)


def _move(connection: sa.Connection) -> None:
    aide = sa.table(
        'aide', sa.column('id', sa.Uuid()), sa.column('publiee', sa.Boolean()), sa.column('statut', sa.String()),
        sa.column('contact', JSON), sa.column('contacts', JSON), sa.column('nature', sa.String()),
        sa.column('reglement', sa.Text()), sa.column('reglement_du', sa.Date()),
        sa.column('reglement_cle', sa.String()), sa.column('reglement_empreinte', sa.String()),
        sa.column('cree_le', sa.DateTime(timezone=True)), sa.column('publiee_le', sa.DateTime(timezone=True)),
        sa.column('modifiee_le', sa.DateTime(timezone=True)),
    )
    version = sa.table(
        'version_reglement', sa.column('id', sa.Uuid()), sa.column('aide_id', sa.Uuid()),
        sa.column('applicable_le', sa.Date()), sa.column('texte', sa.Text()), sa.column('acte', sa.String()),
        sa.column('cle', sa.String()), sa.column('empreinte', sa.String()),
    )
    for ligne in connection.execute(sa.select(aide)).all():
        valeurs = {
            'statut': 'publiee' if ligne.publiee else 'brouillon',
            'publiee_le': ligne.cree_le if ligne.publiee else None,
            'contacts': [ligne.contact] if ligne.contact else [],
            'nature': NATURES.get(ligne.nature, ligne.nature),
        }
        connection.execute(sa.update(aide).where(aide.c.id == ligne.id).values(valeurs))
        if ligne.reglement.strip():
            du = ligne.reglement_du or ligne.modifiee_le.date()
            connection.execute(sa.insert(version).values(
                id=uuid.uuid4(), aide_id=ligne.id, applicable_le=du, texte=ligne.reglement, acte='',
                cle=ligne.reglement_cle, empreinte=ligne.reglement_empreinte,
            ))


def downgrade() -> None:
    raise NotImplementedError('règlement versions and announced windows have no place in the former tables')
