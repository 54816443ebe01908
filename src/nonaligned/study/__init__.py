"""The one composition: load, measure, test, write down."""
