"""How the temperature of every annealing here falls."""


def cooled(hot: float, cold: float, share: float) -> float:
    """The temperature after a share (0 … 1) of the effort: each share cools by the same factor (Kirkpatrick 1983)."""
    return float(hot * (cold / hot) ** share)
