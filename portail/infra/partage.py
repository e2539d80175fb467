"""What several processes share through Redis, when the settings name one."""

from functools import cache

from redis.asyncio import Redis

from portail.settings import settings

PATIENCE = 1.0  # seconds: what is kept there helps, nobody should wait for it


@cache
def redis() -> "Redis | None":
    """The client of this process's event loop; None for one process that keeps everything itself."""
    url = settings().redis_url
    if not url:
        return None
    client: Redis = Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        max_connections=20,
    )
    return client
