"""Papers: plain values in, bytes out (DOCX, PDF, XLSX, SVG); imports neither Django nor the product."""
