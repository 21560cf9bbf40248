// Filters the findings, counts what is left, and unfolds everything for print.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const cards = [...document.querySelectorAll(".finding")].map((card) => {
    const groups = [];
    for (let at = card.parentElement; at; at = at.parentElement) if (at.classList.contains("group")) groups.push(at);
    const { severity, rule, list, state, chapter } = card.dataset;
    return { card, groups, of: { severity: [severity], rule: [rule], list: [list], state: [state], chapter: [chapter],
      department: card.dataset.departments.split(" ") } };
  });
  const groups = [...document.querySelectorAll(".group")];
  const facets = ["severity", "rule", "list", "state", "chapter", "department"];

  const wanted = (facet) => {
    if (facet === "severity") return [...form.elements.severity].filter((box) => box.checked).map((box) => box.value);
    const select = form.elements[facet];
    return select && select.value !== "" ? [select.value] : null;
  };

  // The words of a finding are those of its card and of the heading of its duty; they are gathered when first asked for.
  const words = (one) => {
    if (one.words === undefined) {
      const duty = one.groups[0];
      const heading = duty ? [...duty.querySelectorAll(":scope > h6, :scope > .holders")] : [];
      one.words = [...heading, one.card].map((part) => part.textContent).join(" ").toLowerCase();
    }
    return one.words;
  };

  const filter = () => {
    const needles = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const asked = facets.map((facet) => [facet, wanted(facet)]);
    const counts = new Map();
    const left = new Map();
    let shown = 0;
    for (const one of cards) {
      const said = needles.every((needle) => words(one).includes(needle));
      const missed = said ? asked.filter(([facet, values]) => values && !values.some((value) => one.of[facet].includes(value))) : null;
      const fits = said && missed.length === 0;
      one.card.hidden = !fits;
      shown += fits;
      if (fits) for (const group of one.groups) left.set(group, (left.get(group) || 0) + 1);
      // What a choice would leave, all other choices kept.
      if (said) for (const facet of facets) if (missed.every(([other]) => other === facet)) {
        for (const value of one.of[facet]) counts.set(`${facet}:${value}`, (counts.get(`${facet}:${value}`) || 0) + 1);
      }
    }
    for (const group of groups) {
      group.hidden = !left.has(group);
      const tally = group.querySelector(":scope > * > [data-count]");
      if (tally) tally.textContent = left.get(group) || 0;
    }
    for (const place of form.querySelectorAll("[data-of]")) place.textContent = counts.get(place.dataset.of) || 0;
    for (const select of form.querySelectorAll("select")) for (const option of select.options) if (option.value !== "") {
      option.textContent = `${option.dataset.words}（${counts.get(`${select.name}:${option.value}`) || 0}）`;
    }
    count.textContent = shown === 0 && cards.length > 0 ? count.dataset.none
      : count.dataset.words.replace("{shown}", shown).replace("{all}", cards.length);
  };

  let waiting = 0;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
  form.addEventListener("change", () => { clearTimeout(waiting); filter(); });
  form.addEventListener("reset", () => { clearTimeout(waiting); waiting = setTimeout(filter, 0); });
  form.addEventListener("submit", (event) => event.preventDefault());

  // A link to what the filter hides shows everything again.
  const follow = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) { form.reset(); filter(); target.scrollIntoView(); }
  };
  addEventListener("hashchange", follow);

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of folded) details.open = false; });

  form.hidden = false;
  filter();
})();
