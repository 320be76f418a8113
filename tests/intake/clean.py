"""A small clean export of each kind, as rows of text: what every dress, mutant and hostile case begins from."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

Table = list[list[str]]
Tables = dict[str, Table]


def rows_of(text: str) -> Table:
    """The rows of a comma-separated text."""
    return list(csv.reader(io.StringIO(text)))


SIMPLE_SESSIONS = """session_id,date,start,end,title,phase,sector,participants
S-0001,2025-01-15,2025-01-15T09:00:00+01:00,2025-01-15T11:30:00+01:00,Oppstart heimeteneste,utforsking,Helse og omsorg,8
S-0002,2025-02-11,2025-02-11T12:00:00+01:00,2025-02-11T15:00:00+01:00,Prøve av ventelister,utprøving,Helse og omsorg,12
S-0003,2025-05-20,2025-05-20T09:00:00+02:00,2025-05-20T12:00:00+02:00,Éin dag for byggesaka,utvikling,Plan og miljø,7
S-0004,2025-09-02,2025-09-02T13:00:00+02:00,2025-09-02T15:00:00+02:00,"Ny runde, same gjeng",utprøving,Oppvekst,11
"""
SIMPLE_USE = """use_id,session_id,person_id,role,activity,date,hours,cost_nok
U-001,S-0001,P-11,hjelpar,førebuing,2025-01-13,4,2200
U-002,S-0001,P-11,hjelpar,gjennomføring,2025-01-15,2.5,1375
U-003,S-0001,P-21,tillitsvald,gjennomføring,2025-01-15,2.5,1250
U-004,S-0002,P-12,hjelpar,førebuing,2025-02-07,6,3300
U-005,S-0002,P-22,tillitsvald,gjennomføring,2025-02-11,3,
U-006,S-0003,P-31,leiar,gjennomføring,2025-05-20,1.25,12100.5
U-007,S-0003,P-11,tilsett,oppfølging,2025-05-22,0.75,400
"""
SIMPLE_BARRIERS = """barrier_id,session_id,level,actor,description,reported,status
B-01,S-0002,stat,Helsedirektoratet,Krav om rapportering låser arbeidet,2025-02-11,open
B-02,S-0003,fylke,Fylkeskommunen,"Ulik praksis, og «inga» løysing",2025-05-21,i arbeid
B-03,,kommune,,Éi sak i to system,2025-09-03,løyst
"""
NATIVE_SESSIONS = """session_id,date,start,kind,parties_took_part,phase,unit_id,sector,status,n_participants,helper_needed,helper_staffed,levels_present,title
S1,2026-01-15,2026-01-15T09:00:00+01:00,workshop,yes,explore,U1,health_care,held,12,2,1,municipality;ministry,Oppstart på Sørsida
S2,2026-02-12,,meeting,no,try_out,U1,health_care,held,9,1,1,,Møte to
S3,2026-06-10,,workshop,not_reported,explore,U2,upbringing,planned,0,2,0,municipality,Planlagd økt
"""  # noqa: E501
NATIVE_USE = """entry_id,session_id,period,unit_id,role,activity,headcount,hours,basis,on_top,cost_nok,person_key
E1,S1,2026-01-05,U1,helper,conduct,1,4.25,registered,yes,1600.5,p-001
E2,S1,2026-01,U1,union_rep,prepare,3,12,estimated,no,,
E3,,2026-02-10,U2,employee,follow_up,1,0.5,calendar,not_reported,2200,p-002
"""
NATIVE_BARRIERS = """barrier_id,title,reported_date,types,owner_level,severity,public
B1,Krav om dobbel rapportering,2026-01-20,law,ministry,4,open
B2,Uklart ansvar,2026-02-03,silo;digital,agency,3,internal
"""
NATIVE_EVENTS = """barrier_id,at,from_status,to_status,to_level
B1,2026-01-20,,reported,
B1,2026-03-01,reported,raised,ministry
B2,2026-02-03,,reported,
"""
NATIVE_UNITS = """unit_id,name,sector,headcount,fte
U1,Heimetenesta,health_care,40,32.5
U2,Barnehagen i Åsen,upbringing,1040,28
"""
NATIVE_ACCOUNTS = """account,unit_id,service,year,kind,amount_nok
1010,U1,234,2025,actual,1250000.75
1700,U1,234,2025,actual,-125000.5
1010,U2,201,2025,budget,-980
"""

SIMPLE: Tables = {
    "sessions": rows_of(SIMPLE_SESSIONS),
    "resource_use": rows_of(SIMPLE_USE),
    "barriers": rows_of(SIMPLE_BARRIERS),
}
NATIVE: Tables = {
    "sessions": rows_of(NATIVE_SESSIONS),
    "resource_use": rows_of(NATIVE_USE),
    "barriers": rows_of(NATIVE_BARRIERS),
    "barrier_events": rows_of(NATIVE_EVENTS),
    "units": rows_of(NATIVE_UNITS),
    "accounts": rows_of(NATIVE_ACCOUNTS),
}


def text_of(rows: Sequence[Sequence[str]], sign: str = ",", end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Rows as a separated text."""
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def write(folder: Path, tables: Mapping[str, Sequence[Sequence[str]]] = SIMPLE) -> Path:
    """Write each table as a plain comma-separated file in UTF-8."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(text_of(rows).encode("utf-8"))
    return folder
