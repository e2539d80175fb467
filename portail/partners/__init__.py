"""The outside world, one file per partner: their failures and their lies stop here."""
