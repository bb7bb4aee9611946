// A verb acts on what is saved. Whoever has typed something since is told, and the page is not left by mistake.
const form = document.querySelector("#content-main > form");
const written = () => new URLSearchParams(new FormData(form)).toString();

if (form) {
  let before = "";
  // Widgets fill themselves in while the page loads.
  addEventListener("load", () => setTimeout(() => (before = written()), 300));
  const changed = () => before && written() !== before;
  let leaving = false;
  form.addEventListener("submit", () => (leaving = true));
  addEventListener("beforeunload", (event) => {
    if (changed() && !leaving) event.preventDefault();
  });
}
