// The page of capgap coverage as its readers meet it. run_web.py makes the pages.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
});
after(() => browser?.close());

async function open(file, width) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true });
  const page = await context.newPage();
  const complaints = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) complaints.push(`asked for ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href);
  return { page, complaints, close: () => context.close() };
}

for (const width of [1280, 360]) {
  for (const [language, file] of [["en", process.env.COVERAGE_PAGE], ["fr", process.env.COVERAGE_PAGE_FR]]) {
    test(`coverage in ${language} at ${width} px: axe finds nothing, nothing is fetched, nothing stands over the edge`, async () => {
      const { page, complaints, close } = await open(file, width);
      await page.evaluate(axe);
      const found = await page.evaluate((runOnly) => window.axe.run("html", { runOnly }), rules);
      assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
      assert.deepEqual(complaints, []);
      await close();
    });
  }
}

test("a step without a course is told by words and a dashed border, and every link of the matrix leads somewhere", async () => {
  const { page, close } = await open(process.env.COVERAGE_PAGE, 1280);
  const empty = page.locator("td.open");
  assert.equal(await empty.count(), 35);
  for (const text of await empty.allInnerTexts()) assert.match(text, /no course|not offered|cannot be begun/);
  assert.equal(await empty.first().evaluate((cell) => getComputedStyle(cell).borderTopStyle), "dashed");
  assert.equal(await page.evaluate(() => [...document.querySelectorAll("td a")].filter((one) => !document.querySelector(one.getAttribute("href"))).length), 0);
  await close();
});

test("titles that would like to be markup stay text", async () => {
  const { page, complaints, close } = await open(process.env.COVERAGE_HOSTILE, 1280);
  assert.match(await page.locator("h1").innerText(), /<script>alert\(1\)<\/script><img src=x/);
  assert.equal(await page.locator("img, script").count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});
