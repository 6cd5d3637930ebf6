// Computes the fingerprint of a chosen file right here, with sha256.js. The file input
// has no name and stands in no form, so the file cannot be sent.
(() => {
  const byHand = document.querySelector("[data-fingerprint]");
  if (!byHand) return;
  const AT_ONCE = 64 * 2 ** 20; // up to here the browser's own digest, which is faster
  const SLICE = 4 * 2 ** 20; // between two the page goes on
  const words = byHand.dataset;
  const box = document.getElementById(byHand.dataset.fingerprint);

  async function sumOf(file, signal) {
    if (file.size <= AT_ONCE && globalThis.crypto?.subtle) {
      const sum = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, "0")).join("");
    }
    const sum = new Sha256();
    for (let at = 0; at < file.size; at += SLICE) {
      signal.throwIfAborted();
      sum.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
      if (!signal.aborted) bar.value = at;
    }
    return sum.hex();
  }

  function make(tag, text = "", more = {}) {
    return Object.assign(document.createElement(tag), { textContent: text }, more);
  }
  const field = make("div", "", { className: "field" });
  const input = make("input", "", { type: "file", id: "own-file" });
  const bar = make("progress", "", { hidden: true });
  const status = make("p", "", { id: "own-status" });
  const hint = make("p", words.here, { className: "hint", id: "own-hint" });
  status.setAttribute("role", "status");
  input.setAttribute("aria-describedby", hint.id);
  bar.setAttribute("aria-labelledby", status.id);
  field.append(make("label", words.choose, { htmlFor: input.id }), hint, input, bar, status);
  byHand.before(field);
  byHand.open = false;

  let working = new AbortController();
  input.addEventListener("change", async () => {
    working.abort(); // another file was chosen meanwhile
    const { signal } = (working = new AbortController());
    const [file] = input.files;
    bar.hidden = !file;
    status.textContent = "";
    if (!file) return;
    box.value = ""; // never that of the file before
    bar.max = file.size || 1;
    bar.value = 0;
    status.textContent = words.reading;
    try {
      const hex = await sumOf(file, signal);
      if (signal.aborted) return;
      box.value = hex;
      status.textContent = words.done;
    } catch {
      if (signal.aborted) return;
      status.textContent = words.failed;
      byHand.open = true;
    }
    bar.hidden = true;
  });
  // Leaving blanks the page first: then nothing more is read.
  new MutationObserver(() => byHand.isConnected || working.abort()).observe(document.documentElement, { childList: true });
})();
