// What tests/browser/test_leaving_pages.py asks each page: one object of functions.
({
  /* Where the way out is not in sight or something lies on it: heights scrolled to. */
  covered() {
    const link = document.querySelector("a.leave[data-leave]");
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [0, 0.3, 0.6, 1].filter((part) => {
      scrollTo({ left: part * scrollWidth, top: part * scrollHeight, behavior: "instant" });
      const { left, right, top, bottom } = link.getBoundingClientRect();
      const points = [left + 6, right - 6].flatMap((x) => [top + 6, bottom - 6].map((y) => [x, y]));
      points.push([(left + right) / 2, (top + bottom) / 2]);
      return !points.every(([x, y]) => document.elementFromPoint(x, y) === link);
    });
  },

  /* Names of what lies in the browser's stores. Caches are there on a safe line alone. */
  async stored() {
    const databases = (await indexedDB.databases()).map((each) => each.name);
    const caches = (await globalThis.caches?.keys().catch(() => [])) ?? [];
    return [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...databases, ...caches];
  },

  /* Whether the first stop of the Tab key leaves. */
  leavesFirst() {
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea")];
    const isStop = (each) => each.tabIndex >= 0 && each.getClientRects().length;
    const order = (stop) => stop.tabIndex || Infinity;
    const [first] = stops.filter(isStop).sort((a, b) => order(a) - order(b));
    return first.matches("[data-leave]");
  },
})
