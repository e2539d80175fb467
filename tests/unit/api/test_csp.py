"""The content policy: each page names its own inline scripts and nothing more."""

from pathlib import Path

import pytest

from portail.api.csp import Policies, policy, script_hashes

# The digest of « alert(1) », as the specification's own recipe gives it.
ALERT = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"


@pytest.fixture
def policies(tmp_path: Path) -> Policies:
    pages = {"index": "1", "aides/index": "2", "aides": "2", "__spa-fallback": "3"}
    for name, script in pages.items():
        file = tmp_path / f"{name}.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f'<script src="/a.js"></script><script>{script}</script>')
    return Policies(tmp_path)


def test_a_script_is_named_by_its_digest() -> None:
    assert script_hashes("<script>alert(1)</script>") == [ALERT]
    assert script_hashes('<script type="module" src="/x.js"></script><script></script>') == []


def test_each_page_has_its_own_policy(policies: Policies) -> None:
    assert policies.of("/") == policy(script_hashes("<script>1</script>"))
    assert policies.of("/aides") == policies.of("/aides/") == policy(script_hashes("<script>2</script>"))
    assert policies.of("/aides/velo") == policy(script_hashes("<script>3</script>"))


def test_nothing_is_evaluated_and_nobody_frames_us() -> None:
    made = policy([])
    assert "unsafe-eval" not in made
    assert "script-src 'self';" in made
    assert "frame-ancestors 'none'" in made
