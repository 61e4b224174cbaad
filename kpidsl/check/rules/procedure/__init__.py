"""The procedure: signing, time limits, appeals, publicity, contents of an appraisal, forms."""
