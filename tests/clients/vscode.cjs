// See vscode.sh. Types into VS Code in a browser and looks at what it shows; ends with 0, or with 1 at the first thing that is
// not as it should be, of which a picture is left.
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");

const scratch = process.env.SCRATCH;
const folder = path.join(scratch, "decks");
const SOON = 30000;

const DECK = `[deck]
id = "trade"
title = "Trade"

[[institution]]
id = "commission"
name = "European Commission"
role = "negotiates trade agreements"
topics = ["trade"]

[[short]]
id = "who"
ask = "Who consents, in the end?"
anser = "Parliament"
requires = ["commission"]
topics = ["trade"]
`;
const EXAM = `[exam]\nquestions = 1\ndecks = ["trade"]\n\n[exam.topics]\ntrade = 1\n`;

let page;

async function holds(what, whether) {
  const end = Date.now() + SOON;
  while (Date.now() < end) {
    if (await whether().catch(() => false)) return console.log(`${what}: as it should be`);
    await page.waitForTimeout(100);
  }
  await page.screenshot({ path: path.join(scratch, "failed.png") });
  console.log(`${what}: FAILED`);
  process.exit(1);
}

const seen = (words) => async () => (await page.locator("body").innerText()).replace(/\u00a0/g, " ").includes(words);

async function command(name) {
  await page.keyboard.press("F1");
  await page.waitForSelector(".quick-input-widget:not(.hidden) input.input");
  await page.keyboard.type(name);
  await page.waitForTimeout(600);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(400);
}

// In a file that is open; lines and columns from 1.
async function at(line, column) {
  await page.keyboard.press("Control+g");
  await page.waitForSelector(".quick-input-widget:not(.hidden) input.input");
  await page.keyboard.type(`${line}:${column}`);
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
}

async function open(name) {
  await page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick({ timeout: 2 * SOON });
  await page.waitForSelector(`.tab.active[data-resource-name="${name}"]`, { timeout: SOON });
  await page.waitForTimeout(500);
}

async function rename(to) {
  await page.keyboard.press("F2");
  const box = page.locator(".rename-box input.rename-input");
  await box.waitFor({ state: "visible", timeout: SOON });
  await page.waitForTimeout(300);
  await box.fill(to);
  await box.press("Enter");
}

const saved = (name) => fs.readFileSync(path.join(folder, name), "utf8");

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "trade.toml"), DECK);
  fs.writeFileSync(path.join(folder, "exam.toml"), EXAM);
  const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.goto(`${process.env.ADDRESS}/?folder=${folder}`);
  await page.waitForSelector(".monaco-workbench", { timeout: 2 * SOON });
  await page.waitForTimeout(2000);
  await open("trade.toml");
  await holds("the misspelt key is underlined", async () => (await page.locator(".squiggly-error").count()) > 0);
  await at(14, 3);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+i");
  await holds("what is wrong is shown", seen("did you mean `answer`?"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+.");
  await holds("a repair is offered", seen("did you mean"));
  await page.keyboard.press("Enter");
  await holds("and made", seen('answer = "Parliament"'));
  await holds("after which nothing is wrong", async () => (await page.locator(".squiggly-error").count()) === 0);
  await at(13, 10);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+i");
  await holds("the question is shown", seen("Parliament"));
  await page.keyboard.press("Escape");
  await at(16, 18);
  await page.keyboard.press("End");
  await page.keyboard.type("\nstri");
  await page.keyboard.press("Control+Space");
  await holds("a key is offered", async () => (await page.locator(".suggest-widget.visible").count()) > 0);
  await page.waitForTimeout(500);
  await page.keyboard.press("Enter");
  await holds("and put in", seen("strict = true"));
  await page.keyboard.press("Control+s");
  await at(15, 16);
  await rename("eu-commission");
  await holds("an entry is renamed", seen('was = "commission"'));
  await page.keyboard.press("Control+s");
  await holds("everywhere", async () => saved("trade.toml").includes('requires = ["eu-commission"]'));
  await page.keyboard.press("Control+Shift+o");
  await holds("entries are listed", seen("symbols (3)"));
  await page.keyboard.press("Escape");
  await open("exam.toml");
  await at(6, 2);
  await rename("law");
  await holds("a topic is renamed from an exam", seen("law = 1"));
  await command("File: Save All");
  await holds("in the deck as well", async () => saved("trade.toml").split('topics = ["law"]').length === 3);
  await page.screenshot({ path: path.join(scratch, "vscode.png") });
  await browser.close();
}

main().catch(async (cause) => {
  if (page) await page.screenshot({ path: path.join(scratch, "failed.png") }).catch(() => {});
  console.log(`FAILED: ${cause}`);
  process.exit(1);
});
