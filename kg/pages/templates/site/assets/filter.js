"use strict";
// Filters: a form names the list that it thins out; a select compares one value of each item, the
// field of words looks into its text. What is chosen stands in the address.

const filters = [...document.querySelectorAll("form[data-filters]")].map(makeFilter);

function makeFilter(form) {
  const list = document.getElementById(form.dataset.filters);
  const items = [...list.querySelectorAll("[data-item]")];
  const groups = [...list.querySelectorAll("details.group")];
  const texts = new Map();
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.normalize("NFKC").toLowerCase());
    return texts.get(item);
  };

  const isWanted = (item) => [...form.elements].every((control) => {
    if (!control.value) return true;
    if (control.name === "words") {
      return textOf(item).includes(control.value.trim().normalize("NFKC").toLowerCase());
    }
    return !control.name || item.dataset[control.name] === control.value;
  });

  const apply = () => {
    let shown = 0;
    for (const item of items) {
      item.hidden = !isWanted(item);
      shown += !item.hidden;
    }
    // What is looked for is not left folded; a group that holds none of it goes.
    const isNarrowed = shown < items.length;
    for (const group of groups) {
      group.hidden = !group.querySelector("[data-item]:not([hidden])");
      if (isNarrowed !== group.classList.contains("narrowed")) group.open = isNarrowed;
      group.classList.toggle("narrowed", isNarrowed);
    }
    const english = document.documentElement.dataset.lang === "en";
    form.querySelector("output").textContent =
      `${english ? "shown" : "显示"} ${shown}/${items.length}`;
  };

  const reset = () => {
    form.reset();
    apply();
  };

  // A link to an item that a filter hides takes the filter off.
  const reveal = (aim) => {
    const item = aim.closest("[data-item]");
    if (!item || !list.contains(item)) return;
    const group = item.closest("details.group");
    if (!item.hidden && (!group || group.open)) return;
    if (item.hidden) reset();
    if (group) group.open = true;
    aim.scrollIntoView();
  };

  const nameOf = (control) => `${form.dataset.filters}.${control.name}`;
  const controls = () => [...form.elements].filter((control) => control.name);
  const chosen = () => controls().filter((control) => control.value)
    .map((control) => [nameOf(control), control.value]);

  // What the address does not name, or names wrongly, is as it is without it.
  const choose = (said) => {
    form.reset();
    for (const control of controls()) {
      const value = said.get(nameOf(control)) ?? "";
      const isOffered = !control.options || [...control.options].some((one) => one.value === value);
      if (isOffered) control.value = value;
    }
    apply();
    return chosen().length > 0;
  };

  form.addEventListener("input", () => {
    apply();
    writeChosen();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("kg-language", apply);
  return { form, apply, choose, chosen, reveal };
}

function writeChosen(at) { writeAddress(filters.flatMap((filter) => filter.chosen()), at); }

function followAddress(isFirst) {
  const said = readAddress();
  const at = said.get("at");
  if (isFirst || location.hash.includes("=") || !at) {
    const narrowed = filters.filter((filter) => filter.choose(said));
    if (narrowed.length && !at) narrowed[0].form.scrollIntoView();
  }
  const aim = document.getElementById(at ?? "");
  if (!aim) return;
  for (const filter of filters) filter.reveal(aim);
  // A link inside the page leaves the filters as they are, and so does the address.
  writeChosen(at);
  if (location.hash.includes("=")) aim.scrollIntoView();
}

if (filters.length) {
  window.addEventListener("hashchange", () => followAddress(false));
  followAddress(true);
}
