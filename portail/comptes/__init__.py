"""Who signs in: accounts, activation, passwords, sessions, guards."""
