"""The coarse class of a browser, from what real ones say of themselves."""

import pytest

from recorder.web.devices import describe_device

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15"
IPAD = "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
LINUX = "Mozilla/5.0 (X11; Linux x86_64)"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K)"
BLINK = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"{BLINK} Chrome/141.0.0.0"
LIKE_SAFARI = "Mobile/15E148 Safari/604.1"
AGENTS = {
    f"{WINDOWS} {CHROME} Safari/537.36": ("Chrome", "Windows", "desktop"),
    f"{LINUX} {CHROME} Safari/537.36": ("Chrome", "Linux", "desktop"),
    f"{LINUX} {BLINK} HeadlessChrome/156.0.0.0 Safari/537.36": ("Chrome", "Linux", "desktop"),
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36": (
        "Chrome",
        "ChromeOS",
        "desktop",
    ),
    f"{ANDROID} {CHROME} Mobile Safari/537.36": ("Chrome", "Android", "phone"),
    f"{ANDROID} {CHROME} Safari/537.36": ("Chrome", "Android", "tablet"),
    f"{IPHONE} (KHTML, like Gecko) CriOS/141.0.7390.41 {LIKE_SAFARI}": ("Chrome", "iOS", "phone"),
    f"{WINDOWS} {CHROME} Safari/537.36 Edg/141.0.0.0": ("Edge", "Windows", "desktop"),
    f"{ANDROID} {CHROME} Mobile Safari/537.36 EdgA/141.0.0.0": ("Edge", "Android", "phone"),
    f"{IPHONE} (KHTML, like Gecko) Version/18.0 EdgiOS/141.0.3537.60 {LIKE_SAFARI}": (
        "Edge",
        "iOS",
        "phone",
    ),
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0": (
        "Firefox",
        "Windows",
        "desktop",
    ),
    "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0": (
        "Firefox",
        "Android",
        "phone",
    ),
    f"{IPHONE} (KHTML, like Gecko) FxiOS/143.0 {LIKE_SAFARI}": ("Firefox", "iOS", "phone"),
    f"{MAC} Version/26.0 Safari/605.1.15": ("Safari", "macOS", "desktop"),
    f"{IPHONE} (KHTML, like Gecko) Version/26.0 {LIKE_SAFARI}": ("Safari", "iOS", "phone"),
    f"{IPAD} Version/18.6 {LIKE_SAFARI}": ("Safari", "iOS", "tablet"),
    f"{ANDROID} {BLINK} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36": (
        "Samsung Internet",
        "Android",
        "phone",
    ),
    f"{WINDOWS} {CHROME} Safari/537.36 OPR/124.0.0.0": ("Opera", "Windows", "desktop"),
    "curl/8.5.0": ("", "", "unknown"),
    "": ("", "", "unknown"),
}


@pytest.mark.parametrize("agent", AGENTS)
def test_a_browser_is_described_coarsely(agent: str) -> None:
    told = describe_device(agent)

    assert (told.browser, told.os, told.device) == AGENTS[agent]
