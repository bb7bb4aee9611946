// A button beside each Markdown text shows it as readers would get it: made on the server, as everything they see is.
const bar = document.querySelector(".kb-bar[data-markdown]");
const token = () => document.querySelector("#content-main > form [name=csrfmiddlewaretoken]").value;

const enhance = (area) => {
  if (area.name.includes("__prefix__") || area.dataset.enhanced) return;
  area.dataset.enhanced = "yes";
  const { markdown: address, preview, edit, hint, failed } = bar.dataset;
  const tools = document.createElement("div");
  tools.className = "kb-markdown-tools";
  const words = document.createElement("small");
  words.textContent = hint;
  const button = document.createElement("button");
  button.type = "button";
  // Its name begins with the word it shows, so that who speaks to the browser can say it.
  const say = (verb) => {
    button.textContent = verb;
    button.setAttribute("aria-label", `${verb}: ${area.getAttribute("aria-label") ?? ""}`);
  };
  say(preview);
  const shown = document.createElement("div");
  shown.className = "kb-markdown";
  shown.lang = area.lang;
  shown.hidden = true;
  shown.setAttribute("aria-live", "polite");
  tools.append(words, button);
  area.after(shown, tools);
  button.addEventListener("click", async () => {
    if (!shown.hidden) {
      shown.hidden = true;
      area.hidden = false;
      say(preview);
      area.focus();
      return;
    }
    let html = "";
    try {
      const body = new URLSearchParams({ text: area.value, csrfmiddlewaretoken: token() });
      const answer = await fetch(address, { method: "POST", body, credentials: "same-origin" });
      html = answer.ok || answer.status === 413 ? await answer.text() : "";
    } catch {
      html = "";
    }
    // What comes back has passed the three fences of the readers' own pages; the policy forbids scripts anyway.
    if (html) shown.innerHTML = html;
    else shown.textContent = failed;
    shown.hidden = false;
    area.hidden = true;
    say(edit);
  });
};

if (bar) {
  document.querySelectorAll("textarea[data-md]").forEach(enhance);
  document.addEventListener("formset:added", (event) => {
    for (const area of event.target.querySelectorAll("textarea[data-md]")) {
      delete area.dataset.enhanced;
      enhance(area);
    }
  });
}
