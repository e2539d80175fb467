"""Forms as files: read from YAML with the place of every word, checked, explained, written back."""
