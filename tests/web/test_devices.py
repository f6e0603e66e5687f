"""The coarse class of a browser, from what real ones say of themselves."""

import pytest

from recorder.web.devices import describe_device

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
IOS = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "browser", "os", "device"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {CHROME} Safari/537.36", "Chrome", "Linux", "desktop"),
        (
            f"Mozilla/5.0 (Linux; Android 15) {CHROME} Mobile Safari/537.36",
            "Chrome",
            "Android",
            "phone",
        ),
        (f"Mozilla/5.0 (Linux; Android 15) {CHROME} Safari/537.36", "Chrome", "Android", "tablet"),
        (
            f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36",
            "Chrome",
            "ChromeOS",
            "desktop",
        ),
        (f"{MAC} Version/18.0 Safari/605.1.15", "Safari", "macOS", "desktop"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {IOS}", "Safari", "iOS", "phone"),
        (f"Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) {IOS}", "Safari", "iOS", "tablet"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox",
            "Windows",
            "desktop",
        ),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {CHROME} Safari/537.36 Edg/140.0.0.0",
            "Edge",
            "Windows",
            "desktop",
        ),
        ("curl/8.5.0", "", "", "unknown"),
        ("", "", "", "unknown"),
    ],
)
def test_a_browser_is_described_coarsely(agent: str, browser: str, os: str, device: str) -> None:
    told = describe_device(agent)

    assert (told.browser, told.os, told.device) == (browser, os, device)
