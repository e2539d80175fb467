"""uploads under way"""

from alembic import op
import sqlalchemy as sa

revision = '0002'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('televersement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('compte_id', sa.Uuid(), nullable=False),
    sa.Column('dossier_id', sa.Uuid(), nullable=False),
    sa.Column('champ', sa.String(), nullable=False),
    sa.Column('nom', sa.String(), nullable=False),
    sa.Column('taille', sa.BigInteger(), nullable=False),
    sa.Column('empreinte', sa.String(), nullable=False),
    sa.Column('cree_le', sa.DateTime(timezone=True), nullable=False),
    sa.Column('fini_le', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['compte_id'], ['compte.id'], name=op.f('fk_televersement_compte_id_compte')),
    sa.ForeignKeyConstraint(['dossier_id'], ['dossier.id'], name=op.f('fk_televersement_dossier_id_dossier'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_televersement'))
    )
    with op.batch_alter_table('televersement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_televersement_compte_id'), ['compte_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_televersement_cree_le'), ['cree_le'], unique=False)
        batch_op.create_index(batch_op.f('ix_televersement_dossier_id'), ['dossier_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('televersement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_televersement_dossier_id'))
        batch_op.drop_index(batch_op.f('ix_televersement_cree_le'))
        batch_op.drop_index(batch_op.f('ix_televersement_compte_id'))

    op.drop_table('televersement')
