"""Pages for people: one offline HTML file for a graph, without a request to anywhere."""
