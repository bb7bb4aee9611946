// Rows of a page: dragged or moved by keys into order, opened when an address names them, and only the changed ones
// shown. Without this script the numbers of the rows give the order, and everything can be opened.
const groups = [...document.querySelectorAll(".kb-rows")];

const rows = (group) => [...group.querySelectorAll(".kb-row:not(.empty-form)")];
const place = (row) => row.querySelector("input[name$='-position']");

const count = (group) => {
  const number = rows(group).length;
  group.querySelector(".kb-count").textContent = number;
  const jump = document.querySelector(`.kb-jump a[href="#${group.id}"] small`);
  if (jump) jump.textContent = number;
};

// The server numbers rows 1 … n in the order that their numbers ask for.
const number = (group) => {
  rows(group).forEach((row, index) => (place(row).value = index + 1));
  group.dispatchEvent(new Event("input", { bubbles: true }));
};

const move = (row, step) => {
  const group = row.closest(".kb-rows");
  const all = rows(group);
  const other = all[all.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  number(group);
};

let dragged = null;

const sortable = (row) => {
  const tools = row.querySelector(".kb-move");
  if (!tools || !place(row) || row.dataset.sortable) return;
  row.dataset.sortable = "yes";
  tools.hidden = false;
  for (const button of tools.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      move(row, Number(button.value));
      button.focus();
    });
  }
  // A row can be dragged by its handle alone, so that text in it can still be selected.
  const handle = tools.querySelector(".kb-drag");
  handle.draggable = true;
  handle.addEventListener("dragstart", (event) => {
    dragged = row;
    row.classList.add("kb-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.id);
    event.dataTransfer.setDragImage(row, 12, 12);
  });
  handle.addEventListener("dragend", () => {
    row.classList.remove("kb-dragged");
    dragged = null;
  });
};

const over = (event) => {
  const row = event.target.closest(".kb-row");
  const same = dragged && row && row.closest(".kb-rows") === dragged.closest(".kb-rows");
  if (!same || row === dragged || row.classList.contains("empty-form")) return null;
  const box = row.getBoundingClientRect();
  return { row, after: event.clientY > box.top + box.height / 2 };
};

for (const group of groups) {
  rows(group).forEach(sortable);
  if (rows(group).some(place) || group.querySelector(".empty-form input[name$='-position']")) {
    group.classList.add("kb-sorted");
  }
  count(group);
  group.addEventListener("dragover", (event) => {
    if (dragged && group.contains(dragged)) event.preventDefault();
  });
  group.addEventListener("drop", (event) => {
    if (!dragged || !group.contains(dragged)) return;
    event.preventDefault();
    const target = over(event);
    if (!target) return;
    if (target.after) target.row.after(dragged);
    else target.row.before(dragged);
    number(group);
  });
}

document.addEventListener("formset:added", (event) => {
  const row = event.target.closest(".kb-row");
  if (!row) return;
  delete row.dataset.sortable;
  sortable(row);
  count(row.closest(".kb-rows"));
  row.querySelector(".kb-row-body").open = true;
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});
document.addEventListener("formset:removed", () => groups.forEach(count));

// Whoever follows a link to a row, a group or a field finds it open.
const open = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
  const own = target.matches(".kb-row, .kb-rows") && target.querySelector(":scope > details");
  if (own) own.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", open);
open();

const only = document.getElementById("kb-only-changed");
only?.addEventListener("change", () => {
  for (const group of groups) group.classList.toggle("kb-only-changed", only.checked);
});
