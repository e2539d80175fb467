"""What is offered: catalogue, deposit windows, search, règlement."""
