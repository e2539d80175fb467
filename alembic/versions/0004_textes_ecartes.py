"""what was typed in a field and replaced by somebody who did not know of it"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0002'
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql')


def upgrade() -> None:
    op.create_table(
        'texte_ecarte',
        sa.Column('dossier_id', sa.Uuid(), nullable=False),
        sa.Column('champ', sa.String(), nullable=False),
        sa.Column('valeur', JSON, nullable=True),
        sa.Column('ecrit_le', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['dossier_id'], ['dossier.id'], name=op.f('fk_texte_ecarte_dossier_id_dossier'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('dossier_id', 'champ', name=op.f('pk_texte_ecarte')),
    )
    with op.batch_alter_table('reponse', schema=None) as batch_op:
        batch_op.add_column(sa.Column('base', sa.BigInteger(), nullable=False, server_default='0'))


def downgrade() -> None:
    with op.batch_alter_table('reponse', schema=None) as batch_op:
        batch_op.drop_column('base')
    op.drop_table('texte_ecarte')
