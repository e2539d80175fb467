"""Every field of a form, one door to import them from."""

from portail.ui.choice_fields import checkbox_field, checkbox_group, radio_group, select_field
from portail.ui.text_fields import combobox_field, password_field, text_field, textarea_field

__all__ = [
    "checkbox_field", "checkbox_group", "combobox_field", "password_field", "radio_group", "select_field",
    "text_field", "textarea_field",
]  # fmt: skip
