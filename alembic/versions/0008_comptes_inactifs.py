"""when the person of an account last signed in, and was told that it ends"""

from alembic import op
import sqlalchemy as sa

revision = '0008'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('compte', sa.Column('vu_le', sa.DateTime(timezone=True), nullable=True))
    op.add_column('compte', sa.Column('prevenu_le', sa.DateTime(timezone=True), nullable=True))
    # Nobody wrote it down before: everybody's time begins today.
    op.execute('UPDATE compte SET vu_le = CURRENT_TIMESTAMP')


def downgrade() -> None:
    op.drop_column('compte', 'prevenu_le')
    op.drop_column('compte', 'vu_le')
