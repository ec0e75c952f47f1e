"""Pure: Vietnamese names, syllables and the encodings of old fonts; no Django, nothing of the product."""
