// A recording made on the page becomes the form's file, as if it had been chosen. Where there is no microphone, or it is
// refused, the file field and the words stay as they are. Nothing plays by itself.
document.querySelectorAll("[data-record]").forEach(box => {
const words = box.dataset, input = document.getElementById(words.input || "file");
if (!input || !window.MediaRecorder || !navigator.mediaDevices || !window.DataTransfer) return;
const make = (tag, look) => box.appendChild(Object.assign(document.createElement(tag), { className: look }));
const button = (look, does) => Object.assign(make("button", look), { type: "button", onclick: does });
const told = make("p", "hint"), time = make("p", "time"), row = make("div", "row");
const main = button("btn alt", () => recorder ? recorder.stop() : begin());
const hear = button("btn plain", () => playing ? quiet() : play());
row.append(main, hear);
told.setAttribute("role", "status");
told.textContent = words.how;
main.textContent = words.start;
time.hidden = hear.hidden = true;
let recorder, playing, took, ticking;
const lang = document.documentElement.lang;
const count = (n, unit) => new Intl.NumberFormat(lang, { style: "unit", unit, unitDisplay: "long" }).format(n);
const spoken = s => (s < 60 ? "" : count(Math.floor(s / 60), "minute") + " ") + count(s % 60, "second");
const quiet = () => {
  if (playing) playing.close();
  playing = null;
  hear.textContent = words.hear;
};
const play = async () => {
  const sound = playing = new AudioContext(), source = sound.createBufferSource();
  hear.textContent = words.quiet;
  source.onended = quiet;
  try {
    source.buffer = await sound.decodeAudioData(await took.arrayBuffer());
    source.connect(sound.destination);
    source.start();
  } catch {
    quiet();
  }
};
const begin = async () => {
  quiet();
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    told.textContent = words.refused;
    input.focus();
    return;
  }
  const type = ["audio/webm;codecs=opus", "audio/mp4"].find(one => MediaRecorder.isTypeSupported(one));
  const parts = [], from = Date.now();
  recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32000 });
  recorder.ondataavailable = event => parts.push(event.data);
  recorder.onstop = () => {
    clearInterval(ticking);
    stream.getTracks().forEach(track => track.stop());
    const kind = recorder.mimeType.split(";")[0], seconds = Math.round((Date.now() - from) / 1000);
    took = new File(parts, "recording." + kind.slice(6), { type: kind });
    const files = new DataTransfer();
    files.items.add(took);
    input.files = files.files;
    recorder = null;
    main.textContent = words.again;
    hear.hidden = false;
    told.textContent = spoken(seconds) + ". " + (seconds < words.most ? words.ready : words.over);
    time.hidden = true;
    quiet();
  };
  ticking = setInterval(() => {
    const seconds = Math.round((Date.now() - from) / 1000);
    time.textContent = spoken(seconds);
    if (seconds >= words.most && recorder) recorder.stop();
  }, 1000);
  recorder.start();
  time.textContent = spoken(0);
  time.hidden = false;
  hear.hidden = true;
  main.textContent = words.stop;
  told.textContent = words.on;
};
// a recording that is still going when another button is pressed is sent too
let held;
input.form.addEventListener("submit", event => {
  if (!recorder) return;
  event.preventDefault();
  held = event.submitter;
  recorder.addEventListener("stop", () => input.form.requestSubmit(held), { once: true });
  recorder.stop();
});
input.addEventListener("change", () => {
  quiet();
  hear.hidden = true;
  told.textContent = words.how;
});
});
