// Put in order by tapping: each answer becomes one big button. The number lists stay the form's fields, out of sight.
document.querySelectorAll("[data-rank]").forEach(box => {
const words = box.dataset, places = words.rank.split("|"), most = +words.most, cards = [];
const told = box.querySelector("p");
const order = [];
const name = place => places[place] || place + 1 + ".";
const show = () => {
  cards.forEach(({ select, card, badge }) => {
    const place = order.indexOf(select);
    select.value = place < 0 ? "" : place + 1;
    card.setAttribute("aria-pressed", place >= 0);
    badge.textContent = place < 0 ? "" : name(place);
  });
  again.hidden = !order.length;
};
const again = document.createElement("button");
again.type = "button";
again.className = "btn plain sm";
again.textContent = words.again;
again.onclick = () => {
  order.length = 0;
  show();
  told.textContent = words.how;
  cards[0].card.focus();
};
box.querySelectorAll(".rank").forEach(row => {
  const select = row.querySelector("select"), label = row.querySelector("label");
  const card = document.createElement("button"), badge = document.createElement("span");
  card.type = "button";
  card.className = "tap";
  card.append(...label.childNodes, badge);
  badge.className = "badge";
  // links to what is to be put right lead to the button
  card.id = select.id;
  select.id = "";
  select.hidden = true;
  card.onclick = () => {
    const place = order.indexOf(select), answer = card.querySelector("b").textContent;
    if (place >= 0) {
      order.splice(place, 1);
      told.textContent = words.none.replace("{}", answer);
    } else if (order.length < most) {
      order.push(select);
      told.textContent = name(order.length - 1) + ": " + answer;
    } else told.textContent = words.full;
    show();
  };
  label.replaceWith(card);
  cards.push({ select, card, badge });
});
order.push(...cards.map(one => one.select).filter(one => one.value).sort((a, b) => a.value - b.value));
told.setAttribute("role", "status");
told.textContent = words.how;
box.append(again);
box.classList.add("taps");
show();
});
