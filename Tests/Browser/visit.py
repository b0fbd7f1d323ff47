"""Visits every page of a running dashboard as a person would, and fails on what a person would stumble over.

PLUMB_URL       where it is served, such as http://127.0.0.1:8080
PLUMB_EMAIL     who signs in
PLUMB_PASSWORD  with which password
PLUMB_SHOTS     the directory for pictures (.scratch/shots when left out)
PLUMB_CHROMIUM  the browser (/usr/bin/chromium when left out)
PLUMB_ONLY      paths to look at, parted by commas, instead of all that links lead to (optional)
PLUMB_LIVE      the path of a run that is going on and ends within 20 s, to watch its log (optional)

Each page is looked at light and dark, on a desk and on a phone: no axe violation, no console error, no
sideways scroll; and every kind of page is gone through by keyboard alone. Exits with 1 and a list when anything was found.
"""
import os
import re
import sys
import time
from urllib.parse import urldefrag, urljoin, urlparse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError, expect, sync_playwright

BASE = os.environ["PLUMB_URL"].rstrip("/")
SHOTS = os.environ.get("PLUMB_SHOTS", ".scratch/shots")
SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
# Pages of one kind, told apart by their identifiers only, are visited this often.
PER_KIND = 5
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

# Where forms that only ask lead when they are sent as they stand.
FORMS = """list => list.map(form => form.getAttribute('action') + '?'
    + new URLSearchParams([...new FormData(form)].filter(([, value]) => value)))"""

problems = {}


def report(where, what):
    """Prints a finding where it is seen first; pages of one kind share their findings."""
    kind = (IDENTIFIER.sub("*", re.sub(r"[?(].*", "", where)).strip(), what)
    problems.setdefault(kind, []).append(where)
    if len(problems[kind]) == 1:
        print(f"  ✘ {where}: {what}", flush=True)


