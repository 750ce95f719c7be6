"""What a phone loads to show a question, first time and again, and when its biggest part is painted on a slow 4G phone
(Chromium's own network and processor emulation, in Lighthouse's figures). `python -m benchmarks.page_weight`"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.site import Site, running_site, say

CHROMIUM = "/usr/bin/chromium"
PHONE: Any = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
# Lighthouse's slow 4G: 150 ms a round trip, 1.6 Mbit/s down, 750 kbit/s up, a processor four times slower. Its own
# applied throttling waits 562.5 ms a request for the round trips that emulation leaves out; both are measured.
ROUND_TRIP, WITH_CONNECTION = 150.0, 562.5
DOWN, UP, SLOWER = 1_600_000 / 8, 750_000 / 8, 4
LCP = """() => new Promise(done => {
  const seen = new PerformanceObserver(list => done(Math.max(...list.getEntries().map(one => one.startTime))));
  seen.observe({type: 'largest-contentful-paint', buffered: true});
})"""


@dataclass
class Load:
    """One opening of a page: what came over the network, by address."""

    bytes_by_url: dict[str, int] = field(default_factory=dict)
    lcp_ms: float = 0.0

    @property
    def fonts(self) -> int:
        return sum(size for url, size in self.bytes_by_url.items() if url.endswith(".woff2"))

    @property
    def total(self) -> int:
        return sum(self.bytes_by_url.values())

    def third_party(self, site: Site) -> int:
        home = urlsplit(site.address).netloc
        return sum(urlsplit(url).netloc not in {home, ""} for url in self.bytes_by_url)


def _open(page: Page, address: str, latency: float) -> Load:
    devtools = page.context.new_cdp_session(page)
    urls: dict[str, str] = {}
    load = Load()

    def sent(event: dict[str, Any]) -> None:
        urls[event["requestId"]] = event["request"]["url"]

    def finished(event: dict[str, Any]) -> None:
        if event["encodedDataLength"]:  # nothing came over the network for what lay in the cache
            load.bytes_by_url[urls[event["requestId"]]] = int(event["encodedDataLength"])

    devtools.on("Network.requestWillBeSent", sent)
    devtools.on("Network.loadingFinished", finished)
    devtools.send("Network.enable")
    # budgets are told in gzip, as on most roads to a phone; over HTTPS the site sends the smaller Brotli
    devtools.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": "gzip"}})
    limits = {"offline": False, "latency": latency, "downloadThroughput": DOWN, "uploadThroughput": UP}
    devtools.send("Network.emulateNetworkConditions", limits)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle")
    load.lcp_ms = float(page.evaluate(LCP))
    devtools.detach()
    return load


def _placed(browser: Browser, site: Site) -> Any:
    """The cookies of somebody who has just begun."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.goto(f"{site.address}/s/{site.slug}")
    page.get_by_label("A child or young person").check()
    page.get_by_label("By myself").check()
    page.get_by_role("button", name="Start").click()
    cookies: Any = context.cookies()
    context.close()
    return cookies


def _fresh(browser: Browser, cookies: Any) -> BrowserContext:
    context = browser.new_context(**PHONE)
    context.add_cookies(cookies)
    return context


def measure(browser: Browser, site: Site, latency: float) -> tuple[Load, Load]:
    """A question opened with an empty cache, and the next question after it."""
    first, second = (f"{site.address}/s/{site.slug}/q/{one.id}" for one in site.definition.questions[:2])
    context = _fresh(browser, _placed(browser, site))
    page = context.new_page()
    loads = _open(page, first, latency), _open(page, second, latency)
    context.close()
    return loads


def main() -> None:
    """Measure and print."""
    with running_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        measure(browser, site, 0.0)  # warm the server, not the browser's cache: each measurement has its own
        first, repeat = measure(browser, site, ROUND_TRIP)
        strict, strict_repeat = measure(browser, site, WITH_CONNECTION)
        browser.close()
        say(
            requests_first=len(first.bytes_by_url),
            bytes_first_without_fonts=first.total - first.fonts,
            bytes_first_with_fonts=first.total,
            requests_repeat=len(repeat.bytes_by_url),
            bytes_repeat=repeat.total,
            third_party_requests=first.third_party(site) + repeat.third_party(site),
            lcp_ms_first=first.lcp_ms,
            lcp_ms_repeat=repeat.lcp_ms,
            lcp_ms_first_with_562_ms_a_request=strict.lcp_ms,
            lcp_ms_repeat_with_562_ms_a_request=strict_repeat.lcp_ms,
        )


if __name__ == "__main__":
    main()
