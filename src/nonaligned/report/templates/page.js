"use strict";
// Charts stand in the page as drawings. This makes them answer: hover and arrow keys read values
// out, and the data and the drawing can be saved. The chart library is unpacked on first use.
(() => {
  const packed = document.getElementById("library");
  let library = null;

  const unpack = async (id) => {
    const text = document.getElementById(id).textContent.trim();
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  };

  const load = async () => {
    const [code, specs] = await Promise.all([unpack("library"), unpack("specs")]);
    const script = document.createElement("script");
    script.textContent = code;
    document.head.append(script);
    return { embed: window.vegaEmbed, specs: JSON.parse(specs) };
  };

  const enliven = async (plot, id) => {
    library ??= load();
    const { embed, specs } = await library;
    const holder = document.createElement("div");
    const options = {
      mode: "vega-lite", renderer: "svg", ast: true, actions: false, defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
    };
    const made = await embed(holder, specs[id], options);
    for (const svg of holder.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true");
    plot.replaceChildren(holder);
    plot.dataset.live = "yes";
    return made.view;
  };

  const save = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const drawing = (plot) => {
    const style = getComputedStyle(document.documentElement);
    const svg = plot.querySelector("svg").cloneNode(true);
    svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const text = svg.outerHTML.replace("<svg ", '<svg style="background: var(--paper)" ');
    return text.replace(/var\((--\w+)\)/g, (_, name) => style.getPropertyValue(name).trim());
  };

  const csv = (table) => [...table.rows].map((row) => [...row.cells].map((cell) => {
    const text = cell.className === "n"
      ? cell.textContent.replaceAll(",", "").replace("−", "-").replace("–", "") : cell.textContent;
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }).join(",")).join("\n") + "\n";

  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };

  for (const figure of document.querySelectorAll("figure[data-figure]")) {
    const plot = figure.querySelector(".plot");
    const table = figure.querySelector("table");
    const reading = figure.querySelector(".reading");
    const name = figure.dataset.figure;
    const tools = figure.querySelector(".tools");
    tools.append(button("Save data (CSV)", () => save(`${name}.csv`, "text/csv", csv(table))));
    if (!plot) continue;
    tools.append(button("Save chart (SVG)", () => save(`${name}.svg`, "image/svg+xml", drawing(plot))));
    if (!packed || typeof DecompressionStream === "undefined") continue;
    let view = null;
    const wake = () => (view ??= enliven(plot, name).catch((error) => { console.error(error); return null; }));
    const rows = [...table.tBodies[0].rows];
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
    let at = -1;
    const go = async (to) => {
      at = Math.min(Math.max(to, 0), rows.length - 1);
      const cells = [...rows[at].cells].map((cell, k) => [heads[k], cell.textContent]);
      const said = cells.filter(([, text]) => text !== "").slice(0, 6);
      reading.textContent = said.map((pair) => pair.join(" ")).join(" · ");
      (await wake())?.signal("at", at).runAsync();
    };
    const keys = { ArrowRight: () => at + 1, ArrowLeft: () => at - 1, Home: () => 0, End: () => rows.length - 1 };
    plot.tabIndex = 0;
    plot.setAttribute("role", "group");
    plot.setAttribute("aria-roledescription", "chart, arrow keys read its values");
    plot.addEventListener("pointerenter", wake, { once: true });
    plot.addEventListener("focus", wake, { once: true });
    plot.addEventListener("keydown", (event) => {
      if (!(event.key in keys)) return;
      event.preventDefault();
      go(keys[event.key]());
    });
  }
})();
