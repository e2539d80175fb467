"""Buttons pressed before the page's scripts are there: remembered, and pressed again once they are."""

import reflex as rx

# A page can be read, and its forms filled in, before the framework has taken hold of them. The browser would
# then send a form by itself: what was typed would be lost, and stand in the address. Forms with an `action`
# are meant to be sent so.
_HOLD = (
    'document.addEventListener("submit",function(e){var f=e.target;'
    'if(!window.portailPret&&!f.hasAttribute("action")){e.preventDefault();window.portailEnvoi=f}},true)'
)


def hold_early_submits() -> rx.Component:
    """The inline script, for the head of every page; `ui/navigation.jsx` sends what it held."""
    return rx.el.script(_HOLD)