def sign_in(page):
    page.goto(BASE + "/sign-in")
    page.get_by_label("E-mail address").fill(os.environ["PLUMB_EMAIL"])
    page.get_by_label("Password").fill(os.environ["PLUMB_PASSWORD"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def listen(page):
    page.on("console", lambda m: m.type in ("error", "warning") and report(page.url, f"console: {m.text}"))
    page.on("pageerror", lambda error: report(page.url, f"script: {error}"))


def crawl(page):
    """Every address within the site, in the order in which they are found."""
    found, waiting, kinds = [], ["/"], {}
    while waiting:
        path = waiting.pop(0)
        if path in found:
            continue
        kind = IDENTIFIER.sub("*", re.sub(r"=[^&]*", "=", path))
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > PER_KIND:
            continue
        answer = page.goto(BASE + path, wait_until="load")
        if answer.status != 200:
            report(path, f"answers {answer.status}")
        found.append(path)
        for link in page.locator("a[href]").evaluate_all("list => list.map(a => a.href)"):
            link = urldefrag(urljoin(page.url, link)).url
            parts = urlparse(link)
            if link.startswith(BASE + "/") and not parts.path.startswith(("/api/", "/clients/", "/openapi.json")):
                waiting.append(parts.path + ("?" + parts.query if parts.query else ""))
        waiting += page.locator("form[method=get]").evaluate_all(FORMS)
    return found


def look(page, path, size):
    page.set_viewport_size(SIZES[size])
    page.goto(BASE + path, wait_until="load")
    # Folded parts are pages too.
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        where = f"{path} ({size}, {scheme})"
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide = page.evaluate(
                """() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right
                   > innerWidth + 1).slice(0, 4).map(e => e.tagName + '.' + e.className)""")
            report(where, f"scrolls sideways by {over} px: {wide}")
        for violation in Axe().run(page).response["violations"]:
            for node in violation["nodes"][:3]:
                report(where, f"axe {violation['id']}: {node['target']} {node['failureSummary'][:300]}")
        page.screenshot(path=f"{SHOTS}/{name(path)}-{size}-{scheme}.png", full_page=True)


def name(path):
    text = re.sub(r"[^a-z0-9]+", "-", IDENTIFIER.sub(lambda m: m.group(0)[-2:], path.lower())).strip("-")
    return text or "overview"


def watch(page, path):
    """The log of a run that is going on grows by itself, and the page tells when it has ended."""
    page.goto(BASE + path, wait_until="load")
    before = page.locator("#log .line").count()
    page.locator("#log .line").nth(before + 2).wait_for(timeout=20000)
    expect(page.locator("h1 .mark")).to_have_text("Completed", timeout=20000)
    lines = page.locator("#log .line").all_inner_texts()
    if len(set(lines)) != len(lines):
        report(path, "the log has lines twice")


def keyboard(page):
    page.set_viewport_size(SIZES["desk"])
    page.goto(BASE + "/workspaces")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.className") != "skip":
        report("/workspaces", "the first Tab does not reach the skip link")
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.id") != "content":
        report("/workspaces", "the skip link does not lead to the content")


# What somebody can act on, and what is in sight of the keyboard.
ACTIONABLE = """() => {
    const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea,'
        + ' summary, [tabindex="0"]')];
    const seen = all.filter(e => !e.disabled && e.checkVisibility({visibilityProperty: true}));
    seen.forEach((e, place) => { e.dataset.walk = place; });
    return seen.map(e => `${e.tagName} ${(e.getAttribute('aria-label') || e.textContent || e.name || '')
        .trim().slice(0, 40)}`);
}"""
FOCUSED = """() => {
    const e = document.activeElement, style = getComputedStyle(e);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
        || style.boxShadow !== 'none';
    return [e.dataset.walk === undefined ? null : Number(e.dataset.walk), ring, e === document.body];
}"""
# A page with more is walked so far.
STEPS = 120


def walk(page, path):
    """Goes through a page by Tab: everything that can be acted on is reached in order, shows that it has the
    focus, and lets go of it again."""
    page.set_viewport_size(SIZES["desk"])
    page.goto(BASE + path, wait_until="load")
    names = page.evaluate(ACTIONABLE)
    reached, bare, stays = [], set(), 0
    for _ in range(min(len(names), STEPS) + 8):
        page.keyboard.press("Tab")
        place, ring, left = page.evaluate(FOCUSED)
        if left:
            break
        if place is not None:
            # Behind the last one the browser may begin again at the first.
            if len(reached) > 1 and place == reached[0]:
                break
            if reached and reached[-1] == place:
                # A date has three parts to go through, and a calendar.
                stays += 1
                if stays > 4:
                    report(path, f"the focus is trapped at {names[place]}")
                    return
                continue
            stays = 0
            reached.append(place)
            if not ring:
                bare.add(names[place])
    for name in sorted(bare)[:3]:
        report(path, f"no focus to be seen on {name}")
    missed = [names[place] for place in range(min(len(names), STEPS)) if place not in reached]
    if missed:
        report(path, f"not reached by Tab: {missed[:4]}")
    for one, next in zip(reached, reached[1:]):
        if next < one:
            report(path, f"Tab leads back from {names[one]} to {names[next]}")
            break


def find(page):
    """The key / leads to the search from anywhere but a field, and Enter to what it found."""
    page.goto(BASE + "/deployments", wait_until="load")
    page.keyboard.press("/")
    if page.evaluate("document.activeElement.id") != "search":
        report("/deployments", "the key / does not lead to the search")
    page.keyboard.type("staging/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=staging%2F")


def move(page, path):
    """The drawing moves by the arrow keys and zooms by + and -, with the server not asked."""
    page.goto(BASE + path, wait_until="load")
    drawing = page.locator("#topology svg")
    page.locator("#topology").focus()
    places = [drawing.bounding_box()]
    for key in ("ArrowRight", "ArrowDown", "+", "+", "-", "0"):
        page.keyboard.press(key)
        page.wait_for_timeout(60)
        places.append(drawing.bounding_box())
    if not (places[1]["x"] < places[0]["x"] and places[2]["y"] < places[1]["y"]):
        report(path, "the arrow keys do not move the drawing")
    if not (places[4]["width"] > places[2]["width"] and places[5]["width"] < places[4]["width"]):
        report(path, "the keys + and - do not zoom the drawing")
    if places[6] != places[0]:
        report(path, f"the key 0 does not show all again: {places[6]} after {places[0]}")


def write(page):
    """The editor says while one writes what is wrong, and marks the line."""
    page.goto(BASE + "/blueprints/new", wait_until="load")
    page.locator("#text").press("Control+Home")
    page.keyboard.type("broken: ")
    page.locator("#verdict a[data-line]").first.wait_for(timeout=5000)
    if page.locator(".gutter .troubled").count() != 1:
        report("/blueprints/new", "the line with the problem is not marked")
    page.locator("#verdict a[data-line]").first.click()
    if page.evaluate("document.activeElement.id") != "text":
        report("/blueprints/new", "a problem's link does not lead into the text")
    page.locator("#text").fill("name: fine")
    expect(page.locator("#verdict [role=status]")).to_contain_text("Valid", timeout=5000)


def follow(page, path):
    """A bar moves by the work's own events."""
    page.goto(BASE + path, wait_until="load")
    bar = page.locator("progress").first
    before = bar.evaluate("bar => bar.value")
    try:
        page.wait_for_function(
            "before => document.querySelector('progress')?.value > before", arg=before, timeout=10000)
    except TimeoutError:
        report(path, "the bar of running work does not move")


def ask(page):
    """The examples on the page of operations are sent from it, and tell what is missing."""
    page.goto(BASE + "/docs", wait_until="load")
    part = page.locator("article", has=page.locator("[id='tenants.list-workspaces']"))
    part.locator("summary").click()
    part.get_by_role("button", name="Send").click()
    expect(part.locator("output")).to_contain_text("200", timeout=5000)
    expect(part.locator("form + pre")).to_contain_text("\"items\"")
    # The browser itself reports a refusal as an error.
    page = page.context.new_page()
    page.goto(BASE + "/docs", wait_until="load")
    part = page.locator("article", has=page.locator("[id='tenants.update-workspace']"))
    part.locator("summary").click()
    part.get_by_label("workspace", exact=True).fill("nonsense")
    part.get_by_role("button", name="Send it for real").click()
    expect(part.locator("output")).to_contain_text("422", timeout=5000)
    expect(part.locator("form + pre")).to_contain_text("problems")
    page.close()


def without_scripts(browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    for path in ("/", "/workspaces", "/deployments", "/drift", "/inventory", "/blueprints", "/audit", "/settings",
                 "/search?q=main", "/blueprints/new", "/settings/connect"):
        if page.goto(BASE + path).status != 200:
            report(path, "does not answer without JavaScript")
    context.close()


def main():
    os.makedirs(SHOTS, exist_ok=True)
    begun = time.time()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=os.environ.get("PLUMB_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage"])
        context = browser.new_context()
        page = context.new_page()
        listen(page)
        for size in SIZES:
            for path in ("/sign-in", "/set-up"):
                look(page, path, size)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        sign_in(page)
        if os.environ.get("PLUMB_LIVE"):
            watch(page, os.environ["PLUMB_LIVE"])
        keyboard(page)
        only = os.environ.get("PLUMB_ONLY")
        paths = only.split(",") if only else crawl(page)
        find(page)
        write(page)
        follow(page, "/inventory")
        ask(page)
        kinds = {}
        for path in paths:
            kinds.setdefault(IDENTIFIER.sub("*", path.split("?")[0]), path)
        for path in kinds.values():
            walk(page, path)
        for path in [path for kind, path in kinds.items() if kind.endswith("/topology")]:
            move(page, path)
        print(f"{len(paths)} pages", flush=True)
        for path in paths:
            for size in SIZES:
                look(page, path, size)
        # The browser itself reports a page that answers 404 as an error.
        lost = context.new_page()
        for size in SIZES:
            look(lost, "/workspaces/nothing", size)
        without_scripts(browser)
        browser.close()
    print(f"{len(paths)} pages, {len(problems)} problems, {time.time() - begun:.0f} s; pictures in {SHOTS}")
    sys.exit(1 if problems else 0)


main()
