// Takes the pictures in docs/screens anew: node screens.mjs [FOLDER]

import { join } from "node:path";
import { browse, root, serve } from "./site.mjs";

const folder = process.argv[2] || join(root, "docs/screens");
const all = process.argv.includes("--all");
const q = encodeURIComponent("phát triển đoàn viên");
const pages = {
  search: "/?q=" + q,
  figures: "/figures?q=" + encodeURIComponent("đoàn viên") + "&by=district",
  article: "/articles/2022/ba-dinh-phuc-hoi.txt?q=" + q,
  ...(all && {
    start: "/",
    filtered: "/?q=" + encodeURIComponent("đoàn viên") + "&district=Ba+Đình&year=2016..2025&lang=en",
    none: "/?q=" + encodeURIComponent("tàu vũ trụ") + "&year=2020",
    table: "/figures?q=" + encodeURIComponent("đoàn viên"),
    years: "/figures?q=" + encodeURIComponent("đoàn viên") + "&by=year",
    api: "/api",
    wrong: "/?year=abc",
    several: "/?district=hoang+mai",
    missing: "/articles/nothing-here.txt",
  }),
};
const looks = all
  ? [[360, "light"], [360, "dark"], [768, "light"], [768, "dark"], [1440, "light"], [1440, "dark"]]
  : [[1280, "light"], [360, "dark"]];

const site = await serve();
const browser = await browse();
for (const [name, path] of Object.entries(pages)) {
  for (const [width, colorScheme] of looks) {
    const page = await browser.page({ viewport: { width, height: width < 500 ? 760 : 860 }, colorScheme });
    await page.goto(new URL(path, site.url).href);
    await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
    await page.context().close();
  }
}
await browser.close();
site.stop();
