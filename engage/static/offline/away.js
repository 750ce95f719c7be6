// On a page that was made without signal: fills in what this person said here before, and shows what to put right.
(() => {
const place = document.querySelector("[name=place]"), form = document.getElementById("turn");
if (!place || !form) return;
const { f, x } = JSON.parse(place.value), id = location.pathname.split("/").pop();
for (const [name, value] of (f && f[id]) || []) {
  for (const control of form.elements) {
    if (control.name !== name) continue;
    if (control.type === "radio" || control.type === "checkbox") control.checked = control.checked || control.value === value;
    else if (control.type !== "hidden" && !value.startsWith("_")) control.value = value;
  }
}
if (!x) return;
const box = document.getElementById("wrong");
box.hidden = false;
box.querySelector("a").textContent = x[1];
const control = [...form.elements].find(one => one.name === x[0]) || form.querySelector("#answer");
if (control) {
  box.querySelector("a").hash = control.id || "answer";
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", ((control.getAttribute("aria-describedby") || "") + " wrong").trim());
}
document.title = box.dataset.error + " " + document.title;
box.focus();
})();
