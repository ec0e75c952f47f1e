"""Word templates of official papers, built with python-docx from the two skins."""
