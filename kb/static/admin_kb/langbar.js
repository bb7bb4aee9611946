// One choice of language for all texts of a form: one at a time, or side by side. Without this script all are shown.
// The choice is kept in the address (#lang=es), so that it can be linked to, and for the next page.
const bar = document.querySelector(".kb-langbar");
const form = bar?.closest("form");
const KEPT = "kb-language";

const boxes = () => [...form.querySelectorAll(".kb-text")].filter((box) => !box.closest(".empty-form"));
const field = (box) => box.querySelector("input, textarea");
const buttons = () => [...bar.querySelectorAll("button")];
const known = (language) => buttons().some((button) => button.value === language);

const asked = () => new URLSearchParams(location.hash.slice(1)).get("lang");

const show = (language) => {
  form.dataset.showing = language;
  for (const box of form.querySelectorAll(".kb-text")) {
    box.hidden = language !== "all" && box.dataset.language !== language;
  }
  for (const button of buttons()) button.setAttribute("aria-pressed", button.value === language);
};

// A text counts as wanted where it is filled in in any language: an optional text that nobody wrote is not missing.
const count = () => {
  const wanted = boxes().filter((box) =>
    [...box.parentElement.querySelectorAll("input, textarea")].some((one) => one.value.trim()),
  );
  for (const button of buttons()) {
    const small = button.querySelector("small");
    if (!small) continue;
    const mine = wanted.filter((box) => box.dataset.language === button.value);
    const filled = mine.filter((box) => field(box).value.trim()).length;
    small.textContent = `${filled}/${mine.length}`;
    button.title = `${filled}/${mine.length}: ${button.dataset.told}`;
    button.dataset.missing = filled < mine.length;
  }
};

const choose = (language) => {
  show(language);
  localStorage.setItem(KEPT, language);
  const hash = new URLSearchParams(location.hash.slice(1));
  hash.set("lang", language);
  history.replaceState(null, "", `#${hash}`);
};

if (form?.querySelector(".kb-text")) {
  const refused = form.querySelector(".errors .kb-text, .form-row:has(.errorlist) .kb-text");
  const kept = [asked(), localStorage.getItem(KEPT)].find((language) => language && known(language));
  // A phone has no room for languages side by side, so it starts with the one that the page itself is in.
  const narrow = innerWidth < 768 && known(document.documentElement.lang) ? document.documentElement.lang : "all";
  // After a refusal every language is shown: what is to be mended may stand in any.
  show(refused ? "all" : (kept ?? narrow));
  count();
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button[value]");
    if (button) choose(button.value);
  });
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(count, 250);
  });
  document.addEventListener("formset:added", () => {
    show(form.dataset.showing);
    count();
  });
  document.addEventListener("formset:removed", count);
  addEventListener("hashchange", () => known(asked()) && show(asked()));
}
