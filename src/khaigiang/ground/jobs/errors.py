"""What stops a job from outside."""


class LeaseLost(Exception):
    """Another worker has taken the job over: whatever this one still holds must not be written."""
