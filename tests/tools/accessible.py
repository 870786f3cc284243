"""What PDF/UA asks of a document and a program can see, read with pypdf."""

import pypdf

ROLES = {"/Document", "/H1", "/H2", "/H3", "/P", "/Figure", "/L", "/LI", "/LBody"}


def accessible(path, title):
    """Reads the structure of a document; answers how many elements of each role it has."""
    document = pypdf.PdfReader(path, strict=True)
    catalogue = document.root_object
    assert catalogue["/MarkInfo"]["/Marked"].value, "marked as tagged"
    assert str(catalogue["/Lang"]) == "en", "with a language"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value, "shown by its title"
    metadata = document.xmp_metadata
    assert metadata is not None and list(metadata.dc_title.values()) == [title], (metadata and metadata.dc_title, title)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_object().get_data(), "says that it is PDF/UA-1"
    fonts = [font for page in document.pages for font in page["/Resources"].get("/Font", {}).values()]
    assert fonts, "has letters"
    for font in fonts:
        inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert any(f"/FontFile{kind}" in inner for kind in ("", "2", "3")), "letters are in it"
        assert "/ToUnicode" in font.get_object(), "letters can be read"
    tree = catalogue["/StructTreeRoot"].get_object()
    assert "/ParentTree" in tree
    roles, headings = {}, []
    walk(tree["/K"], roles, headings)
    assert set(roles) <= ROLES, roles
    assert roles.get("/H1") == 1 and headings[0] == "/H1", headings
    for page in document.pages:
        assert "/StructParents" in page and page.get("/Tabs") == "/S", "read in the order of the structure"
    return roles


def walk(node, roles, headings):
    """Counts structure elements by role; a figure has words for whoever cannot see it."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for inner in node:
            walk(inner, roles, headings)
        return
    if not isinstance(node, dict) or node.get("/Type") == "/MCR":
        return
    role = node.get("/S")
    if role is not None:
        roles[role] = roles.get(role, 0) + 1
        if role == "/Figure":
            assert str(node["/Alt"]).strip(), "a figure without words"
        if role.startswith("/H"):
            headings.append(role)
    if "/K" in node:
        walk(node["/K"], roles, headings)
