"""The design system: layout, fields, feedback and the bridge to use cases. No domain word."""
