"""What recording a page's pictures costs that page: `python -m tests.bench.bench_dom`.

One page of some 8,000 elements is visited in Chromium and used in the same way: alone, with
@rrweb/record alone (its own events, sent as JSON each second), with the snippet that records no
pictures, and with the one that does. They take turns, so that a machine's moods fall on all alike.

`own_ms` is the time the profiler found the recorders' scripts on the main thread's stack, with
what they called; visits for it are their own, as profiling slows a page. The other times are CPU
time of the main thread, but for the longest task. The last row less the third is what pictures
cost here; the second less the first is what the DOM recorder costs by itself.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, Route

from tests.e2e.dom_recording import CAPTURE
from tests.e2e.snippet_browser import chromium
from tests.e2e.snippet_sink import TOKEN, Sink, serving

RRWEB = Path(__file__).parents[2] / "snippet/node_modules/@rrweb/record/dist/record.umd.min.cjs"
ROWS = 2_000
ACTS = 40
ROUNDS = 5
SAMPLE_US = 100
OURS = ("/rrweb.js", "/snippet/recorder.js", "/snippet/dom.js")
VARIANTS = ("page alone", "rrweb alone", "snippet", "snippet with pictures")
RRWEB_ALONE = """<script src="/rrweb.js"></script><script>
  let waiting = [];
  const begin = () => (rrwebRecord.record ?? rrwebRecord)({
    emit: (event) => waiting.push(event), maskAllInputs: true, slimDOMOptions: "all",
    sampling: {mousemove: 50, scroll: 100}, checkoutEveryNms: 60000,
  });
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
  setInterval(() => {
    if (waiting.length) fetch("/rrweb", {method: "POST", body: JSON.stringify(waiting)});
    waiting = [];
  }, 1000);
</script>"""
WATCH = """window.longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((task) => task.duration)))
  .observe({type: "longtask", buffered: true});"""
CHANGE = """(n) => {
  const rows = document.querySelectorAll("li");
  for (let at = 0; at < 20; at += 1) rows[(n * 20 + at) % rows.length].lastChild.data = ` ${n}`;
  const row = rows[n].cloneNode(true);
  rows[0].before(row);
  row.className = "new";
  rows[n + 1].remove();
}"""


@dataclass(frozen=True)
class Cost:
    """What one visit took.

    Attributes:
        own_ms: The recorders' part of it, as the profiler saw it.
        main_ms: All work of the main thread.
        script_ms: The scripts' part of it.
        longest_ms: Its longest task; 0 when none was longer than 50 ms.
        long_tasks: Tasks longer than 50 ms.
        sent_kb: Bodies of requests.
        heap_mb: Memory of scripts after a collection.
    """

    own_ms: float
    main_ms: float
    script_ms: float
    longest_ms: float
    long_tasks: float
    sent_kb: float
    heap_mb: float


def main() -> None:
    """Measure in turn and print the table."""
    costs: dict[str, list[Cost]] = {variant: [] for variant in VARIANTS}
    with chromium() as browser:
        for _ in range(ROUNDS):
            for variant in VARIANTS:
                costs[variant].append(visit(browser, variant))
    names = list(Cost.__annotations__)
    print(f"{ROWS} rows, {ACTS} acts, median of {ROUNDS} visits; ms unless said otherwise")
    print(f"{'':24}", *(f"{name:>11}" for name in names))
    for variant, of in costs.items():
        values = [median(getattr(cost, name) for cost in of) for name in names]
        print(f"{variant:24}", *(f"{value:11.1f}" for value in values))


def visit(browser: Browser, variant: str) -> Cost:
    """Use the page twice: once with the profiler, once without."""
    return replace(
        _visit(browser, variant), own_ms=_visit(browser, variant, is_profiled=True).own_ms
    )


def _visit(browser: Browser, variant: str, *, is_profiled: bool = False) -> Cost:
    sink = Sink()
    if variant == "snippet with pictures":
        sink.session |= {"capture": CAPTURE, "parts": ["dom.js?v=1"]}
    sent: list[int] = []
    with serving(sink) as base:
        context = browser.new_context()
        page = context.new_page()
        page.add_init_script(WATCH)
        page.route("**/big.html", lambda route: _fulfil(route, variant))
        page.route("**/rrweb.js", lambda route: route.fulfill(path=RRWEB))
        page.on("request", lambda request: sent.append(len(request.post_data_buffer or b"")))
        fragment = f"#recorder={TOKEN}" if variant.startswith("snippet") else ""
        devtools = context.new_cdp_session(page)
        devtools.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
        devtools.send("Performance.enable")
        if is_profiled:
            devtools.send("Profiler.enable")
            devtools.send("Profiler.setSamplingInterval", {"interval": SAMPLE_US})
            devtools.send("Profiler.start")
        page.goto(f"{base}/big.html{fragment}")
        page.wait_for_timeout(2_500)
        _use(page)
        page.wait_for_timeout(1_500)
        measured = devtools.send("Performance.getMetrics")["metrics"]
        profile = devtools.send("Profiler.stop")["profile"] if is_profiled else None
        tasks: list[float] = page.evaluate("longTasks")
        devtools.send("HeapProfiler.collectGarbage")
        heap = _read(devtools.send("Performance.getMetrics")["metrics"], "JSHeapUsedSize")
        context.close()
    return Cost(
        _sum_own_ms(profile) if profile else 0.0,
        _read(measured, "TaskDuration") * 1_000,
        _read(measured, "ScriptDuration") * 1_000,
        max(tasks, default=0),
        len(tasks),
        sum(sent) / 1_000,
        heap / 1e6,
    )


def _sum_own_ms(profile: dict[str, Any]) -> float:
    """Sum the samples in which a recorder's function is on the stack."""
    nodes = {node["id"]: node for node in profile["nodes"]}
    ours: set[int] = set()
    waiting = [(profile["nodes"][0]["id"], False)]
    while waiting:
        name, is_ours = waiting.pop()
        is_ours = is_ours or nodes[name]["callFrame"]["url"].split("?")[0].endswith(OURS)
        if is_ours:
            ours.add(name)
        waiting += [(child, is_ours) for child in nodes[name].get("children", ())]
    samples = zip(profile["samples"], profile["timeDeltas"], strict=True)
    return float(sum(delta for name, delta in samples if name in ours)) / 1_000


def _read(metrics: list[dict[str, object]], name: str) -> float:
    return next(float(str(metric["value"])) for metric in metrics if metric["name"] == name)


def _fulfil(route: Route, variant: str) -> None:
    rows = "".join(f"<li><b>Row {n}</b> <i>of</i> <u>many</u> words</li>" for n in range(ROWS))
    recorder = '<script src="/snippet/recorder.js" data-study="tea-shop"></script>'
    script = {"page alone": "", "rrweb alone": RRWEB_ALONE}.get(variant, recorder)
    style = "<style>li { display: inline-block; width: 200px } .new { color: red }</style>"
    head = f"<!doctype html><head><meta charset=utf-8>{style}{script}</head>"
    route.fulfill(body=f"{head}<body><input id=field><ul>{rows}</ul>", content_type="text/html")


def _use(page: Page) -> None:
    """Move, click, scroll, type, and let the page change, as a participant and a page do."""
    page.focus("#field")
    for n in range(ACTS):
        page.mouse.move(40 + 3 * n, 60 + n)
        page.mouse.click(60 + n, 300)
        page.mouse.wheel(0, 40)
        page.evaluate(CHANGE, n)
    page.focus("#field")
    page.keyboard.type("x" * ACTS)


if __name__ == "__main__":
    main()
