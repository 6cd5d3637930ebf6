// Checks a copy in the browser: each file against the list of fingerprints in it. Reads
// the ZIP by slices, so it may be big. Nothing is sent anywhere.
const box = document.querySelector("[data-check]");
const words = box.dataset;
const said = box.querySelector("[data-said]");
const found = box.querySelector("[data-found]");
const SMALL = 2 ** 25; // bytes that the browser's own digest takes at once
const LIST = "manifest-sha256.txt";
const TAG_LIST = "tagmanifest-sha256.txt";
let turn = 0; // choosing another file ends the check of the one before
box.hidden = false;

const bytesOf = async (file, from, to) =>
  new DataView(await file.slice(from, to).arrayBuffer());
const wide = (view, at) => Number(view.getBigUint64(at, true));

// Where the list of files is: [offset, size, how many].
async function ending(file) {
  const start = Math.max(0, file.size - 65557);
  const view = await bytesOf(file, start, file.size);
  for (let at = view.byteLength - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const short = [at + 16, at + 12].map((place) => view.getUint32(place, true));
    if (short[0] !== 0xffffffff) return [...short, view.getUint16(at + 10, true)];
    const locator = await bytesOf(file, start + at - 20, start + at);
    const end = await bytesOf(file, wide(locator, 8), wide(locator, 8) + 56);
    return [wide(end, 48), wide(end, 40), wide(end, 32)];
  }
  throw new Error("no end");
}

// {name, method, packed, size, at} of each file in the ZIP.
async function entriesOf(file) {
  const [start, size, count] = await ending(file);
  const view = await bytesOf(file, start, start + size);
  const entries = [];
  for (let at = 0; entries.length < count; ) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("no entry");
    const [name, extra, comment] = [28, 30, 32].map((n) => view.getUint16(at + n, true));
    const text = new Uint8Array(view.buffer, at + 46, name);
    const entry = {
      name: new TextDecoder().decode(text),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    };
    widen(entry, view, at + 46 + name, extra);
    entries.push(entry);
    at += 46 + name + extra + comment;
  }
  return entries.filter((entry) => isTheirs(entry.name));
}

function widen(entry, view, at, length) {
  for (const end = at + length; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let place = at + 4;
    for (const part of ["size", "packed", "at"]) {
      if (entry[part] !== 0xffffffff) continue;
      entry[part] = wide(view, place);
      place += 8;
    }
  }
}

const isTheirs = (name) =>
  !name.endsWith("/") &&
  !/(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(name);

async function contentOf(file, entry) {
  const head = await bytesOf(file, entry.at, entry.at + 30);
  if (head.getUint32(0, true) !== 0x04034b50) throw new Error("no file");
  const from = entry.at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = file.slice(from, from + entry.packed);
  if (entry.method === 0) return packed.stream();
  if (entry.method !== 8) throw new Error("odd packing");
  return packed.stream().pipeThrough(new DecompressionStream("deflate-raw"));
}

async function digestOf(file, entry) {
  const stream = await contentOf(file, entry);
  if (entry.size <= SMALL && crypto.subtle) {
    const data = await new Response(stream).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  const hash = new Sha256();
  const reader = stream.getReader();
  for (let piece; !(piece = await reader.read()).done; ) hash.update(piece.value);
  return hash.hex();
}

async function listIn(file, entry) {
  const text = await new Response(await contentOf(file, entry)).text();
  const lines = text.split("\n").map((line) => line.match(/^([0-9a-f]{64}) [ *](.+)$/i));
  return new Map(lines.filter(Boolean).map(([, digest, name]) => [name, digest.toLowerCase()]));
}

// [what is wrong, name] of each file that is not as it was.
async function differences(file, isGoingOn, tell) {
  const entries = await entriesOf(file);
  const list = entries.find((entry) => entry.name.split("/").pop() === LIST);
  if (!list) return null;
  const top = list.name.slice(0, -LIST.length);
  const byName = new Map(entries.map((entry) => [entry.name.slice(top.length), entry]));
  const known = await listIn(file, list);
  const tags = byName.get(TAG_LIST);
  const all = new Map([...known, ...(tags ? await listIn(file, tags) : [])]);
  const wrong = [];
  let done = 0;
  for (const [name, digest] of all) {
    tell(done++, all.size);
    const entry = byName.get(name);
    if (!entry) wrong.push([words.missing, name]);
    else if ((await digestOf(file, entry).catch(() => "")) !== digest) wrong.push([words.changed, name]);
    if (!isGoingOn()) return [];
  }
  for (const name of byName.keys()) {
    if (name.startsWith("data/") && !all.has(name)) wrong.push([words.later, name]);
  }
  return wrong;
}

box.querySelector("input").addEventListener("change", async (event) => {
  const mine = ++turn;
  const file = event.target.files[0];
  found.replaceChildren();
  if (!file) return;
  const isGoingOn = () => mine === turn;
  const tell = (done, all) => (said.textContent = words.checking.replace("{done}", done).replace("{all}", all));
  const wrong = await differences(file, isGoingOn, tell).catch(() => null);
  if (!isGoingOn()) return;
  if (!wrong) {
    said.textContent = words.noCopy;
    return;
  }
  said.textContent = wrong.length ? words.some : words.whole;
  for (const [how, name] of wrong) {
    const item = document.createElement("li");
    item.textContent = `${how}: ${name}`;
    found.append(item);
  }
});
