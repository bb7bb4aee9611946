// Says that this page is open, and shows who else has it open or has saved it since. Never a lock.
const note = document.querySelector("[data-here]");
const EVERY = 30_000;

if (note) {
  const form = note.closest("form");
  const body = (more) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.set("version", form.elements.version.value);
    for (const [name, value] of Object.entries(more)) data.set(name, value);
    return data;
  };
  const show = (name, text) => {
    const line = note.querySelector(`[data-${name}]`);
    if (line.textContent !== text) line.textContent = text;
    line.hidden = !text;
  };
  const ended = note.querySelector("[data-ended]");
  const tell = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(note.dataset.here, { method: "POST", body: body({}), redirect: "manual" });
      ended.hidden = answer.status !== 403 && answer.type !== "opaqueredirect";
      if (!answer.ok) return;
      const { others, saved } = await answer.json();
      show("others", others);
      show("saved", saved);
    } catch {
      // Offline for a moment: the next sign of life tells.
    }
  };
  tell();
  setInterval(tell, EVERY);
  document.addEventListener("visibilitychange", tell);
  addEventListener("pagehide", () => navigator.sendBeacon(note.dataset.here, body({ left: "1" })));
}
