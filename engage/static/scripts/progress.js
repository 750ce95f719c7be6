// Background work: asks now and then how far it is, moves the bar, and goes on when it has finished.
// Without this script the page's own "See how far it is" link does the same.
(() => {
const box = document.querySelector("[data-progress]");
if (!box) return;
const bar = box.querySelector(".bar1"), words = box.querySelector("[role=status]");
let wait = 2000;
const ask = async () => {
  try {
    const reply = await fetch(box.dataset.progress, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!reply.ok) throw new Error(reply.status);
    const state = await reply.json();
    if (state.finished) return location.replace(box.dataset.next || location.href);
    if (state.of) bar.setAttribute("width", 100 * state.done / state.of);
    if (state.text && state.text !== words.textContent) words.textContent = state.text;
    wait = 2000;
  } catch {
    wait = Math.min(wait * 2, 30000);
  }
  setTimeout(ask, wait);
};
setTimeout(ask, wait);
})();
