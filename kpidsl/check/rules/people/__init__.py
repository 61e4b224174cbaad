"""Who appraises whom: appraisers, the table of subjects, conflicts of interest."""
