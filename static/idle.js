// Says, three minutes before a visit ends for want of a click, that it is about to.
// Without it nothing is lost either: a form sent too late shows its words again.
(() => {
  const { idle, stay, warning, keepGoing, ended: over, unreachable } = document.currentScript.dataset;
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!token || !(idle > 3)) return; // nothing can be typed here

  let timer;

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(warn, (idle - 3) * 60000);
  }

  function notice(...parts) {
    document.getElementById("idle")?.remove();
    const box = document.createElement("div");
    box.id = "idle";
    box.className = "notice notice-care idle";
    box.setAttribute("role", "status");
    document.getElementById("main").append(box);
    box.append(...parts);
  }

  function paragraph(text) {
    const p = document.createElement("p");
    p.textContent = text;
    return p;
  }

  function warn() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = keepGoing;
    button.addEventListener("click", goOn);
    notice(paragraph(warning), button);
    timer = setTimeout(ended, 3 * 60000);
  }

  async function goOn() {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token.value });
    const answer = await fetch(stay, { method: "POST", body }).catch(() => null);
    if (answer?.ok) {
      document.getElementById("idle")?.remove();
      wait();
    } else if (answer) {
      ended();
    } else {
      notice(paragraph(unreachable));
    }
  }

  function ended() {
    clearTimeout(timer);
    notice(paragraph(over));
  }

  // What saves as one types keeps the visit going too.
  new PerformanceObserver((list) => {
    const asked = list.getEntries().filter((entry) => entry.initiatorType === "fetch");
    if (asked.some((entry) => entry.responseStatus < 400)) wait();
  }).observe({ type: "resource" });
  wait();
})();
