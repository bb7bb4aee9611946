"""Why a link is refused."""


class LinkRefused(ValueError):
    """Says in one sentence what is wrong with a target and what is allowed."""
