// On every page of answering: keeps the questions at hand for when the signal goes, tells the worker where this person is
// when it asks, and has waiting answers sent. Without this, or where a browser has no worker, the forms are as they are.
(() => {
const workers = navigator.serviceWorker, place = document.querySelector("[name=place]"), box = document.getElementById("outbox");
if (!workers) return;
let waited = 0, isGoing = !document.querySelector("[data-again]");
const again = () => { if (!isGoing) location.replace(location.href); isGoing = true };
const show = ({ waiting, answers, late }) => {
  if (waited && !waiting) again();
  waited = waiting;
  if (!box) return;
  const words = box.querySelector("p"), data = box.dataset, isOne = answers === 1;
  box.hidden = !answers && !late;
  words.textContent = answers ? (isOne ? data.one : data.many.replace("{}", answers)) : late ? data.late : "";
  box.querySelector("details").hidden = !answers;
  box.querySelector("summary span").textContent = isOne ? data.deleteOne : data.deleteMany;
};
const tell = message => workers.getRegistration("/s/").then(found => found && found.active && new Promise(done => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = event => done(event.data);
  found.active.postMessage(message, [port2]);
}).then(show)).catch(() => 0);
const send = () => tell({ does: "send" });
workers.addEventListener("message", event => { if (event.ports[0]) event.ports[0].postMessage(place ? place.value : "") });
workers.startMessages();
addEventListener("online", () => send().then(again));
setInterval(() => { if (waited && !document.hidden) send() }, 20000);
document.addEventListener("visibilitychange", () => document.hidden || send());
if (box) box.addEventListener("click", event => { if (event.target.closest("button")) tell({ does: "delete" }) });
const begin = async () => {
  const lean = navigator.connection && navigator.connection.saveData;
  if (place && place.dataset.kit && !lean) {
    await workers.register("/s/worker.js", { scope: "/s/" });
    await workers.ready;
    return tell({ warms: place.dataset.kit, does: "send" });
  }
  return send();
};
addEventListener("load", () => setTimeout(() => begin().catch(() => 0), 800));
})();
