"""The results of a round: rates with their limits, agreement, what to talk of first, a comparison."""
