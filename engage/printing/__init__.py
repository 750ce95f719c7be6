"""PDFs for walls, bags and clipboards: what is on a sheet is handed in, this room sets it (with typst) and knows no survey."""
