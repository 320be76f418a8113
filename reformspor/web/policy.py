"""What a browser may do with a page: run our scripts, speak with this server, and nothing else."""

from __future__ import annotations

from reformspor.disclosure import Level

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        # Streamlit and Plotly write styles from script; no style may load anything from elsewhere.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        # Streamlit's stylesheet carries a font of its own inside it.
        "font-src 'self' data:",
        "connect-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS: tuple[tuple[str, str], ...] = (
    ("content-security-policy", CONTENT_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)

# Streamlit's own doors that no page of ours needs.
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
# The door of uploads takes files from anyone who reaches it, so it is open only where the desk is: inside the house.
UPLOAD = "/_stcore/upload_file"


def is_closed(path: str, level: Level) -> bool:
    """Whether a path is shut to a process that serves this level."""
    return path.startswith(CLOSED) or (path.startswith(UPLOAD) and level != "internal")
