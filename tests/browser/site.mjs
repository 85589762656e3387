// A server over the sample corpus and a browser, for the tests beside this file.
//
// CONGDOAN_BIN names the program (target/debug/congdoan by default), CHROMIUM the browser
// (the one of the system by default).

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.CONGDOAN_BIN || join(process.env.CARGO_TARGET_DIR || join(root, "target"), "debug/congdoan");
const browserPath = process.env.CHROMIUM || ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Serves the sample corpus on a free port; `stop` ends it. */
export async function serve() {
  const folder = mkdtempSync(join(tmpdir(), "congdoan-browser-"));
  const args = ["serve", "--quiet", "--listen", ":0", "--corpus", join(root, "corpus"), "--index", join(folder, "index")];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((found, failed) => {
    let text = "";
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error("the server ended with " + code)));
    child.stdout.on("data", (data) => {
      text += data;
      if (text.includes("\n")) found(text.trim());
    });
  });
  const stop = () => {
    child.removeAllListeners("exit");
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, stop };
}

/** A browser; every page of it fails its test where the console has an error. */
export async function browse() {
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  return {
    close: () => browser.close(),
    async page(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "vi-VN", ...options });
      const page = await context.newPage();
      page.errors = [];
      page.on("pageerror", (error) => page.errors.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") page.errors.push(message.text() + " " + message.location().url);
      });
      return page;
    },
  };
}

/** What axe finds wrong on a page, in short. */
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return found.violations.map((one) => one.id + ": " + one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | "));
}
