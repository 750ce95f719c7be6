// A board to draw on: what is drawn becomes the form's file, as if it had been chosen. Whoever cannot or will not draw here
// has the file field and the words beside it.
document.querySelectorAll("[data-draw]").forEach(box => {
const words = box.dataset, input = document.getElementById("file"), before = document.querySelector("[data-drawn]");
if (!input || !window.PointerEvent || !window.DataTransfer) return;
const make = (tag, parent, set) => parent.appendChild(Object.assign(document.createElement(tag), set));
const told = make("p", box, { className: "hint", textContent: words.how });
const board = make("canvas", box, { width: 960, height: 720 }), pen = board.getContext("2d");
told.setAttribute("role", "status");
board.setAttribute("role", "img");
board.setAttribute("aria-label", words.name);
const lines = [];
let colour, width, line;
const button = (parent, text, does) => make("button", parent, { type: "button", className: "btn alt sm", textContent: text, onclick: does });
const choices = (name, listed, choose) => {
  const row = make("div", box, { className: "row" }), all = [];
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", name);
  listed.split("|").map(one => one.split(":")).forEach(([text, value]) => {
    const one = button(row, text, () => {
      choose(value);
      all.forEach(other => other.setAttribute("aria-pressed", other === one));
    });
    if (value[0] === "#") one.insertAdjacentHTML("afterbegin", '<svg class="ink" viewBox="0 0 2 2" aria-hidden="true"><circle cx="1" cy="1" r="1" fill="' + value + '"/></svg>');
    all.push(one);
  });
  all[0].click();
};
const stroke = one => {
  pen.strokeStyle = one.colour;
  pen.lineWidth = one.width;
  pen.lineCap = pen.lineJoin = "round";
  pen.beginPath();
  // a line of one point is a dot
  [one.points[0], ...one.points].forEach(([x, y], n) => n ? pen.lineTo(x, y) : pen.moveTo(x, y + .01));
  pen.stroke();
};
const show = () => {
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, board.width, board.height);
  if (before && before.naturalWidth) {
    const by = Math.min(board.width / before.naturalWidth, board.height / before.naturalHeight);
    pen.drawImage(before, 0, 0, before.naturalWidth * by, before.naturalHeight * by);
  }
  lines.forEach(stroke);
};
const keep = () => {
  const files = new DataTransfer();
  if (lines.length) {
    // not toBlob: the next button may be pressed before it is done
    const bytes = Uint8Array.from(atob(board.toDataURL().split(",")[1]), letter => letter.charCodeAt(0));
    files.items.add(new File([bytes], "drawing.png", { type: "image/png" }));
  }
  input.files = files.files;
  told.textContent = lines.length ? words.ready : words.how;
};
const at = event => {
  const { left, top, width: wide, height: high } = board.getBoundingClientRect();
  return [(event.clientX - left) * board.width / wide, (event.clientY - top) * board.height / high];
};
board.onpointerdown = event => {
  if (line || event.button) return;
  board.setPointerCapture(event.pointerId);
  lines.push(line = { colour, width, points: [at(event)], id: event.pointerId });
  stroke(line);
};
board.onpointermove = event => {
  if (!line || line.id !== event.pointerId) return;
  line.points.push(at(event));
  stroke({ ...line, points: line.points.slice(-2) });
};
board.onpointerup = board.onpointercancel = event => {
  if (!line || line.id !== event.pointerId) return;
  line = null;
  keep();
};
choices(words.colour, words.colours, value => { colour = value });
choices(words.pen, words.pens, value => { width = +value });
const row = make("div", box, { className: "row" });
button(row, words.undo, () => { lines.pop(); show(); keep() });
button(row, words.clear, () => { lines.length = 0; show(); keep() });
if (before) before.complete ? show() : before.addEventListener("load", show);
show();
});
