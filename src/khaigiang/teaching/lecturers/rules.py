"""How the half-days of a week are written."""


def weekly_half_day(weekday: int, half_day: str) -> str:
    """A half-day of every week, from Monday (1): "1-morning"."""
    return f"{weekday}-{half_day}"
