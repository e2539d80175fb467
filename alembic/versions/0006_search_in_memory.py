"""the search is held in memory: the words of each aid, the number of the catalogue; no full-text tables"""

import time

from alembic import op
import sqlalchemy as sa

revision = '0006'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'termes_aide',
        sa.Column('aide_id', sa.Uuid(), nullable=False),
        sa.Column('titre', sa.Text(), nullable=False),
        sa.Column('resume', sa.Text(), nullable=False),
        sa.Column('reste', sa.Text(), nullable=False),
        sa.Column('numero', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ['aide_id'], ['aide.id'], name=op.f('fk_termes_aide_aide_id_aide'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('aide_id', name=op.f('pk_termes_aide')),
    )
    op.create_index(op.f('ix_termes_aide_numero'), 'termes_aide', ['numero'])
    version = op.create_table(
        'version_catalogue',
        sa.Column('id', sa.Integer(), nullable=False, autoincrement=False),
        sa.Column('numero', sa.BigInteger(), nullable=False),
        sa.Column('decoupe', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_version_catalogue')),
    )
    # The aids there are get their words when the catalogue is first read, from today's code.
    op.bulk_insert(version, [{'id': 1, 'numero': time.time_ns(), 'decoupe': 1}])
    op.execute('DROP TABLE recherche_aide')
    op.drop_table('facette_aide')
    _without_number()


def _without_number() -> None:
    """Drop `aide.index_numero`, which is unique: SQLite only can by making the table anew."""
    connection = op.get_bind()
    if connection.dialect.name != 'sqlite':
        op.drop_column('aide', 'index_numero')
        return
    if connection.exec_driver_sql('PRAGMA foreign_keys').scalar():
        raise RuntimeError('foreign keys are on: making the table of aids anew would erase their dossiers')
    with op.batch_alter_table('aide', schema=None) as batch_op:
        batch_op.drop_constraint('uq_aide_index_numero', type_='unique')
        batch_op.drop_column('index_numero')
    if lost := connection.exec_driver_sql('PRAGMA foreign_key_check').fetchall():
        raise RuntimeError(f'rows that refer to nothing: {lost[:5]}')


def downgrade() -> None:
    raise NotImplementedError('the former index is made by the former code')
