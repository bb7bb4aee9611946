/* The forms of /api/docs/: each builds its request, shows it as a command, and asks this site for the answer. */
"use strict";

const LONGEST = 40000;
const TOLD = ["content-type", "content-language", "etag", "ratelimit", "retry-after"];

/** What a form asks for: {url, body}; what was left empty is left out. */
function asked(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  for (const field of form.querySelectorAll("[name]")) {
    if ("inPath" in field.dataset) {
      path = path.replace(`{${field.name}}`, encodeURIComponent(field.value));
    } else if (field.value) {
      query.append(field.name, field.value);
    }
  }
  const body = form.querySelector("[data-body]");
  return { url: query.size ? `${path}?${query}` : path, body: body ? body.value : null };
}

/** A text as one word of a shell. */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function command(form) {
  const { url, body } = asked(form);
  const address = quoted(form.dataset.site + url);
  if (body === null) return `curl ${address}`;
  return `curl -H 'Content-Type: application/json' \\\n  -d ${quoted(body)} \\\n  ${address}`;
}

function pretty(text) {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // a feed, say
  }
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}\n…` : shown;
}

async function ask(form) {
  const status = form.querySelector("[data-status]");
  const answer = form.querySelector("[data-answer]");
  const { url, body } = asked(form);
  status.textContent = "Asking …";
  const began = performance.now();
  try {
    const options = body === null ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body };
    const response = await fetch(url, options);
    const text = await response.text();
    const took = Math.round(performance.now() - began);
    status.textContent = `${response.status}, in ${took} ms`;
    const headers = TOLD.filter((name) => response.headers.has(name));
    answer.textContent = `${headers.map((name) => `${name}: ${response.headers.get(name)}`).join("\n")}\n\n${pretty(text)}`;
    answer.hidden = false;
  } catch {
    status.textContent = "There was no answer. Is the network away?";
  }
}

for (const form of document.querySelectorAll("form.try")) {
  const curl = form.querySelector("[data-curl]");
  const copy = form.querySelector("[data-copy]");
  const show = () => {
    curl.textContent = command(form);
  };
  form.querySelector("button").hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(command(form));
      form.querySelector("[data-status]").textContent = "Copied.";
    });
  }
  show();
}
