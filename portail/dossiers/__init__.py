"""The applicant's file: draft, autosave, pièces, submission, tracking."""
