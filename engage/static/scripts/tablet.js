// A tablet that is passed round: after ten minutes without a touch it keeps what stands on the page and makes room for
// the next person. Nothing comes back from the browser's own memory. Without this script the page moves on by itself.
(() => {
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
const box = document.querySelector("[data-idle]");
if (!box) return;
let touched = Date.now();
for (const what of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(what, () => { touched = Date.now(); }, { passive: true, capture: true });
setInterval(() => { if (Date.now() - touched > 1000 * box.dataset.idle) { touched = Date.now(); box.querySelector("button").click(); } }, 5000);
})();
