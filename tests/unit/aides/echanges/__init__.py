"""What goes in and out of the catalogue, its pure parts."""
