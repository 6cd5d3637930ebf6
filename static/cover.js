// Draws the parts to cover over the picture, by mouse, by two presses or by keyboard. It
// only writes the numbers below the picture, and they alone count.
(() => {
  const picture = document.querySelector("[data-cover]");
  if (!picture) return;
  const status = document.querySelector("[data-cover-status]");
  const MOST = 50;
  const SMALLEST = 1; // percent a side, when it is not typed

  const words = status.dataset;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const say = (text) => (status.textContent = text);
  const within = (number, low, high) => Math.min(high, Math.max(low, number));
  const tidy = (number) => String(Math.round(number * 10) / 10);

  // --- One part: its four boxes and its rectangle

  const parts = [];

  function begin(row) {
    const clear = document.createElement("button");
    const part = { row, clear, boxes: [...row.querySelectorAll("input")], number: parts.length + 1 };
    parts.push(part);
    clear.type = "button";
    clear.className = "plain";
    clear.textContent = fill(words.clear, part);
    clear.addEventListener("click", () => remove(part));
    row.append(clear);
    row.addEventListener("input", () => draw(part));
    row.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target !== clear) event.preventDefault(); // it is drawn already
    });
    draw(part);
    return part;
  }

  function typed(part) {
    return part.boxes.map((box) => parseFloat(box.value.replace(",", ".")));
  }
  function isEmpty(part) {
    return part.boxes.every((box) => !box.value.trim());
  }

  function shape(tag, of) {
    return of.appendChild(document.createElementNS("http://www.w3.org/2000/svg", tag));
  }

  function draw(part) {
    const [left, top, width, height] = typed(part);
    part.clear.hidden = isEmpty(part);
    if (!(width > 0 && height > 0 && left < 100 && top < 100)) {
      part.rect?.parentNode.remove();
      part.rect = null;
      return;
    }
    if (!part.rect) {
      const group = shape("g", picture);
      part.rect = shape("rect", group);
      part.rect.setAttribute("tabindex", "0");
      part.rect.setAttribute("role", "group");
      part.words = shape("text", group);
      part.words.textContent = part.number;
      part.rect.addEventListener("keydown", (event) => pressed(event, part));
    }
    const place = { x: left, y: top, width, height };
    for (const name in place) part.rect.setAttribute(name, `${place[name]}%`);
    part.words.setAttribute("x", `${left + 1}%`);
    part.words.setAttribute("y", `${top}%`);
    part.words.setAttribute("dy", "1em");
    part.rect.setAttribute("aria-label", fill(words.part, { number: part.number, left, top, width, height }));
  }

  // Inside of the picture, whatever was asked.
  function put(part, left, top, width, height) {
    width = within(width, SMALLEST, 100);
    height = within(height, SMALLEST, 100);
    const place = [within(left, 0, 100 - width), within(top, 0, 100 - height), width, height];
    part.boxes.forEach((box, n) => (box.value = tidy(place[n])));
    draw(part);
  }

  function remove(part) {
    for (const box of part.boxes) box.value = "";
    draw(part);
    add.focus();
    say(fill(words.gone, part));
  }

  // The first row that is empty, or a new one; none after the last.
  function another() {
    const free = parts.find(isEmpty);
    if (free) return free;
    if (parts.length >= MOST) {
      say(words.most);
      return null;
    }
    const last = parts.at(-1).row;
    const row = last.cloneNode(true);
    const renumber = (text) => text.replace(/\d+$/, parts.length + 1);
    row.querySelector("button").remove();
    for (const wrong of row.querySelectorAll(".errorlist")) wrong.remove();
    for (const field of row.children) field.className = "field";
    for (const label of row.querySelectorAll("label")) {
      label.htmlFor = renumber(label.htmlFor);
      label.textContent = renumber(label.textContent);
    }
    for (const box of row.querySelectorAll("input")) {
      box.name = renumber(box.name);
      box.id = renumber(box.id);
      box.value = "";
      box.removeAttribute("aria-invalid");
      box.removeAttribute("aria-describedby");
    }
    last.after(row);
    return begin(row);
  }

  // --- By keyboard

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function pressed(event, part) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const [left, top, width, height] = typed(part);
    const arrow = ARROWS[event.key];
    if (arrow && event.shiftKey) {
      put(part, left, top, Math.min(width + arrow[0], 100 - left), Math.min(height + arrow[1], 100 - top));
    } else if (arrow) {
      put(part, left + arrow[0], top + arrow[1], width, height);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      remove(part);
    } else {
      return;
    }
    event.preventDefault(); // the page must not scroll
  }

  const add = document.createElement("button");
  add.type = "button";
  add.className = "plain";
  add.textContent = words.another;
  add.addEventListener("click", () => {
    const part = another();
    if (!part) return;
    put(part, 25, 40, 50, 20);
    part.rect.focus();
    say(fill(words.middle, part));
  });

  // --- By mouse, or by two presses

  let corner = null; // where the first press was
  let drag = null;
  let onPart = false;
  let wasDragged = false; // then the click that follows means nothing
  const draft = shape("rect", picture);
  draft.classList.add("draft");

  function point(event) {
    const edge = picture.getBoundingClientRect();
    return [
      within(((event.clientX - edge.left) / edge.width) * 100, 0, 100),
      within(((event.clientY - edge.top) / edge.height) * 100, 0, 100),
    ];
  }
  function between([x1, y1], [x2, y2]) {
    return [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x1 - x2), Math.abs(y1 - y2)];
  }
  function sketch(place = [0, 0, 0, 0]) {
    ["x", "y", "width", "height"].forEach((name, n) => draft.setAttribute(name, `${place[n]}%`));
  }
  function coverBetween(a, b) {
    sketch();
    corner = null;
    const part = another();
    if (!part) return;
    put(part, ...between(a, b));
    say(fill(words.covered, part));
  }

  picture.addEventListener("pointerdown", (event) => {
    const part = parts.find((each) => each.rect === event.target);
    onPart = Boolean(part);
    wasDragged = false;
    if (event.pointerType === "touch" || event.button) return; // a finger scrolls
    drag = { from: point(event), part, place: part && typed(part) };
    picture.setPointerCapture(event.pointerId);
    if (part) part.rect.focus();
  });
  picture.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const to = point(event);
    const [, , width, height] = between(drag.from, to);
    wasDragged ||= width > SMALLEST || height > SMALLEST;
    if (!wasDragged) return;
    if (drag.part) {
      const [left, top, ...size] = drag.place;
      put(drag.part, left + to[0] - drag.from[0], top + to[1] - drag.from[1], ...size);
    } else {
      sketch(between(drag.from, to));
    }
  });
  picture.addEventListener("pointerup", (event) => {
    if (drag && wasDragged && !drag.part) coverBetween(drag.from, point(event));
    drag = null;
  });
  picture.addEventListener("pointercancel", () => {
    drag = null;
    sketch();
  });
  picture.addEventListener("click", (event) => {
    if (wasDragged || (onPart && !corner)) return;
    if (corner) {
      coverBetween(corner, point(event));
      return;
    }
    corner = point(event);
    sketch([corner[0] - 1, corner[1] - 1, 2, 2]);
    say(words.corner);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !corner) return;
    corner = null;
    sketch();
    say("");
  });

  // --- Begin

  for (const drawn of picture.querySelectorAll("rect:not(.draft), .grid")) drawn.remove();
  for (const plain of document.querySelectorAll("[data-plain]")) plain.remove();
  picture.setAttribute("role", "group");
  picture.classList.add("is-drawn");
  document.querySelector("[data-cover-how]").hidden = false;
  for (const row of document.querySelectorAll("[data-area]")) begin(row);
  status.after(add);
})();
