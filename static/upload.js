// Sends the chosen files one after another and says how far it is. One that is refused
// does not cost the others. Nothing is tried again unless the person presses a button.
// Without it, the form sends all of them at once.
(() => {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const input = form.querySelector("[type=file]");
  const MEGABYTE = 2 ** 20;
  const words = form.dataset;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  let request = null; // while a file is on its way
  let broken = null; // the line about a file that may be sent again
  let waiting = [];
  let count = 0; // of this round
  let added = 0;
  let next = "";

  // --- What is shown

  function make(tag, text = "", more = {}) {
    return Object.assign(document.createElement(tag), { textContent: text }, more);
  }
  function button(text, action) {
    const made = make("button", text, { type: "button", className: "plain", hidden: true });
    made.addEventListener("click", action);
    return made;
  }
  const box = make("section", "", { hidden: true, className: "upload" });
  const status = make("p", "", { id: "upload-status" });
  const bar = make("progress");
  const size = make("p", "", { className: "facts" }); // changes too often to be read out
  const list = make("ul");
  const log = make("div");
  const stop = button(words.stop, () => request?.abort());
  const rest = button(words.rest, start);
  const see = make("a", words.see, { hidden: true });
  const actions = make("div", "", { className: "actions" });
  status.setAttribute("role", "status");
  log.setAttribute("role", "log");
  log.setAttribute("aria-label", words.notSaved);
  bar.setAttribute("aria-labelledby", status.id);
  actions.append(stop, rest, see);
  log.append(list);
  box.append(status, bar, size, log, actions);
  form.after(box);

  function megabytes(bytes) {
    const n = bytes / MEGABYTE;
    return n < 10 ? n.toFixed(1) : Math.round(n);
  }
  function refuse(name, sentence) {
    const line = make("li");
    line.append(make("bdi", name), `: ${sentence}`);
    list.append(line);
    return line;
  }
  function sending(is) {
    form.hidden = is;
    bar.hidden = size.hidden = stop.hidden = !is;
    rest.hidden = is || !waiting.length;
    see.hidden = is || !next;
    if (next) see.href = next;
  }
  function progressed(sent, all) {
    bar.max = all || 1;
    bar.value = sent;
    size.textContent = sent < all ? fill(words.size, { sent: megabytes(sent), all: megabytes(all) }) : words.sent;
  }

  // --- One after another

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return; // the server says what to do
    event.preventDefault();
    const most = Number(form.dataset.maxBytes) || Infinity;
    list.replaceChildren();
    waiting = [];
    for (const file of input.files) {
      if (file.size > most) {
        refuse(file.name, words.tooBig);
      } else {
        waiting.push(file);
      }
    }
    input.value = ""; // so that nothing is sent twice
    added = 0;
    next = "";
    start();
  });

  function start() {
    count = waiting.length;
    broken?.remove();
    box.hidden = false;
    sending(true);
    stop.focus();
    following();
  }

  function following() {
    if (!waiting.length) return finished();
    const [file] = waiting;
    const text = count > 1 ? words.sendingOne : words.sending;
    status.textContent = fill(text, { number: count - waiting.length + 1, count });
    progressed(0, file.size);
    send(file);
  }

  function send(file) {
    const body = new FormData(form);
    body.delete(input.name);
    body.append(input.name, file);
    request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = (event) => progressed(Math.min(event.loaded, file.size), file.size);
    request.onload = () => answered(file, request.status, request.response);
    request.onerror = () => stopped(file, words.broken);
    request.onabort = () => stopped(null);
    request.send(body);
  }

  function answered(file, status, answer) {
    if (status === 200 && answer?.added) {
      added += answer.added.length;
      for (const each of answer.refused) refuse(each.name, each.sentence);
      // Of one file the page where to describe it, of several their list.
      next = (added > 1 && form.dataset.next) || (answer.added.length && answer.next) || next;
    } else if (status === 413 && answer?.sentence) {
      refuse(file.name, answer.sentence); // a smaller one may still find room
    } else {
      return stopped(file, answer?.sentence || (status >= 500 ? words.broken : words.ended));
    }
    waiting.shift();
    following();
  }

  function finished() {
    request = null;
    if (!list.children.length && next) {
      status.textContent = words.all;
      location.assign(next);
      return;
    }
    sending(false);
    input.focus();
    status.textContent = added ? fill(words.some, { count: added }) : words.none;
  }

  // By the person, or because the next one would fare no better.
  function stopped(file, sentence) {
    request = null;
    if (!form.isConnected) return;
    broken = file && refuse(file.name, sentence);
    sending(false);
    rest.focus();
    status.textContent = fill(words.stopped, { added, waiting: waiting.length });
  }

  // Leaving blanks the page first: then nothing more may go out.
  new MutationObserver(() => form.isConnected || request?.abort()).observe(document.documentElement, { childList: true });
  addEventListener("pagehide", () => request?.abort());
})();
