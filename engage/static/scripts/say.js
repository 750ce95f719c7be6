// Read aloud. The button stays hidden until the browser can speak.
// One sentence at a time: Chrome cuts a voice off after about 15 seconds; and stop, never pause: Android treats pause as cancel.
(() => {
const speech = window.speechSynthesis;
const buttons = document.querySelectorAll("[data-say]");
if (!speech || !window.SpeechSynthesisUtterance) {
  buttons.forEach(button => { button.hidden = true });
  return;
}
let playing = null, run = 0;
// voices on the device only come first: others would send the words to their maker
const voiceFor = lang => {
  const short = lang.slice(0, 2);
  const voices = speech.getVoices().filter(voice => voice.lang.slice(0, 2) === short);
  return voices.find(voice => voice.localService && voice.lang === "en-GB") || voices.find(voice => voice.localService);
};
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
const sentences = selector => [...document.querySelectorAll(selector)].flatMap(part =>
  (part.innerText.match(/[^.!?]+[.!?]*/g) || []).map(text => [part, text.trim()])).filter(found => found[1]);
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
    const lang = found[0].closest("[lang]").lang.slice(0, 2), voice = voiceFor(lang);
    const words = new SpeechSynthesisUtterance(found[1]);
    words.lang = lang === "en" ? "en-GB" : lang;
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
buttons.forEach(button => {
  button.classList.add("ready");
  button.dataset.start = button.querySelector("span").textContent;
  button.addEventListener("click", () => playing ? stop() : start(button));
});
addEventListener("pagehide", stop);
})();
