"""Which origins are the recorder's own: whose pages may open a live room."""

from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""What browsers call this machine; whoever is at one of them may be at another."""

_USUAL_PORTS = {"http": 80, "https": 443}


def list_origins(base_url: str) -> tuple[str, ...]:
    """List the origins of our own pages, that of the base URL first.

    Where it names this machine, so do its other names at the same port, and nothing else:
    no name that somebody could have point here.
    """
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    others = [name for name in LOOPBACK if name != host] if host in LOOPBACK else []
    port = "" if parts.port in (None, _USUAL_PORTS.get(parts.scheme)) else f":{parts.port}"
    return tuple(f"{parts.scheme}://{_write_host(name)}{port}" for name in (host, *others))


def is_own_origin(origins: tuple[str, ...], origin: str, host: str) -> bool:
    """Answer whether a request comes from a page of ours.

    A page at another name of this machine counts where it asks for that same name: what
    listens at one of the names need not be what listens at the next.

    Args:
        origins: Answered by `list_origins`.
        origin: As the browser wrote it; "" for none.
        host: What the request was addressed to, with its port.
    """
    return origin == origins[0] or (origin in origins and origin.partition("://")[2] == host)


def _write_host(name: str) -> str:
    return f"[{name}]" if ":" in name else name
