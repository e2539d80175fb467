"""what the antivirus said of each file, and its thumbnail"""

from alembic import op
import sqlalchemy as sa

revision = '0003'
down_revision = '0001'
branch_labels = None
depends_on = None

piece = sa.table('piece', sa.column('analyse', sa.String()))


def upgrade() -> None:
    op.execute(piece.update().values(analyse='non_analysee'))
    with op.batch_alter_table('piece', schema=None) as batch_op:
        batch_op.alter_column('analyse', existing_type=sa.String(), type_=sa.String(30), existing_nullable=False)
        batch_op.add_column(sa.Column('analysee_le', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('virus', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('vignette', sa.String(30), nullable=False, server_default='sans'))
        batch_op.add_column(sa.Column('vignette_largeur', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('vignette_hauteur', sa.Integer(), nullable=False, server_default='0'))
        batch_op.create_index(batch_op.f('ix_piece_analyse'), ['analyse'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('piece', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_piece_analyse'))
        for column in ('vignette_hauteur', 'vignette_largeur', 'vignette', 'virus', 'analysee_le'):
            batch_op.drop_column(column)
        batch_op.alter_column('analyse', existing_type=sa.String(30), type_=sa.String(), existing_nullable=False)
    op.execute(piece.update().values(analyse='non_analyse'))
