// Keeps what is typed while it is typed. Says "Saved" only when the server said so; when
// it cannot, it says that in words and goes on trying. Without it, Save does the same.
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = form.querySelector("[data-autosave-status]");
  const words = status.dataset;
  const PAUSE = 3000; // after the last key
  const LONGEST = 20000; // while somebody never stops typing
  const RETRY = [5000, 10000, 20000, 30000];
  let timer;
  let changedAt = 0; // since when something is not saved
  let failures = 0;
  let sending = null;

  const say = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };
  const clock = () => new Date().toTimeString().slice(0, 5);

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  async function save(keepalive = false) {
    clearTimeout(timer);
    // Not once the page is being left: leaving blanks it.
    if (!changedAt || sending || !form.isConnected) return;
    const since = changedAt;
    changedAt = 0;
    sending = new AbortController();
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        signal: sending.signal,
        redirect: "error",
        keepalive: keepalive === true,
      });
      if (response.status !== 200) throw new Error(response.status);
      failures = 0;
      say(words.saved.replace("{time}", clock()));
      sending = null;
      if (changedAt) later(PAUSE);
    } catch (error) {
      sending = null;
      if (error.name === "AbortError") return;
      changedAt = since;
      say(error.message === "403" ? words.ended : words.trying);
      later(RETRY[Math.min(failures, RETRY.length - 1)]);
      failures += 1;
    }
  }

  form.addEventListener("input", () => {
    changedAt = changedAt || Date.now();
    if (failures) return; // the next try is on its way
    later(Math.max(0, Math.min(PAUSE, changedAt + LONGEST - Date.now())));
  });
  // Going elsewhere, or the phone locks itself: now, small or not at all.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(new URLSearchParams(new FormData(form)).toString().length < 60000);
  });
  // Save itself keeps the text; a late draft would only be in its way.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    changedAt = 0;
    if (sending) sending.abort();
  });
})();
