// Makes the page quicker, and nothing more: results as one types, suggestions, keys, and a
// drag over years. Without it, forms and links do the same.
"use strict";

const root = document.documentElement;
const form = document.getElementById("ask");
const box = document.getElementById("q");
root.classList.add("js");

// Results

// Only the page of articles has a fragment; the others are loaded whole.
const live = location.pathname === "/";
let asking = null;
let shown = location.pathname + location.search;

/** The address that the form would go to. */
function typed() {
  const url = new URL(form.getAttribute("action"), location.href);
  for (const [name, value] of new FormData(form)) {
    if (value.trim() !== "") url.searchParams.append(name, value);
  }
  return url.pathname + url.search;
}

/** Shows the results of an address in place; how: "push", "replace" or nothing. */
async function show(address, how) {
  if (asking) asking.abort();
  const mine = (asking = new AbortController());
  root.classList.add("busy");
  try {
    const url = new URL(address, location.href);
    const answer = await fetch("/fragment" + url.search, { signal: mine.signal });
    const text = await answer.text();
    if (!answer.ok) throw new Error(String(answer.status));
    // Parsed apart from the page: nothing in it can run.
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("view");
    document.getElementById("view").replaceWith(document.adoptNode(fresh));
    shown = url.pathname + url.search;
    if (how === "push") history.pushState(null, "", shown);
    if (how === "replace") history.replaceState(null, "", shown);
    keepFields(url.searchParams);
    document.getElementById("said").textContent = document.getElementById("status")?.textContent ?? "";
    const title = document.title.split(" – ").pop();
    const query = (url.searchParams.get("q") || "").trim();
    document.title = query ? query + " – " + title : title;
  } catch (error) {
    // Whatever it was, the plain way still works, and tells what is wrong.
    if (error.name !== "AbortError" && how) location.assign(address);
  } finally {
    if (asking === mine) {
      asking = null;
      root.classList.remove("busy");
    }
  }
}

/** Makes the form say what the address says, so that the next search keeps it. */
function keepFields(params) {
  for (const field of form.querySelectorAll("input[type=hidden]")) field.remove();
  for (const [name, value] of params) {
    if (name === "q" || name === "offset") continue;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
}

if (live) {
  let wait = 0;
  let began = false;
  box.addEventListener("input", (event) => {
    clearTimeout(wait);
    if (event.isComposing) return;
    wait = setTimeout(() => {
      const address = typed();
      if (address === shown) return;
      // One step back leads to what was there before one began to type.
      show(address, began ? "replace" : "push");
      began = true;
    }, 140);
  });
  box.addEventListener("change", () => (began = false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(wait);
    closeSuggestions();
    began = false;
    if (typed() !== shown) show(typed(), "push");
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("#view a[href^='/?'], #view a[href='/']");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) return;
    event.preventDefault();
    const address = link.getAttribute("href");
    const spot = link.closest("[id]");
    box.value = new URL(address, location.href).searchParams.get("q") || "";
    show(address, "push").then(() => {
      if (link.rel === "next" || link.rel === "prev") scrollTo(0, 0);
      // The keyboard goes on where it was: at the same link, or at the results.
      const again = [...document.querySelectorAll("#view a")].find(
        (other) => other.textContent === link.textContent && other.closest("[id]")?.id === spot?.id,
      );
      (again || box).focus({ preventScroll: true });
    });
  });
  addEventListener("popstate", () => {
    box.value = new URLSearchParams(location.search).get("q") || "";
    began = false;
    show(location.pathname + location.search, "");
  });
}

// Suggestions

const list = document.createElement("ul");
list.id = "suggestions";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", form.dataset.suggestions);
list.hidden = true;
form.append(list);
for (const [name, value] of [
  ["role", "combobox"],
  ["aria-expanded", "false"],
  ["aria-controls", "suggestions"],
  ["aria-autocomplete", "list"],
]) {
  box.setAttribute(name, value);
}

let picked = -1;
let suggesting = null;
let pause = 0;

