// Read aloud. The button stays hidden until the browser can speak the language of what is to be read.
// One sentence at a time: Chrome cuts a voice off after about 15 seconds; and stop, never pause: Android treats pause as cancel.
(() => {
const speech = window.speechSynthesis;
const buttons = document.querySelectorAll("[data-say]");
if (!speech || !window.SpeechSynthesisUtterance) {
  buttons.forEach(button => { button.hidden = true });
  return;
}
let playing = null, run = 0;
const base = tag => tag.toLowerCase().split(/[-_]/)[0];
const langOf = part => part.closest("[lang]").lang;
// voices on the device come first: others would send the words to their maker. What a person wrote themselves
// ([data-own]) is never given to those.
const voiceFor = part => {
  const voices = speech.getVoices().filter(voice => base(voice.lang) === base(langOf(part)));
  const near = voices.filter(voice => voice.localService);
  return near.find(voice => /^en.GB/.test(voice.lang)) || near[0] || (part.closest("[data-own]") ? null : voices[0]);
};
// before a browser has told its voices, its own choice will do for English
const canSay = part => voiceFor(part) || (!speech.getVoices().length && base(langOf(part)) === "en" && !part.closest("[data-own]"));
const dim = () => document.querySelectorAll(".reading").forEach(part => part.classList.remove("reading"));
const rename = (button, words) => { button.querySelector("span").textContent = words };
const stop = () => {
  run++;
  speech.cancel();
  dim();
  if (playing) {
    rename(playing, playing.dataset.start);
    playing.removeAttribute("aria-pressed");
    playing = null;
  }
};
// a part in pieces of one language each: [what lights up, its words]
const pieces = part => {
  const found = [], walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node; node = walk.nextNode();) {
    const at = node.parentElement.closest("[lang]"), last = found[found.length - 1];
    if (last && last[2] === at) last[1] += " " + node.data;
    else found.push([part.contains(at) ? at : part, node.data, at]);
  }
  return found;
};
const sentences = selector => [...document.querySelectorAll(selector)].flatMap(pieces).filter(piece => canSay(piece[0]))
  .flatMap(([part, words]) => (words.match(/[^.!?…。！？।॥۔؟]+[.!?…。！？।॥۔؟]*/g) || []).map(text => [part, text.trim()]))
  .filter(found => found[1]);
const start = button => {
  const mine = ++run, queue = sentences(button.dataset.say);
  playing = button;
  rename(button, button.dataset.stop);
  button.setAttribute("aria-pressed", "true");
  const next = () => {
    if (mine !== run) return;
    dim();
    const found = queue.shift();
    if (!found) return stop();
    const voice = voiceFor(found[0]);
    const words = new SpeechSynthesisUtterance(found[1]);
    words.lang = voice ? voice.lang.replace("_", "-") : "en-GB";
    if (voice) words.voice = voice;
    words.rate = .9;
    words.onend = next;
    words.onerror = () => { if (mine === run) stop() };
    found[0].classList.add("reading");
    speech.speak(words);
  };
  speech.cancel();
  next();
};
const look = () => buttons.forEach(button => {
  const can = sentences(button.dataset.say).length > 0;
  button.classList.toggle("ready", can);
  button.hidden = !can && speech.getVoices().length > 0;
});
buttons.forEach(button => {
  button.dataset.start = button.querySelector("span").textContent;
  button.addEventListener("click", () => playing ? stop() : start(button));
});
look();
speech.onvoiceschanged = look;
addEventListener("pagehide", stop);
})();
