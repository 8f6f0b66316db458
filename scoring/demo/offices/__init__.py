"""The offices of Kota Tirtawangi, one file each, in order of their codes in the city's tables."""

from scoring.demo.offices.bkpsdm import BKPSDM
from scoring.demo.offices.inspektorat import INSPEKTORAT
from scoring.demo.offices.kecamatan import KECAMATAN
from scoring.demo.offices.kominfo import KOMINFO
from scoring.demo.offices.lingkungan import LINGKUNGAN
from scoring.demo.offices.organisasi import ORGANISASI
from scoring.demo.spec import Office

OFFICES: tuple[Office, ...] = (KOMINFO, BKPSDM, INSPEKTORAT, ORGANISASI, LINGKUNGAN, KECAMATAN)
