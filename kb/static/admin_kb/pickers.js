// The pickers of sources, operators and policies are drawn by Django's script without names that can be heard, and with
// one cross that would empty a whole list of sources at once.
const pickers = (root) => [...root.querySelectorAll("select.admin-autocomplete")];

// Modules run before Django's script draws anything.
for (const select of pickers(document)) if (select.multiple) select.dataset.allowClear = "false";

const name = (select) => {
  const words = document.querySelector(`label[for="${select.id}"]`)?.textContent.replace(/[:：]\s*$/, "") ?? "";
  const drawn = select.nextElementSibling;
  if (!words || !drawn?.classList.contains("select2")) return;
  for (const part of drawn.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field")) {
    part.setAttribute("aria-label", words);
  }
};

// After Django's own, which was there first: both wait for the same moment.
window.django.jQuery(() => pickers(document).forEach(name));
document.addEventListener("formset:added", (event) => setTimeout(() => pickers(event.target).forEach(name)));
