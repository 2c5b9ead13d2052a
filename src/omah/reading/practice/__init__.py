"""Generated practice material: handwriting, filled forms, photographs.

Whatever comes from here is generated and is never quoted as real.
"""
