// The report page as its readers meet it: in a browser, without a network, at a desk and on a phone, by keyboard, printed. run_web.py makes the pages.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ministry = process.env.MINISTRY_PAGE;
const desk = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
});
after(() => browser?.close());

/** Opens a page; what it asks the network for, and what it complains of, fails the test that uses it. */
async function open(file, { viewport = desk, hash = "", options = {} } = {}) {
  const context = await browser.newContext({ viewport, locale: "en-GB", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) complaints.push(`asked for ${request.url()}`);
  });
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href + hash);
  await page.waitForSelector("h1");
  return { page, complaints, close: () => context.close() };
}

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return result.violations.map((one) => `${one.id}: ${one.help} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 200)}`);
}

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [name, viewport] of [["desk", desk], ["phone", phone]]) {
  for (const language of ["en", "fr"]) {
    test(`the report at a ${name} in ${language}: axe finds nothing, nothing is fetched, nothing stands over the edge`, async () => {
      const { page, complaints, close } = await open(ministry, { viewport, hash: `#/${language}` });
      assert.deepEqual(await violations(page), []);
      assert.equal(await sideways(page), 0);
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      assert.deepEqual(complaints, []);
      await close();
    });
  }
}

test("the language is that of the browser where the report has it, and can be changed in place", async () => {
  const { page, complaints, close } = await open(ministry, { options: { locale: "fr-CA" } });
  assert.equal(await page.evaluate(() => document.documentElement.lang), "fr");
  const section = page.locator("#attitudes");
  await section.scrollIntoViewIfNeeded();
  await section.evaluate((element) => element.scrollIntoView());
  const before = await section.evaluate((element) => element.getBoundingClientRect().top);
  await page.getByRole("button", { name: "English" }).evaluate((button) => button.click());
  await page.waitForSelector("html[lang=en]");
  await page.waitForTimeout(100);
  const moved = (await section.evaluate((element) => element.getBoundingClientRect().top)) - before;
  assert.ok(Math.abs(moved) < 3, `the section moved by ${moved}`);
  assert.match(await page.title(), /Ministry of Public Services/);
  assert.deepEqual(complaints, []);
  await close();
});

test("names that would like to be markup stay text", async () => {
  const { page, complaints, close } = await open(process.env.HOSTILE_PAGE);
  assert.match(await page.locator("h1").innerText(), /^<\/script><script>alert\(1\)<\/script><img src=x/);
  assert.equal(await page.locator("main img, main script").count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("a round of a thousand institutions stays under 5 MB, opens at once and says what lies in the files", async () => {
  assert.ok(statSync(process.env.LARGE_PAGE).size < 5e6, `${statSync(process.env.LARGE_PAGE).size} bytes`);
  const began = Date.now();
  const { page, complaints, close } = await open(process.env.LARGE_PAGE);
  assert.ok(Date.now() - began < 20000, `${Date.now() - began} ms`);
  assert.match(await page.locator("#institutions").innerText(), /gaps\.csv/);
  assert.ok((await page.locator("#institutions-table tbody tr").count()) <= 200);
  assert.deepEqual(complaints, []);
  await close();
});

test("without a script the file says so in both languages", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pathToFileURL(ministry).href);
  const text = await page.locator("body").innerText();
  assert.match(text, /CSV files/);
  assert.match(text, /fichiers CSV/);
  await context.close();
});
