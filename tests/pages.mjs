// The pages in a real browser, and the same numbers in every format. Called by tests/pages.sh, with the folder the
// pages lie in; exits with 1 and a sentence on the first thing that is not so.
import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , folder, sheets] = process.argv;
const read = (name) => readFileSync(join(folder, name), "utf8");
// Blanks that hold lengths together at the end of a line are blanks.
const plain = (text) => text.replace(/[\s\u00a0]+/g, " ");

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function length(minutes) {
  const whole = Math.floor(minutes);
  const [h, m] = [Math.floor(whole / 60), whole % 60];
  if (h === 0) return `${m} min`;
  return m === 0 ? `${h} h` : `${h} h ${String(m).padStart(2, "0")}`;
}

// Every number of the weeks, as the JSON has it, stands in the plain lines. Those of the sheet: pages_numbers.py.
function numbers() {
  const trends = JSON.parse(read("trends.json"));
  const lines = plain(read("trends.txt"));
  let compared = 0;
  for (const week of trends.weeks) {
    for (const field of ["night_min", "day_min", "longest_min"]) {
      const { median, low, high } = week[field];
      if (median == null) continue;
      const words = `usual ${length(median)}, lowest ${length(low)}, highest ${length(high)}`;
      if (!lines.includes(words)) fail(`trends.txt does not say "${words}" of the week of ${week.from}.`);
      compared += 1;
    }
  }
  if (compared < 3) fail(`only ${compared} numbers were compared`);
  console.log(`pages: ${compared} numbers stand alike in lines and JSON`);
}

async function violations(page) {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core") });
  const result = await page.evaluate(() => globalThis.axe.run(document));
  return result.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" ")}`);
}

async function looked(browser, name) {
  const url = pathToFileURL(join(folder, name)).href;
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => fail(`${name} says on the console: ${message.text()}`));
  await page.goto(url);
  await page.evaluate(() => document.fonts.ready);
  const others = asked.filter((address) => address !== url);
  if (others.length > 0) fail(`${name} asks for ${others.join(", ")}.`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) fail(`${name} is wider than its window.`);
  await page.pdf({ path: join(folder, `${name}.pdf`), preferCSSPageSize: true });
  await context.close();
  for (const look of [
    { colorScheme: "light" },
    { colorScheme: "dark" },
    { colorScheme: "dark", viewport: { width: 360, height: 800 } },
  ]) {
    // The page's own policy keeps every script out, the one that looks at it too.
    const context = await browser.newContext({ bypassCSP: true, ...look });
    const page = await context.newPage();
    await page.goto(url);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (wide) fail(`${name} is wider than its window: ${JSON.stringify(look)}.`);
    const found = await violations(page);
    if (found.length > 0) fail(`${name}, ${JSON.stringify(look)}: ${found.join("\n")}`);
    await context.close();
  }
  console.log(`pages: ${name} asks for nothing, and axe finds nothing`);
}

numbers();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
for (const name of sheets.split(",")) await looked(browser, name);
await browser.close();
