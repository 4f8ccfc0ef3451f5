// The pictures of the README, from the example ministry: node engine/tools/picture_of_report.mjs, after `make test` (which installs what it needs).
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const top = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const { chromium } = await import(pathToFileURL(join(top, "tests/web/node_modules/playwright-core/index.mjs")).href);

const out = join(mkdtempSync(join(tmpdir(), "capgap-picture-")), "out");
execFileSync(join(top, "build/bin/capgap"), ["run", join(top, "examples/ministry/assessment.yaml"), "--out", out], { stdio: "ignore" });

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1100, height: 960 } });
const report = pathToFileURL(join(out, "report.html")).href;
await page.goto(`${report}#/en`);
await page.screenshot({ path: join(top, "engine/docs/report-opening.png"), fullPage: true, clip: { x: 0, y: 0, width: 1100, height: 1190 } });
await page.goto(`${report}#/en/institutions`);
await page.locator("#institutions-table tbody tr").nth(5).locator("td").nth(2).click();
await page.screenshot({ path: join(top, "engine/docs/report-institutions.png") });
await browser.close();
