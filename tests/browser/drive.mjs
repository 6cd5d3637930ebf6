// Drives Chromium or Firefox for tests/browser/driven.py: starts one, then runs the
// JavaScript that comes in lines {code, words} and answers each with {value} or {error}.
// The code finds `browser`, and as `page` the newest tab.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const browser = await puppeteer.launch(JSON.parse(process.argv[2]));
const Code = (async () => {}).constructor;
const answer = (told) => process.stdout.write(`${JSON.stringify(told)}\n`);

answer({ value: browser.process().pid });
for await (const line of createInterface({ input: process.stdin })) {
  const { code, words } = JSON.parse(line);
  try {
    const names = { browser, page: (await browser.pages()).at(-1), ...words };
    const run = new Code(...Object.keys(names), code);
    answer({ value: (await run(...Object.values(names))) ?? null });
  } catch (error) {
    answer({ error: String(error) });
  }
}
process.exit();