function closeSuggestions() {
  clearTimeout(pause);
  if (suggesting) suggesting.abort();
  list.hidden = true;
  picked = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function pick(index) {
  const options = [...list.children];
  picked = (index + options.length + 1) % (options.length + 1);
  if (picked === options.length) picked = -1;
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === picked)));
  if (picked < 0) box.removeAttribute("aria-activedescendant");
  else box.setAttribute("aria-activedescendant", options[picked].id);
}

function take(text) {
  box.value = text;
  closeSuggestions();
  if (live) show(typed(), "push");
  else form.requestSubmit();
}

async function suggest() {
  if (suggesting) suggesting.abort();
  const prefix = box.value.trim();
  if (prefix.length < 2) return closeSuggestions();
  const mine = (suggesting = new AbortController());
  try {
    const answer = await fetch("/api/suggest?limit=8&prefix=" + encodeURIComponent(prefix), { signal: mine.signal });
    if (!answer.ok) return closeSuggestions();
    const found = (await answer.json()).suggestions;
    // Who is choosing already is not to lose the choice.
    if (picked >= 0 && !list.hidden) return;
    list.replaceChildren(
      ...found.map((one, i) => {
        const option = document.createElement("li");
        option.id = "suggestion-" + i;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const count = document.createElement("small");
        count.textContent = one.articles;
        option.append(one.text, count);
        option.dataset.text = one.text;
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          take(one.text);
        });
        return option;
      }),
    );
    list.dataset.prefix = prefix;
    picked = -1;
    list.hidden = found.length === 0 || document.activeElement !== box;
    box.setAttribute("aria-expanded", String(!list.hidden));
  } catch {
    // Suggestions are an extra: without them, nothing is amiss.
  }
}

box.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(suggest, 90);
});
box.addEventListener("blur", closeSuggestions);
box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" && !list.hidden) {
    event.preventDefault();
    pick(picked + 1);
  } else if (event.key === "ArrowUp" && !list.hidden) {
    event.preventDefault();
    pick(picked < 0 ? list.children.length - 1 : picked - 1);
  } else if (event.key === "Enter" && picked >= 0 && !list.hidden) {
    event.preventDefault();
    take(list.children[picked].dataset.text);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    closeSuggestions();
  } else if (event.key === "ArrowDown") {
    event.preventDefault();
    step(1);
  }
});

// Keys

/** Moves the focus from result to result. */
function step(by) {
  const titles = [...document.querySelectorAll("#hits h2 a, .said > a")];
  if (titles.length === 0) return;
  const at = titles.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : -1) : at + by;
  if (next < 0) return box.focus();
  titles[Math.min(next, titles.length - 1)].focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const field = event.target.closest("input, select, textarea");
  const onTitle = event.target.matches("#hits h2 a, .said > a");
  if (event.key === "/" && !field) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "Escape" && !field) {
    box.focus();
  } else if (onTitle && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  }
});

// Years

let from = null;

/** The bar under a point, or the one nearest to it on that line. */
function yearAt(event) {
  const bars = [...document.querySelectorAll("#years a")];
  let best = null;
  for (const bar of bars) {
    const place = bar.getBoundingClientRect();
    const off = Math.max(place.left - event.clientX, event.clientX - place.right, 0);
    if (best === null || off < best.off) best = { off, bar };
  }
  return best && best.bar;
}

function mark(a, b) {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  for (const bar of document.querySelectorAll("#years a")) {
    const year = Number(bar.dataset.year);
    bar.classList.toggle("within", year >= low && year <= high);
  }
  return [low, high];
}

document.addEventListener("pointerdown", (event) => {
  if (event.button === 0 && event.target.closest("#years")) {
    event.preventDefault();
    from = Number(yearAt(event).dataset.year);
  }
});
document.addEventListener("pointermove", (event) => {
  if (from !== null) mark(from, Number(yearAt(event).dataset.year));
});
document.addEventListener("pointerup", (event) => {
  if (from === null) return;
  const chart = document.getElementById("years");
  const [low, high] = mark(from, Number(yearAt(event).dataset.year));
  from = null;
  // A click is the link's own business.
  if (low === high) return mark(Infinity, -Infinity);
  const url = new URL(chart.dataset.href, location.href);
  url.searchParams.append("year", low + ".." + high);
  if (live) show(url.pathname + url.search, "push");
  else location.assign(url);
});
