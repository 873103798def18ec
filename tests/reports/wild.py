"""Words that programs for sheets take for something else."""

WILD = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", " =1", '=HYPERLINK("https://example.org")']
