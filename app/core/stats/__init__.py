"""What a sample says about the whole list, in whole numbers: limits, margins, sizes (DESIGN 4)."""
