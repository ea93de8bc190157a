"""`./run screenshots`: pictures of pages of a demo of their own, narrow and wide; judges none of them."""

import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "var" / "screenshots"
PAGES = [
    "/",
    "/zones/",
    "/zones/new-parks/",
    "/map/",
    "/choosing/",
    "/choosing/why/E01013726/",
    "/areas/E01013726/",
    "/postcode/?q=LE3+6DN",
    "/about/",
    "/accessibility/",
    "/privacy/",
    "/sign-in/",
]
WIDTHS = {390: 844, 1280: 900}


def name_of(path: str) -> str:
    return "-".join(re.findall(r"\w+", path)) or "home"


def take_pictures(address: str, pages: list[str]) -> int:
    """One picture of each page and width, of the whole page; gives how many pages did not answer well."""
    from playwright.sync_api import sync_playwright

    from tools.browser import FLAGS, HOW_TO_GET_IT, browser_or_install

    program = browser_or_install()
    if program is None:
        print(f"Pictures need a browser, and this machine has none.\n{HOW_TO_GET_IT}", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    failed = 0
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(program), args=FLAGS)
        for width, height in WIDTHS.items():
            window = chromium.new_page(viewport={"width": width, "height": height})
            for path in pages:
                answer = window.goto(address + path, wait_until="networkidle")
                picture = PICTURES / f"{name_of(path)}-{width}.png"
                window.screenshot(path=picture, full_page=True)
                status = answer.status if answer else 0
                failed += status != 200
                print(f"{status}  {path}  {picture.relative_to(ROOT)}", flush=True)
            window.close()
        chromium.close()
    return failed


def main(pages: list[str]) -> int:
    # A demo of its own: what somebody entered in theirs is not in the pictures.
    with tempfile.TemporaryDirectory(prefix="pz-pictures-") as var:
        os.environ["PEOPLEZONES_VAR"] = var
        from tools import demo, frontend
        from tools.ports import free_port
        from tools.serving import serving
        from tools.whereabouts import environment

        frontend.ready()
        demo.prepare(None)
        port = free_port(8100)
        address = f"http://localhost:{port}"
        with serving(address, port, environment("demo", PEOPLEZONES_BASE_URL=address)) as server:
            server.wait_for_first_page()
            return 1 if take_pictures(address, pages or PAGES) else 0


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    sys.exit(main(sys.argv[1:]))
