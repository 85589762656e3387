// The page as people use it: with a mouse, with a keyboard, with a thumb, without a script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, serve, violations } from "./site.mjs";

let site;
let browser;

before(async () => {
  site = await serve();
  browser = await browse();
});

after(async () => {
  await browser?.close();
  site?.stop();
});

/** A page at an address; what it logged as errors fails the test in the end. */
async function at(path, options, work) {
  const page = await browser.page(options);
  try {
    const answer = await page.goto(new URL(path, site.url).href);
    await work(page);
    // The browser logs it where a page itself is answered with 404.
    const own = answer.ok() ? page.errors : page.errors.filter((text) => !text.startsWith("Failed to load resource"));
    assert.deepEqual(own, [], "errors in the console");
  } finally {
    await page.context().close();
  }
}

const status = (page) => page.locator("#status").innerText();
const query = (page) => new URL(page.url()).searchParams;

/** How far things have moved so far by themselves, as browsers add it up. */
const shifted = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += entry.hadRecentInput ? 0 : entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        // Two frames later what is buffered has been told.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
      }),
  );

test("results come as one types, and nothing jumps", () =>
  at("/", {}, async (page) => {
    // Late enough that the browser no longer puts a jump down to the typing.
    await page.route("**/fragment?*", async (route) => {
      await new Promise((late) => setTimeout(late, 700));
      await route.continue().catch(() => {});
    });
    const before = await status(page);
    await page.locator("#q").pressSequentially("kết nạp đoàn viên", { delay: 15 });
    await page.waitForFunction(() => new URL(location.href).searchParams.get("q") === "kết nạp đoàn viên");
    assert.notEqual(await status(page), before);
    assert.ok((await page.locator("#hits mark").count()) > 3);
    assert.ok((await page.locator("#hits .fig").count()) > 3);
    assert.equal(await page.locator("#q").evaluate((box) => box === document.activeElement), true);
    const sum = await shifted(page);
    console.log("layout shift as results arrive: " + sum.toFixed(4));
    assert.ok(sum < 0.01, "layout shift " + sum);
  }));

test("suggestions come without diacritics, and arrows choose one", () =>
  at("/", {}, async (page) => {
    await page.locator("#q").pressSequentially("cong doan", { delay: 15 });
    await page.locator("#suggestions[data-prefix='cong doan']").waitFor();
    const options = page.locator("#suggestions [role=option]");
    await options.first().waitFor();
    assert.equal(await page.locator("#q").getAttribute("aria-expanded"), "true");
    const second = await options.nth(1).evaluate((option) => option.dataset.text);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("[role=option][aria-selected=true]").count(), 1);
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Enter");
    await page.waitForFunction((text) => new URL(location.href).searchParams.get("q") === text, second);
    assert.equal(await page.locator("#q").inputValue(), second);
    assert.equal(await options.first().isVisible(), false);
  }));

test("district and year filter, chips take them off, back goes back", () =>
  at("/?q=" + encodeURIComponent("đoàn viên"), {}, async (page) => {
    const all = await status(page);
    await page.locator(".tree a", { hasText: "Ba Đình" }).first().click();
    await page.waitForFunction(() => location.search.includes("district="));
    await page.locator(".chips a", { hasText: "Ba Đình" }).waitFor();
    const inBaDinh = await status(page);
    assert.notEqual(inBaDinh, all);
    await page.locator("#years a").last().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.search.includes("year="));
    assert.equal(await page.locator(".chips li").count(), 3, "two chips and one that clears");
    await page.goBack();
    await page.waitForFunction(() => !location.search.includes("year="));
    await page.waitForFunction((text) => document.getElementById("status").innerText === text, inBaDinh);
    await page.locator(".chips a", { hasText: "Ba Đình" }).click();
    await page.waitForFunction((text) => document.getElementById("status").innerText === text, all);
    // The address is all there is to share.
    await page.goForward().catch(() => {});
    const address = page.url();
    await page.reload();
    assert.equal(page.url(), address);
  }));

test("a drag over the years chooses a range", () =>
  at("/", {}, async (page) => {
    const place = await page.locator("#years").boundingBox();
    const y = place.y + place.height - 6;
    await page.mouse.move(place.x + place.width * 0.52, y);
    await page.mouse.down();
    await page.mouse.move(place.x + place.width * 0.7, y, { steps: 5 });
    await page.mouse.move(place.x + place.width * 0.9, y, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(() => /year=\d{4}\.\.\d{4}/.test(location.search));
    const [from, to] = query(page).get("year").split("..").map(Number);
    assert.ok(from < to, from + ".." + to);
    assert.ok((await page.locator("#years a[aria-current]").count()) >= 2);
  }));

test("the keyboard is enough", () =>
  at("/", {}, async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("đoàn viên");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => new URL(location.href).searchParams.get("q") === "đoàn viên");
    await page.keyboard.press("ArrowDown");
    const first = page.locator("#hits h2 a").first();
    await page.waitForFunction(() => document.activeElement?.matches("#hits h2 a"));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    const title = await first.innerText();
    assert.equal(await page.evaluate(() => document.activeElement.innerText), title);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/articles\//);
    assert.equal(await page.locator(".whole h1").innerText(), title);
    await page.goBack();
    assert.equal(query(page).get("q"), "đoàn viên");
  }));

