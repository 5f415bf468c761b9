"use strict";
// Chinese or English: both are in the page, and the style sheet shows one. This runs before the
// page is drawn, so that nothing flickers.

document.documentElement.classList.add("js");

// A browser may refuse to keep anything for pages from a disk; the choice then holds for one page.
function keptLanguage() {
  try { return localStorage.getItem("kg-language"); } catch { return null; }
}

function showLanguage(language) {
  const html = document.documentElement;
  html.lang = language === "en" ? "en" : "zh-Hans";
  html.dataset.lang = language;
  for (const element of document.querySelectorAll("[data-en-label]")) {
    element.dataset.zhLabel ??= element.getAttribute("aria-label");
    element.setAttribute("aria-label", language === "en" ? element.dataset.enLabel : element.dataset.zhLabel);
  }
  for (const element of document.querySelectorAll("[data-en-placeholder]")) {
    element.dataset.zhPlaceholder ??= element.placeholder;
    element.placeholder = language === "en" ? element.dataset.enPlaceholder : element.dataset.zhPlaceholder;
  }
  for (const element of document.querySelectorAll("option[data-en]")) {
    element.textContent = language === "en" ? element.dataset.en : element.dataset.zh;
  }
  const title = document.querySelector("title[data-en]");
  title.dataset.zh ??= title.textContent;
  title.textContent = language === "en" ? title.dataset.en : title.dataset.zh;
  const button = document.querySelector("button.language");
  if (!button) return;
  button.textContent = language === "en" ? "中文" : "English";
  button.lang = language === "en" ? "zh-Hans" : "en";
}

function chooseLanguage(language) {
  try { localStorage.setItem("kg-language", language); } catch { /* see above */ }
  showLanguage(language);
  document.dispatchEvent(new Event("kg-language"));
}

const firstLanguage = keptLanguage() ?? document.documentElement.dataset.lang ?? "zh";
document.documentElement.dataset.lang = firstLanguage;
document.addEventListener("DOMContentLoaded", () => {
  showLanguage(firstLanguage);
  document.querySelector("button.language")?.addEventListener("click", () => {
    chooseLanguage(document.documentElement.dataset.lang === "en" ? "zh" : "en");
  });
});
