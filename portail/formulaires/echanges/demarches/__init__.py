"""Forms of demarches-simplifiees, from the description its API gives of them."""
