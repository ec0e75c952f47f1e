"""Plain tools of the domain: refusals, dates, names, figures."""
