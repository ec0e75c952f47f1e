"""What each role finds on the home page; composed from the queries of other features."""
