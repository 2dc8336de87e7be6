"""Pure rules of commitments: dates and outcomes in, dates, counts and sentences out.

Nothing here reads the clock, the database or a setting. Days are local dates of
the person who made the commitment, in the zone they had on that day.
"""
