"""Mends the tags that WeasyPrint gives a PDF, where PDF/UA asks for more.

- The head of a table says whether it heads a column or a row.
- What stands in an item of a list is in the item's body.
- A table without any head only lays things side by side: it is read as parts.
"""

import pydyf

SIDE = {"/THead": "/Column"}  # of a head, by what its row is in; else a row's
CELLS = {"/TR", "/THead", "/TBody", "/TD"}


def mend(pdf):
    """Change the elements of a PDF of pydyf's before it is written."""
    elements = elements_of(pdf)
    for element in list(elements.values()):
        match element["S"]:
            case "/TH":
                row = elements[element["P"]]
                part = elements[row["P"]]["S"]
                element["A"]["Scope"] = SIDE.get(part, "/Row")
            case "/LI":
                put_in_body(pdf, element, elements)
            case "/Table" if not has_head(element, elements):
                lay_flat(element, elements)


def elements_of(pdf):
    """By what others refer to them with."""
    return {
        each.reference: each
        for each in pdf.objects
        if isinstance(each, pydyf.Dictionary) and each.get("Type") == "/StructElem"
    }


def kids(element, elements):
    return [elements[kid] for kid in element["K"] if kid in elements]


def put_in_body(pdf, item, elements):
    loose = [
        kid for kid in kids(item, elements) if kid["S"] not in ("/Lbl", "/LBody", "/L")
    ]
    if not loose:
        return
    body = pydyf.Dictionary(
        {"Type": "/StructElem", "S": "/LBody", "P": item.reference, "Pg": item["Pg"]}
    )
    pdf.add_object(body)
    body["K"] = pydyf.Array(kid.reference for kid in loose)
    place = item["K"].index(loose[0].reference)
    for kid in loose:
        item["K"].remove(kid.reference)
        kid["P"] = body.reference
    item["K"].insert(place, body.reference)


def has_head(element, elements):
    return element["S"] == "/TH" or any(
        has_head(kid, elements) for kid in kids(element, elements)
    )


def lay_flat(element, elements):
    element["S"] = "/Div"
    element.pop("A", None)
    for kid in kids(element, elements):
        if kid["S"] in CELLS:
            lay_flat(kid, elements)
