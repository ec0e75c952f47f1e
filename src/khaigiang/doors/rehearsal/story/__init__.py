"""The story of 2023: the programme of the source article, played day by day through the services."""
