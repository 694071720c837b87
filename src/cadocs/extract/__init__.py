"""Step 5: names, sums of money and dates in one passage."""
