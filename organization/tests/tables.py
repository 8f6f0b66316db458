"""A very small city as tables, for the import tests of every floor."""

from kinerja.tests.tables.helpers import load

MAYOR = "197803132000021001"
HEAD = "197910022002011002"
STAFF = "198509052007011007"

UNITS = (
    "code,name,kind,parent_code,schedule\nKOTA,Kota,region,,5-day\nOPD1,Dinas 1,opd,KOTA,\nB1,Bidang 1,division,OPD1,\n"
)
SCHEDULES = "code,weekday,start,end,break_minutes\n5-day,1,07:30,16:00,60\n5-day,2,07:30,16:00,60\n"
POSITIONS = (
    "code,title,unit_code,level,tpp_base\nP0,Wali Kota,KOTA,head_of_region,0\n"
    "P1,Kepala Dinas,OPD1,opd_head,15250000\nP2,Pelaksana,B1,staff,5000000\n"
)
EMPLOYEES = f"nip,name\n{MAYOR},Wali Kota\n{HEAD},Kepala\n{STAFF},Pelaksana\n"
ASSIGNMENTS = (
    f"nip,position_code,kind,start,end\n{MAYOR},P0,definitive,2024-01-01,\n"
    f"{HEAD},P1,definitive,2024-01-01,2025-06-30\n{STAFF},P2,definitive,2024-01-01,\n"
)


def load_city() -> None:
    """Load units, posts, people and who holds what."""
    for kind, text in (
        ("schedules", SCHEDULES),
        ("units", UNITS),
        ("positions", POSITIONS),
        ("employees", EMPLOYEES),
        ("assignments", ASSIGNMENTS),
    ):
        load(kind, text)
