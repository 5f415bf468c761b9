"""Reading facts again from their own quotes.

Nothing here is shared with the rules that read the document, but the grammar of numbers.
"""