test("figures: a table that sorts, groups with a chart, CSV", () =>
  at("/figures?q=" + encodeURIComponent("đoàn viên"), {}, async (page) => {
    await page.locator("thead a").first().click();
    await page.waitForURL(/order=-value/);
    const values = await page.locator("td.num").evaluateAll((cells) => cells.map((cell) => Number(cell.innerText.replace(/[^0-9,]/g, "").replace(",", "."))));
    assert.ok(values.length > 5 && values[0] >= values[5], String(values));
    await page.locator("#by").selectOption("district");
    await page.locator(".fields button").click();
    await page.waitForURL(/by=district/);
    assert.ok((await page.locator(".bars rect").count()) > 3);
    await page.locator("#by").selectOption("year");
    await page.locator(".fields button").click();
    await page.waitForURL(/by=year/);
    assert.ok((await page.locator(".line circle").count()) > 1);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a.csv").click()]);
    assert.equal(download.suggestedFilename(), "congdoan-figures.csv");
  }));

test("without a script, forms and links do it all", () =>
  at("/", { javaScriptEnabled: false }, async (page) => {
    await page.locator("#q").fill("kết nạp đoàn viên");
    await page.locator(".box button").click();
    await page.waitForURL(/q=/);
    assert.ok((await page.locator("#hits mark").count()) > 3);
    await page.locator(".tree a", { hasText: "Ba Đình" }).first().click();
    await page.waitForURL(/district=/);
    await page.locator("#years a").last().click();
    await page.waitForURL(/year=/);
    await page.locator("#year").fill("2016..2024");
    await page.locator(".range button").click();
    await page.waitForURL(/2016\.\.2024/);
    await page.locator("#hits h2 a").first().click();
    await page.waitForURL(/\/articles\//);
    assert.ok((await page.locator(".whole .fig").count()) > 0);
    await page.locator(".language").click();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
  }));

const pages = {
  start: "/",
  results: "/?q=" + encodeURIComponent("phát triển đoàn viên"),
  filtered: "/?q=" + encodeURIComponent("đoàn viên") + "&district=Ba+Đình&year=2016..2025&lang=en",
  nothing: "/?q=" + encodeURIComponent("tàu vũ trụ"),
  figures: "/figures?q=" + encodeURIComponent("đoàn viên"),
  groups: "/figures?q=" + encodeURIComponent("đoàn viên") + "&by=district",
  years: "/figures?q=" + encodeURIComponent("đoàn viên") + "&by=year",
  article: "/articles/2022/ba-dinh-phuc-hoi.txt?q=" + encodeURIComponent("đoàn viên"),
  api: "/api",
  wrong: "/?year=abc",
  several: "/?district=hoang+mai",
  missing: "/articles/nothing-here.txt",
};

for (const [name, path] of Object.entries(pages)) {
  for (const [width, colorScheme] of [[360, "light"], [768, "dark"], [1440, "light"], [1440, "dark"]]) {
    test(`${name} at ${width}, ${colorScheme}: axe finds nothing, nothing sticks out`, () =>
      at(path, { viewport: { width, height: 900 }, colorScheme }, async (page) => {
        assert.deepEqual(await violations(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, wide + " pixels stick out");
        const light = await page.evaluate(() => {
          const [red] = getComputedStyle(document.body).backgroundColor.match(/\d+/g);
          return Number(red) > 127;
        });
        assert.equal(light, colorScheme === "light");
      }));
  }
}

test("nothing moves while a page loads", async () => {
  for (const width of [360, 1440]) {
    for (const [name, path] of Object.entries(pages)) {
      await at(path, { viewport: { width, height: 900 } }, async (page) => {
        const sum = await shifted(page);
        assert.ok(sum < 0.01, `${name} at ${width}: layout shift ${sum}`);
      });
    }
  }
});

test("the first view is small, and painted quickly", () =>
  at("/", {}, async (page) => {
    const bytes = await page.evaluate(() => {
      const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
      return all.map((entry) => entry.transferSize).reduce((a, b) => a + b);
    });
    console.log("first view: " + bytes + " bytes over the wire");
    assert.ok(bytes > 5_000 && bytes < 60_000, bytes + " bytes");

    const times = [];
    for (let i = 0; i < 9 || (i < 40 && Math.min(...times) >= 300); i++) {
      // Its own context each time: nothing is kept from before.
      await at("/", {}, async (fresh) => {
        const painted = () =>
          new Promise((done) => {
            const observer = new PerformanceObserver((list) => {
              const [first] = list.getEntriesByName("first-contentful-paint");
              if (first) done(first.startTime);
            });
            observer.observe({ type: "paint", buffered: true });
          });
        times.push(await fresh.evaluate(painted));
      });
    }
    times.sort((a, b) => a - b);
    const shown = times.map((time) => time.toFixed(0)).join(" ");
    console.log("first contentful paint, quickest first: " + shown + " ms");
    // Other programs of the machine make some loads slower, never quicker.
    assert.ok(times[0] < 300, shown);
  }));
