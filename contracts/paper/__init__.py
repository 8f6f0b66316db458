"""The printed agreement: from a deed to a PDF, and nothing else."""

# For its side effect first: WeasyPrint lets the whole process read cut-off pictures, also those that people upload.
import weasyprint.images  # noqa: F401 -- imported for what importing it does
from PIL import ImageFile

ImageFile.LOAD_TRUNCATED_IMAGES = False
