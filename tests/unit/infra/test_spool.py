"""Items set aside on the disk come back in their order, by batches."""

from portail.infra.spool import Spool


def test_items_come_back_in_order_and_again() -> None:
    spool = Spool[int](3)
    for item in range(7):
        spool.add(item)
    assert len(spool) == 7
    assert list(spool.batches()) == [[0, 1, 2], [3, 4, 5], [6]]
    assert [item for batch in spool.batches() for item in batch] == list(range(7))
    spool.close()


def test_an_empty_one_has_no_batch() -> None:
    spool = Spool[int]()
    assert (len(spool), list(spool.batches())) == (0, [])
    spool.close()
