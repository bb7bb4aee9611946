// The answers that a row may name are those of the question chosen in it. The server checks it again.
for (const group of document.querySelectorAll(".kb-rows[data-answers]")) {
  const answers = JSON.parse(group.dataset.answers);
  group.addEventListener("change", (event) => {
    if (!event.target.matches("select[name$='-question']")) return;
    const name = event.target.name.replace(/question$/, "when");
    const box = group.querySelector(`#id_${name}`);
    const ticked = new Set([...box.querySelectorAll("input:checked")].map((input) => input.value));
    box.replaceChildren(
      ...(answers[event.target.value] ?? []).map(([code, label], index) => {
        const input = document.createElement("input");
        Object.assign(input, { type: "checkbox", name, value: code, id: `id_${name}_${index}` });
        input.checked = ticked.has(code);
        const words = document.createElement("label");
        words.htmlFor = input.id;
        words.append(input, ` ${label}`);
        const line = document.createElement("div");
        line.append(words);
        return line;
      }),
    );
  });
}
