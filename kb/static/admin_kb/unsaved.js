// A verb acts on what is saved. Whoever has typed something since is told, and the page is not left by mistake.
const form = document.querySelector("#content-main > form");
const written = () => new URLSearchParams(new FormData(form)).toString();

if (form) {
  const note = form.querySelector(".kb-unsaved");
  let before = "";
  // Widgets fill themselves in while the page loads.
  addEventListener("load", () => setTimeout(() => (before = written()), 300));
  const changed = () => before && written() !== before;
  const tell = () => note && (note.hidden = !changed());
  let waiting;
  for (const name of ["input", "change", "formset:added", "formset:removed"]) {
    document.addEventListener(name, () => {
      clearTimeout(waiting);
      waiting = setTimeout(tell, 200);
    });
  }
  let leaving = false;
  form.addEventListener("submit", () => (leaving = true));
  addEventListener("beforeunload", (event) => {
    if (changed() && !leaving) event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    const save = form.querySelector("input[name='_continue'], input[name='_save']");
    if (!save) return;
    event.preventDefault();
    save.click();
  });
}
