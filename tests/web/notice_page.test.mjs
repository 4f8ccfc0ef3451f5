// The notice to those who are asked, as they meet it: at a desk, on a phone, and on paper. run_web.py makes it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const notice = process.env.NOTICE_PAGE;

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
});
after(() => browser?.close());

for (const [name, viewport] of [["desk", { width: 1280, height: 900 }], ["phone", { width: 360, height: 740 }]]) {
  test(`the notice at a ${name}: axe finds nothing, nothing is fetched, nothing stands over the edge`, async () => {
    const context = await browser.newContext({ viewport, javaScriptEnabled: true });
    const page = await context.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(notice).href);
    assert.deepEqual(asked.filter((url) => !url.startsWith("file:")), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run("html", { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }));
    assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 200)}`), []);
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("section[lang]")].map((one) => one.lang)), ["en", "fr"]);
    await context.close();
  });
}

test("the notice on paper: two pages of A4 in each language", async () => {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(notice).href);
  for (const language of ["en", "fr"]) {
    const alone = await page.evaluate((kept) => {
      for (const one of document.querySelectorAll("section[lang]")) one.hidden = one.lang !== kept;
      return document.querySelectorAll("section[lang]:not([hidden])").length;
    }, language);
    assert.equal(alone, 1);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.equal(printed.match(/\/Type \/Page\b/g).length, 2, language);
  }
  await page.close();
});
