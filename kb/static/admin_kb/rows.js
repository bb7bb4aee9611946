// Says in the heading of each group how many rows it has, so that a closed group tells whether it is empty.
const count = (group) => {
  const heading = group.querySelector(".inline-heading");
  const rows = group.querySelectorAll(".inline-related:not(.empty-form)").length;
  heading.dataset.rows = rows;
};

for (const group of document.querySelectorAll(".inline-group")) {
  count(group);
  for (const name of ["formset:added", "formset:removed"]) group.addEventListener(name, () => count(group));
}
