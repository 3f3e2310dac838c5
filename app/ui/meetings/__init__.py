"""Meetings: a panel set up, its room run case by case, what it agreed."""
