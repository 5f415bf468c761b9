"use strict";
// How well a thing answers to the words that are looked for: the graph page and the other pages ask
// the same. Each word is looked for in names, label and class, and as initials of pinyin.

function fold(text) { return text.normalize("NFKC").toLowerCase(); }

const MARKS = /[\p{P}\p{S}\s]/gu;

// Each letter stands for itself and for every character with a reading that begins with it.
function initialsPattern(letters, initials) {
  const classes = [...letters].map((letter) => `[${letter}${initials[letter] ?? ""}]`);
  return new RegExp(classes.join(""), "u");
}

// Best first: the very number or name, a label that begins with the word, one that holds it, the
// rest; null where a word is in none of them.
function rankWord(word, pattern, { names, label, about }) {
  const folded = names.map(fold);
  const words = fold(label);
  if (folded.some((name) => name === word || name.endsWith(`/${word}`))) return 0;
  if (words.includes(word)) return words.startsWith(word) ? 1 : 2;
  const isElsewhere = [...folded, fold(about)].some((other) => other.includes(word));
  return isElsewhere || pattern?.test(words.replace(MARKS, "")) ? 3 : null;
}

// Return the things that answer to all words, the best first, else in their own order.
function findThings(things, words, initials, describe) {
  const wanted = fold(words).split(/\s+/u).filter(Boolean);
  if (!wanted.length) return [];
  const patterns = wanted.map((word) => /^[a-z0-9]{2,}$/.test(word) && initialsPattern(word, initials));
  const ranked = [];
  for (const thing of things) {
    const told = describe(thing);
    const ranks = wanted.map((word, place) => rankWord(word, patterns[place] || null, told));
    if (!ranks.includes(null)) ranked.push([thing, ranks.reduce((sum, rank) => sum + rank, 0)]);
  }
  return ranked.sort((one, other) => one[1] - other[1]).map(([thing]) => thing);
}
