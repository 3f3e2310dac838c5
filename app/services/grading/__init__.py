"""Rounds, sheets and answers; what came of them: results, feedback, actions."""
