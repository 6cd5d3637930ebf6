// Leaves faster than the plain link can: blank first, then tell the server, then go.
// Shift three times within five seconds does the same as the link.
(() => {
  const links = document.querySelectorAll("[data-leave]");
  const link = links[0];
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("leave") : null;
  let gone = false;

  // A tab without any title would show our address instead.
  function blank() {
    document.documentElement.replaceChildren(document.createElement("head"));
    document.title = "\u200b";
  }

  function leave(tellOthers) {
    if (gone) return;
    gone = true;
    blank();
    if (tellOthers && tabs) tabs.postMessage("leave");
    fetch(link.href, { method: "POST", keepalive: true }).catch(() => {});
    // Straight there, not by way of our server: it works when ours is down.
    location.replace(link.dataset.leave);
  }

  for (const each of links) {
    each.addEventListener("click", (event) => {
      event.preventDefault();
      leave(true);
    });
  }
  if (tabs) tabs.onmessage = () => leave(false);

  let presses = []; // when: the last three
  let alone = false; // a Shift that changed a key or a click is somebody at work
  const atWork = () => {
    alone = false;
    presses = [];
  };
  addEventListener("pointerdown", atWork);
  addEventListener("keydown", (event) => {
    if (event.key === "Shift") alone = true;
    else atWork();
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    presses = [...presses, event.timeStamp].slice(-3);
    if (presses.length === 3 && presses[2] - presses[0] < 5000) leave(true);
  });

  // Back must not show what was here.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    blank();
    location.reload();
  });
})();
