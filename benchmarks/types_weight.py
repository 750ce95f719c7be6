"""What a phone loads to show each type of question with an empty cache, Standard and Easy Read: compressed bytes without
fonts, and how many of them are scripts. `python -m benchmarks.types_weight`"""

from typing import Any

from playwright.sync_api import Browser, Response, sync_playwright

from benchmarks.page_weight import CHROMIUM, PHONE
from benchmarks.site import Site, running_site, say
from engage.demo.every_kind import definition

LOOKS = {"std": "light.std.calm", "easy": "light.easy.calm"}


def _begun(browser: Browser, site: Site, look: str) -> Any:
    """The cookies of a parent who goes to clubs and has a child, so that every type is on the way."""
    context = browser.new_context(**PHONE, base_url=site.address)
    context.add_cookies([{"name": "display", "value": look, "url": site.address}])
    page = context.new_page()
    page.goto(f"/s/{site.slug}")
    page.locator("input[name=group][value=parent_carer]").check(force=True)
    page.locator("input[name=how][value=alone]").check(force=True)
    page.locator("main form .acts button").click()
    for id, value in (("q_wentout1", "yes"), ("q_children", "1")):
        page.goto(f"/s/{site.slug}/q/{id}")
        page.locator(f"input[name=answer][value='{value}']").check(force=True)
        page.locator("main button[value=next]").click()
    cookies: Any = context.cookies()
    context.close()
    return cookies


def weigh(browser: Browser, site: Site, cookies: Any, path: str) -> tuple[int, int]:
    """The compressed bytes of everything a page loads but its fonts, and of its scripts."""
    context = browser.new_context(
        **PHONE, base_url=site.address, extra_http_headers={"accept-encoding": "gzip"}
    )
    context.add_cookies(cookies)
    page, sizes = context.new_page(), dict[str, int]()

    def came(response: Response) -> None:
        sizes[response.url] = int(response.headers.get("content-length", 0))

    page.on("response", came)
    page.goto(path, wait_until="networkidle")
    context.close()
    loaded = {url: size for url, size in sizes.items() if not url.endswith(".woff2") and "/media/" not in url}
    return sum(loaded.values()), sum(size for url, size in loaded.items() if url.endswith(".js"))


def main() -> None:
    """Weigh, and print the heaviest."""
    with running_site(definition=definition()) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        figures: dict[str, float] = {}
        scripts = 0
        for name, look in LOOKS.items():
            cookies = _begun(browser, site, look)
            for step in definition().steps:
                if (step.turn or 1) > 1:
                    continue
                bytes_loaded, bytes_of_scripts = weigh(browser, site, cookies, f"/s/{site.slug}/q/{step.id}")
                figure = f"bytes_{name}_{step.question.kind}"
                figures[figure] = max(figures.get(figure, 0), bytes_loaded)
                scripts = max(scripts, bytes_of_scripts)
        browser.close()
        say(**figures, bytes_heaviest=max(figures.values()), bytes_of_scripts_most=scripts)


if __name__ == "__main__":
    main()
