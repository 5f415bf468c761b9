"use strict";
// Filters: a form names the list that it thins out; a select compares one value of each item, the
// field of words looks into its text.

for (const form of document.querySelectorAll("form[data-filters]")) {
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

  // A link to an item that a filter hides takes the filter off.
  const reveal = () => {
    const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const item = aim?.closest("[data-item]");
    if (!item || !list.contains(item)) return;
    const group = item.closest("details.group");
    if (!item.hidden && (!group || group.open)) return;
    if (item.hidden) {
      form.reset();
      apply();
    }
    if (group) group.open = true;
    aim.scrollIntoView();
  };

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("kg-language", apply);
  window.addEventListener("hashchange", reveal);
  apply();
  reveal();
}
