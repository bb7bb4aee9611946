// Keeps the result beside the questions as they are answered. Without scripts the form's button gives the same page:
// this asks for that page in the same way and takes its parts. Nothing is kept, and no answer gets into an address.
(() => {
  document.documentElement.classList.add("scripts");
  const form = document.querySelector("#questions");
  const paste = document.querySelector("#paste");
  const PARTS = ["sofar", "outcome"];
  const PAUSE = 250;
  const PATIENCE = 20_000;
  const AGAIN = [1_000, 3_000, 10_000, 30_000];

  // A shared link holds its answers after the "#", which is sent nowhere: here they are posted, and leave the address.
  function open() {
    if (!location.hash.includes("/")) return;
    if (!paste) return location.replace(`${location.pathname}?${location.hash}`);
    paste.elements.link.value = location.href;
    paste.submit();
  }
  addEventListener("hashchange", open);
  open();

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy], [data-print]");
    if (!button) return;
    if ("print" in button.dataset) return print();
    const field = document.getElementById(button.dataset.copy);
    field.select();
    navigator.clipboard?.writeText(field.value).then(() => {
      button.textContent = button.dataset.done;
    });
  });

  if (!form) return;

  let newest = 0;
  let current = new AbortController();
  let timer;
  let failures = 0;

  async function ask(signal) {
    const answer = await fetch(form.action.split("#")[0], {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      cache: "no-store",
      signal,
    });
    if (!answer.ok) throw Object.assign(new Error(), { status: answer.status });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!PARTS.every((id) => page.getElementById(id))) throw Object.assign(new Error(), { status: 0 });
    return page;
  }

  // The result for the answers as they stand now; true once it is shown. An answer that was overtaken is dropped.
  async function update() {
    const mine = ++newest;
    clearTimeout(timer);
    current.abort();
    const mineAlone = (current = new AbortController());
    const late = setTimeout(() => mineAlone.abort(), PATIENCE);
    try {
      const page = await ask(mineAlone.signal);
      if (mine !== newest) return false;
      failures = 0;
      show(page);
      return true;
    } catch (fault) {
      if (mine === newest) say(fault.status);
      return false;
    } finally {
      clearTimeout(late);
    }
  }

  function show(page) {
    fault("");
    for (const id of PARTS) replace(document.getElementById(id), page.getElementById(id));
    const said = [...document.querySelectorAll("#sofar .headline, #sofar .route")].map((one) => one.textContent.trim());
    document.getElementById("said").textContent = said.join(" · ");
  }

  // What was open stays open, and whoever stood on a link or a button stands on the same one again.
  function replace(old, fresh) {
    const open = [...old.querySelectorAll("details[open][id]")].map((one) => one.id);
    const stood = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceChildren(...fresh.childNodes);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (!stood) return;
    const same = [...old.querySelectorAll(stood.tagName)].find((one) => one.textContent === stood.textContent);
    (same ?? old.querySelector("[tabindex]") ?? form.querySelector("[type=submit]")).focus({ preventScroll: true });
  }

  // What is shown is then not for the latest answers, and says so. A browser is "online" before its connection is back,
  // so what got no answer at all is asked again.
  function say(status) {
    if (status === undefined && navigator.onLine) {
      timer = setTimeout(update, AGAIN[Math.min(failures++, AGAIN.length - 1)]);
    }
    fault(status === undefined ? form.dataset.offline : status === 429 ? form.dataset.busy : form.dataset.failed);
  }

  function fault(text) {
    for (const one of document.querySelectorAll("[data-fault]")) {
      if (one.textContent !== text) one.textContent = text; // said once, however often it fails
      one.hidden = !text;
    }
    document.getElementById("outcome").classList.toggle("stale", Boolean(text));
  }

  form.addEventListener("change", () => {
    clearTimeout(timer);
    newest++; // what is on its way is for earlier answers
    timer = setTimeout(update, PAUSE);
  });

  form.addEventListener("submit", async (event) => {
    if (event.submitter?.hasAttribute("formaction") || event.submitter?.name) return;
    event.preventDefault();
    if (!(await update())) return;
    document.getElementById("result-title").focus({ preventScroll: true });
    document.getElementById("result").scrollIntoView();
  });

  window.addEventListener("online", () => {
    if (document.querySelector("[data-fault]:not([hidden])")) update();
  });

  // The other languages get the answers too.
  document.querySelector("nav.languages").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const given = form.querySelector("input:checked:not([value=unknown])");
    if (!link || !given || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    form.action = `${link.href}#questions`;
    form.submit();
  });

  // Some browsers fill the form again when one comes back to the page.
  if ([...form.querySelectorAll("input")].some((one) => one.checked !== one.defaultChecked)) update();
})();
