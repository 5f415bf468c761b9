"""Known faults, planted in the text of a report before anything is read: does the audit find them?

Nothing here imports the rules. A planter knows the form of the text alone; it says which rule ought
to speak, where the edit is, and what the edit contradicts.
"""
