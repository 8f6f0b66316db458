"""The printed agreement: from a deed to a PDF, and nothing else."""
