"""What a sample says about the whole list, and how far its graders agree: whole numbers and fractions (DESIGN 4)."""
