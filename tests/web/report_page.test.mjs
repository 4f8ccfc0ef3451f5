// The report page as its readers meet it: in a browser, without a network, at a desk and on a phone, by keyboard, printed. run_web.py makes the pages.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

async function violations(page, within = "html") {
  await page.evaluate(axe);
  const result = await page.evaluate((part) => window.axe.run(part, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }), within);
  return result.violations.map((one) => `${one.id}: ${one.help} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 200)}`);
}

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [name, viewport] of [["desk", desk], ["phone", phone]]) {
  for (const language of ["en", "fr"]) {
    // axe takes its time over thousands of cells: it looks at each language and each width once.
    const axeLooks = (name === "desk") === (language === "en");
    test(`the report at a ${name} in ${language}: ${axeLooks ? "axe finds nothing, " : ""}nothing is fetched, nothing stands over the edge`, async () => {
      const { page, complaints, close } = await open(ministry, { viewport, hash: `#/${language}` });
      if (axeLooks) assert.deepEqual(await violations(page), []);
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

test("a round of 300 institutions stays under 1.6 MB, as one of a thousand under 5, opens at once and says what lies in the files", async () => {
  assert.ok(statSync(process.env.LARGE_PAGE).size < 1.6e6, `${statSync(process.env.LARGE_PAGE).size} bytes`);
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

test("every word that the page asks for is in the texts, and every text below `page` is used", async () => {
  const source = new URL("../../engine/web/src/", import.meta.url);
  const asked = new Set(["no_script"]);
  for (const name of readdirSync(source).filter((one) => one.endsWith(".tsx"))) {
    for (const [, id] of readFileSync(new URL(name, source), "utf8").matchAll(/word\("([a-z_]+)"\)/g)) asked.add(id);
  }
  const { page, close } = await open(ministry);
  const words = await page.evaluate(() => JSON.parse(document.getElementById("report").textContent).languages.map((one) => Object.keys(one.words)));
  for (const given of words) assert.deepEqual(given.sort(), [...asked].sort());
  await close();
});

test("by keyboard: past the contents, into the heat map, to an interval, its definition and back", async () => {
  const { page, complaints, close } = await open(ministry, { hash: "#/en" });
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "content");

  const table = page.locator("#institutions-table");
  assert.equal(await table.locator("[data-cell][tabindex='0']").count(), 1, "the table is one stop of the tab key");
  await table.locator("[data-cell][tabindex='0']").focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight"]) await page.keyboard.press(key);
  const cell = table.locator("tbody tr").nth(2).locator("td").nth(1);
  assert.equal(await cell.evaluate((one) => one === document.activeElement), true);
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog");
  assert.match(await panel.innerText(), /95 % interval\s+\d+–\d+/);
  assert.match(await panel.innerText(), /self-rating/);
  assert.deepEqual(await violations(page, "[role=dialog]"), []);
  await page.keyboard.press("Escape");
  assert.equal(await panel.count(), 0);
  assert.equal(await cell.evaluate((one) => one === document.activeElement), true, "the focus is back on the cell");

  await page.keyboard.press("Control+End");
  assert.equal(await table.locator("tbody tr").last().locator("td").last().evaluate((one) => one === document.activeElement), true);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForSelector("main.institution");
  assert.equal(await page.evaluate(() => document.activeElement.id), "title");
  await page.goBack();
  await page.waitForSelector("#institutions-table");
  assert.deepEqual(complaints, []);
  await close();
});

test("every number leads to its definition", async () => {
  const { page, close } = await open(ministry, { hash: "#/en" });
  const missing = () => page.evaluate(() => [...document.querySelectorAll("a.defined")].map((one) => decodeURIComponent(one.hash.split("/").pop()))
    .filter((id) => !JSON.stringify([...document.querySelectorAll(".terms > div")].map((term) => term.id)).includes(`"${id}"`)));
  assert.deepEqual(await missing(), []);
  assert.ok((await page.locator("a.defined").count()) > 20);
  await page.locator("#institutions-table td[data-figure]:has(.detail)").nth(20).click();
  await page.getByRole("dialog").getByRole("link", { name: "95 % interval" }).click();
  await page.locator(":focus").filter({ hasText: /Wilson/ }).waitFor();
  await close();
});

test("the pages of an institution, of one that is not shown and of one that is not there", async () => {
  for (const viewport of [desk, phone]) {
    const { page, complaints, close } = await open(ministry, { viewport, hash: "#/fr/institution/registry" });
    assert.equal(await page.locator("h1").innerText(), "Civil Registry Agency");
    assert.equal(await page.locator(".kind").innerText(), "Compétences numériques au ministère des Services publics, mars 2026");
    assert.deepEqual(await violations(page), []);
    assert.equal(await sideways(page), 0);
    assert.deepEqual(complaints, []);
    await close();
  }
  const { page, close } = await open(ministry, { hash: "#/en/institution/nowhere" });
  assert.match(await page.locator("main").innerText(), /no page for this institution/);
  await page.getByRole("searchbox").fill("ofice velm");
  assert.match(await page.locator(".finder").innerText(), /No institution has this/);
  await page.getByRole("searchbox").fill("OFFICE vélm");
  await page.getByRole("link", { name: "Registry Office Velmora" }).click();
  await page.waitForSelector("#figures-table");
  assert.match(await page.title(), /^Registry Office Velmora – /);
  const hidden = await page.evaluate(() => JSON.parse(document.getElementById("report").textContent).languages[0].figures.groups.find((one) => one.protection)?.institution);
  if (hidden) {
    await page.goto(page.url().replace(/#.*/, `#/en/institution/${encodeURIComponent(hidden)}`));
    await page.waitForSelector(".protection");
    assert.equal(await page.locator("#figures-table").count(), 0);
  }
  await close();
});

test("on a phone rows of sentences are cards: nothing is to be moved sideways, and columns still have their names", async () => {
  for (const hash of ["#/en", "#/fr", "#/en/institution/registry-velmora"]) {
    const { page, complaints, close } = await open(ministry, { viewport: phone, hash });
    const wide = await page.locator(".cards").evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.querySelector("table").id));
    assert.deepEqual(wide, []);
    assert.ok((await page.locator(".cards").count()) >= 2);
    const advice = page.locator("table[id^=advice-table]").first();
    assert.equal(await advice.getByRole("columnheader").count(), 7);
    assert.ok((await advice.getByRole("row").count()) > 1);
    assert.match(await advice.locator("td.text").first().evaluate((one) => getComputedStyle(one, "::before").content), /For|Pour/);
    assert.deepEqual(complaints, []);
    await close();
  }
});

test("the advice on the page of an institution says how many answered there", async () => {
  const { page, close } = await open(ministry, { hash: "#/en" });
  await page.locator("#advice-overview").getByRole("link", { name: "Registry Office Velmora" }).click();
  await page.waitForSelector("main.institution");
  const footers = await page.locator("main.institution:has(table[id^=advice-table]) p.footer").allInnerTexts();
  const answered = (await page.locator(".answered").innerText()).replace(/^Answered: /, "");
  assert.ok(footers.length >= 3);
  for (const footer of footers) assert.ok(footer.includes(answered) || footer.includes("focal point"), footer);
  assert.ok(footers.at(-1).includes(`${answered} · self-rating · targets proposed`), footers.at(-1));
  await close();
});

async function printed(page) {
  const file = join(mkdtempSync(join(tmpdir(), "capgap-print-")), "report.pdf");
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  const text = spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  assert.ok(!text.error, "pdftotext of poppler-utils is not there");
  return text.stdout.split("\f").slice(0, -1);
}

const linesOf = (sheet) => sheet.split("\n").map((line) => line.trim()).filter((line) => line && !/^\d+ \/ \d+$/.test(line));

for (const [language, hash] of [["en", "#/en"], ["fr", "#/fr"], ["en", "#/en/institution/registry-velmora"], ["fr", "#/fr/institution/registry-velmora"]]) {
  test(`printed, ${hash}: in the order of the contents, each part once, no sheet for next to nothing, no heading alone at its foot`, async () => {
    const { page, close } = await open(ministry, { hash });
    const titles = await page.locator("main h2").allInnerTexts();
    const headings = new Set([...titles, ...(await page.locator("main h3").allInnerTexts())]);
    const contents = await page.locator(".contents a").allInnerTexts();
    if (contents.length > 0) assert.deepEqual(titles.slice(1), contents);
    const sheets = (await printed(page)).map(linesOf);
    const all = sheets.flat();
    const places = titles.map((title) => all.flatMap((line, i) => (line === title ? [i] : [])));
    for (const [i, found] of places.entries()) assert.equal(found.length, 1, `${titles[i]} stands ${found.length} times on paper`);
    assert.deepEqual(places.flat(), [...places.flat()].sort((a, b) => a - b));
    for (const [i, lines] of sheets.entries()) {
      assert.ok(lines.length > 5, `sheet ${i + 1} holds ${lines.length} lines`);
      assert.ok(!headings.has(lines.at(-1)), `sheet ${i + 1} ends with the heading "${lines.at(-1)}"`);
    }
    if (hash === "#/en") assert.match(all.join("\n"), /^Why, and what to mind\s+by the statement of its own focal point; of 53 institutions here that made a statement/m);
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    await close();
  });
}

test("printed on A4: the opening stands on the first page, heads of tables are repeated, nothing of the screen's tools is left", async () => {
  const { page, close } = await open(ministry, { hash: "#/en" });
  const sheets = await printed(page);
  assert.match(sheets[0], /This page ranks no institution/);
  assert.doesNotMatch(sheets.join("\n"), /Show the intervals|Find an institution|Go to the content/);
  const institutions = sheets.filter((one) => /Registry Office|Directorate of/.test(one) && /Answered/.test(one));
  assert.ok(institutions.length >= 2, "the head of the institutions' table is repeated");
  assert.ok(sheets.length > 6 && sheets.length < 36, `${sheets.length} pages`);
  await close();
});
