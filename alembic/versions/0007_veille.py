"""what people watch: aids kept, saved searches, alerts told, notices of opening"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0007'
down_revision = '0008'
branch_labels = None
depends_on = None

BINAIRE = sa.String().with_variant(sa.String(collation='C'), 'postgresql')
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql')


def upgrade() -> None:
    op.create_table(
        'alerte_dite',
        sa.Column('compte_id', sa.Uuid(), nullable=False),
        sa.Column('aide_id', sa.Uuid(), nullable=False),
        sa.Column('genre', sa.String(30), nullable=False),
        sa.Column('repere', BINAIRE, nullable=False),
        sa.Column('dit_le', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['aide_id'], ['aide.id'], name=op.f('fk_alerte_dite_aide_id_aide'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['compte_id'], ['compte.id'], name=op.f('fk_alerte_dite_compte_id_compte')),
        sa.PrimaryKeyConstraint('compte_id', 'aide_id', 'genre', 'repere', name=op.f('pk_alerte_dite'))
    )
    op.create_index(op.f('ix_alerte_dite_aide_id'), 'alerte_dite', ['aide_id'])
    op.create_index(op.f('ix_alerte_dite_dit_le'), 'alerte_dite', ['dit_le'])
    op.create_table(
        'alertes',
        sa.Column('compte_id', sa.Uuid(), nullable=False),
        sa.Column('cloture_15', sa.Boolean(), nullable=False),
        sa.Column('cloture_3', sa.Boolean(), nullable=False),
        sa.Column('ouverture', sa.Boolean(), nullable=False),
        sa.Column('dernier_mail', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(['compte_id'], ['compte.id'], name=op.f('fk_alertes_compte_id_compte')),
        sa.PrimaryKeyConstraint('compte_id', name=op.f('pk_alertes'))
    )
    op.create_table(
        'avis_ouverture',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('aide_id', sa.Uuid(), nullable=False),
        sa.Column('compte_id', sa.Uuid(), nullable=True),
        sa.Column('mail', sa.String(), nullable=False),
        sa.Column('cle_mail', sa.String(), nullable=False),
        sa.Column('empreinte', sa.String(), nullable=True),
        sa.Column('confirme_le', sa.DateTime(timezone=True), nullable=True),
        sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['aide_id'], ['aide.id'], name=op.f('fk_avis_ouverture_aide_id_aide'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['compte_id'], ['compte.id'], name=op.f('fk_avis_ouverture_compte_id_compte')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_avis_ouverture')),
        sa.UniqueConstraint('empreinte', name=op.f('uq_avis_ouverture_empreinte'))
    )
    op.create_index(op.f('ix_avis_ouverture_cle_mail'), 'avis_ouverture', ['cle_mail'])
    op.create_index(op.f('ix_avis_ouverture_compte_id'), 'avis_ouverture', ['compte_id'])
    op.create_index(op.f('ix_avis_ouverture_cree_le'), 'avis_ouverture', ['cree_le'])
    op.create_index('uq_avis_ouverture_compte', 'avis_ouverture', ['aide_id', 'compte_id'], unique=True)
    op.create_table(
        'favori',
        sa.Column('compte_id', sa.Uuid(), nullable=False),
        sa.Column('aide_id', sa.Uuid(), nullable=False),
        sa.Column('garde_le', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['aide_id'], ['aide.id'], name=op.f('fk_favori_aide_id_aide'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['compte_id'], ['compte.id'], name=op.f('fk_favori_compte_id_compte')),
        sa.PrimaryKeyConstraint('compte_id', 'aide_id', name=op.f('pk_favori'))
    )
    op.create_index(op.f('ix_favori_aide_id'), 'favori', ['aide_id'])
    op.create_table(
        'lien_arret',
        sa.Column('empreinte', sa.String(), nullable=False),
        sa.Column('compte_id', sa.Uuid(), nullable=False),
        sa.Column('alertes', JSON, nullable=False),
        sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['compte_id'], ['compte.id'], name=op.f('fk_lien_arret_compte_id_compte')),
        sa.PrimaryKeyConstraint('empreinte', name=op.f('pk_lien_arret'))
    )
    op.create_index(op.f('ix_lien_arret_compte_id'), 'lien_arret', ['compte_id'])
    op.create_index(op.f('ix_lien_arret_cree_le'), 'lien_arret', ['cree_le'])
    op.create_table(
        'veille_recherche',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('compte_id', sa.Uuid(), nullable=False),
        sa.Column('nom', sa.String(), nullable=False),
        sa.Column('adresse', sa.String(), nullable=False),
        sa.Column('frequence', sa.String(30), nullable=False),
        sa.Column('depuis', sa.DateTime(timezone=True), nullable=False),
        sa.Column('examinee_le', sa.DateTime(timezone=True), nullable=True),
        sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['compte_id'], ['compte.id'], name=op.f('fk_veille_recherche_compte_id_compte')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_veille_recherche'))
    )
    op.create_index(op.f('ix_veille_recherche_compte_id'), 'veille_recherche', ['compte_id'])


def downgrade() -> None:
    op.drop_index(op.f('ix_veille_recherche_compte_id'), 'veille_recherche')
    op.drop_table('veille_recherche')
    op.drop_index(op.f('ix_lien_arret_cree_le'), 'lien_arret')
    op.drop_index(op.f('ix_lien_arret_compte_id'), 'lien_arret')
    op.drop_table('lien_arret')
    op.drop_index(op.f('ix_favori_aide_id'), 'favori')
    op.drop_table('favori')
    op.drop_index('uq_avis_ouverture_compte', 'avis_ouverture')
    op.drop_index(op.f('ix_avis_ouverture_cree_le'), 'avis_ouverture')
    op.drop_index(op.f('ix_avis_ouverture_compte_id'), 'avis_ouverture')
    op.drop_index(op.f('ix_avis_ouverture_cle_mail'), 'avis_ouverture')
    op.drop_table('avis_ouverture')
    op.drop_table('alertes')
    op.drop_index(op.f('ix_alerte_dite_dit_le'), 'alerte_dite')
    op.drop_index(op.f('ix_alerte_dite_aide_id'), 'alerte_dite')
    op.drop_table('alerte_dite')
