// Logging in gives a new form token: take it from the cookie at the moment of sending.
for (const form of document.querySelectorAll("form[data-cookie]")) {
  form.addEventListener("submit", () => {
    const start = `${form.dataset.cookie}=`;
    const found = document.cookie.split("; ").find((pair) => pair.startsWith(start));
    if (found) form.elements.csrfmiddlewaretoken.value = decodeURIComponent(found.slice(start.length));
  });
}
