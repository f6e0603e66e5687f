/**
 * Tells the recorder that this page carries the snippet and can reach it.
 *
 * Asked for by the address `#recorder=check_...`, which the study's check page opens. Nothing
 * is recorded and nothing is shown; when the page's policy forbids the way to the server, the
 * window that opened this one is told in words.
 */
export async function check(server: string, study: string, given: string): Promise<void> {
  const id = given.replace("check_", "");
  let why = "";
  const onViolation = (event: SecurityPolicyViolationEvent): void => {
    if (event.blockedURI.startsWith(new URL(server).origin)) {
      why = `the page's Content-Security-Policy forbids it: add ${server} to ${event.effectiveDirective}`;
    }
  };
  document.addEventListener("securitypolicyviolation", onViolation);
  const { origin, pathname, protocol } = location;
  const body = { v: 1, study, check: id, address: pathname, origin, https: protocol === "https:" };
  let isOk = false;
  try {
    isOk = (await fetch(`${server}/v1/check`, {
      method: "POST", body: JSON.stringify(body), credentials: "omit", referrerPolicy: "no-referrer",
    })).ok;
    if (!isOk) why = "the recorder refused the check";
  } catch {
    // The violation is told in a task of its own, after the failure.
    await new Promise((resolve) => setTimeout(resolve, 50));
    why ||= "the recorder cannot be reached from this page";
  }
  document.removeEventListener("securitypolicyviolation", onViolation);
  const opener = window.opener as Window | null;
  opener?.postMessage({ recorder: "check", check: id, ok: isOk, why }, new URL(server).origin);
}
