"use strict";
// The side panel: all that is known of one node, as text.

function fillPanel(node) {
  const close = button("tool close", () => closePanel(), "×");
  close.setAttribute("aria-label", say("close"));
  const facts = make("div", { className: "facts" });
  const panel = element("panel");
  panel.replaceChildren(
    make("div", { className: "panel-top" }, sign(node.look), inLanguage(node.look.name),
      make("span", {}, node.key), close),
    make("h2", { tabIndex: -1, dir: "auto" }, node.label),
    actions(node),
    facts,
    ...linkList("outgoing", outgoing[node.id], "to"),
    ...linkList("incoming", incoming[node.id], "from"),
    make("div", { className: "iri" }),
  );
  panel.hidden = false;
  panel.scrollTop = 0;
  fillFacts(node, facts);
}

async function fillFacts(node, place) {
  let known;
  try {
    known = await readDetails();
  } catch (error) {
    if (!(error instanceof ReferenceError || error instanceof TypeError)) throw error;
    place.replaceChildren(say("unreadable")); // no DecompressionStream
    return;
  }
  const [iri, facts, quotes, page, remarks, rules] = known.nodes[node.id];
  const link = page ? [make("a", { className: "tool", href: page }, say("page"))] : [];
  place.replaceChildren(...link, ...factList(facts, known.headings), ...remarkList(remarks),
    ...quoteList(quotes), ...ruleList(rules.map((rank) => known.rules[rank])));
  place.parentElement?.querySelector(".iri").replaceChildren(iri);
}

function actions(node) {
  const reaches = REACHES.map((reach) => {
    const name = reach === "chain" ? "chain" : `hops${reach}`;
    const made = button("tool", () => showRound(node.id, reach), say(name));
    made.setAttribute("aria-pressed", String(isRound(node.id, reach)));
    return made;
  });
  const copy = button("tool", () => copyLink(copy), say("link"));
  return make("div", { className: "actions" }, ...reaches, copy);
}

function isRound(id, reach) { return state.focus?.start === id && state.focus.reach === reach; }

async function copyLink(pressed) {
  try {
    await navigator.clipboard.writeText(location.href);
    pressed.textContent = say("copied");
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    prompt(say("link"), location.href); // a page from a file may not write to the clipboard
  }
}

function factList(facts, headings) {
  if (!facts.length) return [];
  const rows = facts.flatMap(([heading, value]) => {
    const isCoded = headings[heading][2];
    const words = isCoded ? value.split(",").map(sayCode).join(", ") : value;
    return [
      make("dt", {}, inLanguage(headings[heading])), make("dd", { dir: "auto" }, words),
    ];
  });
  return [make("dl", {}, ...rows)];
}

// What the audit found; on a site, with the way to its page.
function remarkList(remarks) {
  if (!remarks.length) return [];
  const items = remarks.map(([id, severity, zh, en, isOpen]) => {
    const said = isOpen ? sayCode(severity) : `${sayCode(severity)} (${sayCode("justified")})`;
    const mark = make("span", { className: `severity ${severity}` }, said);
    const words = make("span", { dir: "auto" }, [zh, en][language]);
    if (!data.audit) return make("li", {}, mark, words);
    return make("li", {}, mark, words, " ", make("a", { href: `${data.audit}#f-${id}` }, say("inAudit")));
  });
  return [
    make("h3", {}, say("remarks", { count: remarks.length })),
    make("ul", { className: "remarks" }, ...items),
  ];
}

function quoteList(quotes) {
  if (!quotes.length) return [];
  const context = (text) => // without blank lines; the quote itself stays as it is
    make("span", { className: "context" }, text.replace(/\s*\n\s*/g, "\n"));
  const blocks = quotes.map(([start, end, text, before, after]) => {
    const place = make("cite", {}, say("characters", { start, end }));
    const address = `${data.text}#e-${start}-${end}`; // an anchor of kg site's text page
    if (data.text) place.append(" · ", make("a", { href: address }, say("inText")));
    return make("blockquote", { dir: "auto" },
      context(before), make("mark", {}, text), context(after), place);
  });
  return [make("h3", {}, say("quotes", { count: quotes.length })), ...blocks];
}

// What read it, and why; on a site, with the way to the rule's examples.
function ruleList(rules) {
  if (!rules.length) return [];
  const items = rules.map(([name, label, why]) => {
    const address = `${data.rules}#r-${name}`;
    const called = data.rules ? make("a", { href: address }, inLanguage(label)) : inLanguage(label);
    return make("li", {}, called, make("div", { className: "context" }, inLanguage(why)));
  });
  return [make("h3", {}, say("rules")), make("ul", { className: "rules" }, ...items)];
}

const MOST_LINKS = 200; // a hub has more; the count tells

function linkList(heading, links, end) {
  if (!links.length) return [];
  const items = links.slice(0, MOST_LINKS).map((edge) => {
    const isSaid = edge.basis === "explicit";
    const how = [inLanguage(edge.relation.name), isSaid ? "" : sayCode(edge.basis), edge.reason];
    return listItem(nodes[edge[end]], how.filter(Boolean).join(" · "));
  });
  const more = links.length - MOST_LINKS;
  if (more > 0) items.push(make("li", { className: "context" }, `+ ${more}`));
  return [
    make("h3", {}, say(heading, { count: links.length })),
    make("ul", { className: "links" }, ...items),
  ];
}

// A node in a list: of links, of what was found.
function listItem(node, remark) {
  const words = make("span", { dir: "auto" }, node.label, make("small", {}, remark));
  return make("li", {}, button("link", () => openNode(node.id, true), sign(node.look), words));
}
