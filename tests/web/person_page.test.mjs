// The page of one person's own result, as that person meets it: at a desk, on a phone, and on paper. run_web.py makes two of them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pages = { en: process.env.PERSON_PAGE_EN, fr: process.env.PERSON_PAGE_FR };

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
});
after(() => browser?.close());

for (const [language, file] of Object.entries(pages)) {
  for (const [name, viewport] of [["desk", { width: 1280, height: 900 }], ["phone", { width: 360, height: 740 }]]) {
    test(`one person's result in ${language} at a ${name}: axe finds nothing, nothing is fetched, nothing stands over the edge`, async () => {
      const page = await browser.newPage({ viewport, bypassCSP: true });
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      assert.deepEqual(asked, [pathToFileURL(file).href]);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run("html", { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }));
      assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 200)}`), []);
      await page.close();
    });
  }

  test(`one person's result in ${language} on paper: two pages of A4`, async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.equal(printed.match(/\/Type \/Page\b/g).length, 2);
    await page.close();
  });

  test(`one person's result in ${language}: the picture says what the words say`, async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const blocks = await page.evaluate(() =>
      [...document.querySelectorAll(".competency")].map((one) => ({
        levels: one.querySelectorAll(".scale span").length,
        filled: one.querySelectorAll(".scale .in").length,
        named: (one.querySelector(".range")?.textContent.match(/[“«]/g) ?? []).length,
        described: one.querySelectorAll(".levels dt").length,
      })),
    );
    assert.equal(blocks.length, 14);
    for (const one of blocks) {
      assert.ok(one.levels === (one.filled === 0 ? 0 : 5), JSON.stringify(one));
      assert.equal(one.named, Math.min(one.filled, 2));
      assert.equal(one.described, one.named);
    }
    await page.close();
  });
}
