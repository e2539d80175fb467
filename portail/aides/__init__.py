"""What is offered: the catalogue of aids, their deposit windows, the search and the règlement."""
