"""Bad days: the portal with real servers that are taken away, in several processes, under a wrong clock."""
