"""What DDI Codebook 2.5 lets the elements of our codebook hold, and what in a codebook breaks it.

The standard's own schema is under another licence than this program, so what it says of the elements used here is told
in a notation of our own: `?` at most one, `*` any number, `+` at least one, nothing exactly one, in that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as Xml

SPACE = "{ddi:codebook:2_5}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CONTENT = {
    "codeBook": "docDscr* stdyDscr+ fileDscr* dataDscr* otherMat*",
    "docDscr": "citation? guide? docStatus? docSrc* controlledVocabUsed* notes*",
    "stdyDscr": "citation+ studyAuthorization* stdyInfo* studyDevelopment* method* dataAccs* othrStdyMat* notes*",
    "citation": "titlStmt rspStmt? prodStmt? distStmt? serStmt* verStmt* biblCit? holdings* notes*",
    "titlStmt": "titl subTitl* altTitl* parTitl* IDNo*",
    "rspStmt": "AuthEnty* othId*",
    "prodStmt": "producer* copyright? prodDate* prodPlac* software* fundAg* grantNo*",
    "distStmt": "distrbtr* contact* depositr* depDate* distDate?",
    "verStmt": "version? verResp? notes*",
    "stdyInfo": "studyBudget* subject* abstract* sumDscr* qualityStatement? notes* exPostEvaluation*",
    "sumDscr": ("timePrd* collDate* nation* geogCover* geogUnit* geoBndBox? boundPoly? anlyUnit* universe* dataKind*"),
    "method": "dataColl* notes* anlyInfo? stdyClas? dataProcessing* codingInstructions*",
    "dataColl": (
        "timeMeth* dataCollector* collectorTraining* frequenc* sampProc* sampleFrame* targetSampleSize* deviat* "
        "collMode* resInstru* instrumentDevelopment* sources? collSitu* actMin* ConOps* weight* cleanOps*"
    ),
    "sources": "dataSrc* sourceCitation* srcOrig* srcChar* srcDocu* sources*",
    "anlyInfo": "respRate* EstSmpErr* dataAppr*",
    "dataAccs": "setAvail* useStmt* notes*",
    "useStmt": "confDec? specPerm? restrctn? contact* citReq? deposReq? conditions? disclaimer?",
    "fileDscr": "fileTxt* locMap? notes*",
    "fileTxt": (
        "fileName? fileCitation? fileCont? fileStrc? dimensns? fileType? format? filePlac? dataChck* ProcStat? "
        "dataMsng? software* verStmt?"
    ),
    "dimensns": "caseQnty* varQnty* logRecL* recPrCas* recNumTot*",
    "dataDscr": "varGrp* nCubeGrp* var* nCube* notes*",
    "var": (
        "location* labl* imputation? security? embargo? respUnit? anlysUnit? qstn* valrng* invalrng* undocCod* "
        "universe* TotlResp? sumStat* txt* stdCatgry* catgryGrp* catgry* codInstr* verStmt* concept* derivation? "
        "varFormat? geoMap* catLevel* notes*"
    ),
    "valrng": "(item|range)+ key? notes*",
    "catgry": "catValu? labl* txt* catStat* mrow?",
}
# Those that hold text, and those that hold nothing; the others hold elements only.
TEXT = (
    "AuthEnty IDNo abstract anlyUnit caseQnty catValu conditions dataAppr dataKind dataSrc distDate fileCont fileName "
    "fileType format geogCover labl nation prodDate producer software sumStat timePrd titl txt varFormat varQnty "
    "version"
)
EMPTY = "location range"
# Attributes beside those that any element may have; `!` is one that must be there, and after `=` what it may say.
ANYWHERE = "ID source=archive|producer elementVersion elementVersionDate ddiLifecycleUrn ddiCodebookUrn"
ATTRIBUTES = {
    "codeBook": "version=2.5 codeBookAgency",
    "citation": "MARCURI",
    "stdyDscr": "access",
    "IDNo": "agency level=study|file|project",
    "AuthEnty": "affiliation",
    "producer": "abbr affiliation role",
    "prodDate": "date",
    "distDate": "date",
    "software": "date version",
    "version": "date type",
    "abstract": "date contentType=abstract|purpose|mixed",
    "timePrd": "date event=start|end|single cycle",
    "nation": "abbr",
    "anlyUnit": "unit",
    "dataKind": "type",
    "dataAppr": "type",
    "fileDscr": "URI sdatrefs methrefs pubrefs access",
    "fileType": "charset",
    "var": (
        "name! wgt=wgt|not-wgt wgt-var weight qstn files vendor dcml intrvl=contin|discrete rectype sdatrefs methrefs "
        "pubrefs access aggrMeth=sum|average|count|mode|median|maximum|minimum|percent|other otherAggrMeth measUnit "
        "scale origin nature=nominal|ordinal|interval|ratio|percent|other "
        "additivity=stock|flow|non-additive|other otherAdditivity temporal=Y|N geog=Y|N geoVocab catQnty "
        "representationType=text|numeric|code|datetime|other otherRepresentationType"
    ),
    "location": "StartPos EndPos width RecSegNo fileid locMap",
    "labl": "level vendor country sdatrefs",
    "range": "UNITS=INT|REAL min minExclusive max maxExclusive",
    "sumStat": (
        "type!=mean|medn|mode|vald|invd|min|max|stdev|other otherType wgtd=wgtd|not-wgtd wgt-var weight access"
    ),
    "txt": "level sdatrefs",
    "catgry": "missing=Y|N missType country sdatrefs excls=true|false catgry level access",
    "varFormat": (
        "type=character|numeric formatname schema=SAS|SPSS|IBM|ANSI|ISO|XML-Data|other otherSchema "
        "category=date|time|currency|other otherCategory URI"
    ),
}
# Attributes that name other elements by their ID, one or several.
REFERENCES = ("files", "fileid", "sdatrefs", "methrefs", "pubrefs", "access", "weight", "wgt-var", "qstn", "locMap")


def faults(root: Xml.Element) -> list[str]:
    """Everything in a codebook that the standard does not allow, or that is not told of here; empty when all holds."""
    ids = [one.get("ID", "") for one in root.iter() if "ID" in one.attrib]
    found = [f"two elements are {name}" for name in sorted({one for one in ids if ids.count(one) > 1})]
    if root.tag != f"{SPACE}codeBook":
        found.append(f"{root.tag} is no codebook")
    for element in root.iter():
        name = element.tag.removeprefix(SPACE)
        said = (*_content(element, name), *_attributes(element, name, frozenset(ids)))
        found += [f"{name}: {one}" for one in said]
    return found


def _content(element: Xml.Element, name: str) -> Iterator[str]:
    if name not in {*CONTENT, *TEXT.split(), *EMPTY.split()}:
        yield "is not told of"
    names = [child.tag.removeprefix(SPACE) for child in element]
    if not re.fullmatch(_pattern(CONTENT.get(name, "")), "".join(f"{one}," for one in names)):
        yield f"may not hold {' '.join(names)}"
    texts = [element.text or "", *(child.tail or "" for child in element)]
    if name in EMPTY.split() and any(texts):
        yield "holds nothing"
    if name not in TEXT.split() and any(one.strip() for one in texts):
        yield "holds elements only"


def _pattern(model: str) -> str:
    return re.sub(r"\w+", r"(?:\g<0>,)", model).replace(" ", "")


def _attributes(element: Xml.Element, name: str, ids: frozenset[str]) -> Iterator[str]:
    told = [one.partition("=") for one in f"{ANYWHERE} {ATTRIBUTES.get(name, '')}".split()]
    may = {attribute.removesuffix("!"): values.split("|") for attribute, _, values in told}
    yield from (
        f"says nothing of {one[:-1]}" for one, _, _ in told if one[-1] == "!" and one[:-1] not in element.attrib
    )
    for attribute, value in element.attrib.items():
        if attribute not in may and attribute != LANG:
            yield f"has no {attribute}"
        elif (allowed := may.get(attribute, [""])) != [""] and value not in allowed:
            yield f"{attribute} is not {value}"
        elif attribute in REFERENCES and not set(value.split()) <= ids:
            yield f"{attribute} names {value}, which is not there"
