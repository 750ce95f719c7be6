// Goes on through the questions of a survey when there is no signal. While there is, everything passes untouched. Only
// under /s/; only public things are kept: the questions as anybody gets them, stylesheet, script and pictures. SITE
// stands before this script: the headers of every page.
const CACHE = "questions", PATIENCE = 8000, POST_PATIENCE = 20000, KITS = 3;
const PLACE = /^\/s\/([a-z0-9-]{1,60})(?:\/(.*))?$/;
const memory = new Map();  // what a person said since the signal went, by their run; as long as this worker lives
const wait = time => new Promise(done => setTimeout(done, time));
const within = (asked, time) => Promise.race([asked, wait(time).then(() => { throw new Error("no signal") })]);
const isAway = reply => reply.status === 502 || reply.status === 504;
const reached = async (request, time) => {
  const reply = await within(fetch(request), time);
  if (isAway(reply)) throw new Error("no signal");
  return reply;
};

// --- the questions, kept
const kits = new Map();
const slugOf = address => PLACE.exec(new URL(address).pathname)[1];
const kept = async slug => {
  const cache = await caches.open(CACHE), keys = await cache.keys();
  const found = keys.filter(one => one.url.includes("/offline/") && slugOf(one.url) === slug).pop();
  if (!found) return null;
  if (!kits.has(found.url)) kits.set(found.url, (await cache.match(found)).json());
  return kits.get(found.url);
};
const warm = async path => {
  await learnKey();
  const cache = await caches.open(CACHE);
  if (await cache.match(path)) return;
  const reply = await fetch(path, { credentials: "omit" });
  if (!reply.ok) return;
  const kit = await reply.clone().json();
  await Promise.all(kit.files.map(async file => { await cache.match(file) || await cache.add(file) }));
  const address = new URL(path, location.origin).href;
  const others = (await cache.keys()).filter(one => one.url.includes("/offline/"));
  const same = others.filter(one => slugOf(one.url) === slugOf(address));
  for (const one of [...same, ...others.filter(one => !same.includes(one)).slice(0, -KITS)]) await cache.delete(one);
  await cache.put(path, reply);
  for (const picture of kit.pictures) await cache.match(picture) || await cache.add(picture).catch(() => 0);
};
const clear = async () => {
  memory.clear();
  kits.clear();
  for (const name of await caches.keys()) await caches.delete(name);
  if (!await howMany()) indexedDB.deleteDatabase("outbox");
};

// --- where a person is: told by the page they are on, which alone remembers what they said
const placeIn = text => {
  try { return JSON.parse(text) } catch { return null }
};
const newer = (one, other) => one && other && one.r === other.r ? ((one.n || 0) >= (other.n || 0) ? one : other) : one || other;
const remembered = place => place && newer(memory.get(place.r), place);
const asked = client => new Promise(done => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = event => done(placeIn(event.data));
  client.postMessage("place", [port2]);
  setTimeout(() => done(null), 600);
});
let last = null;  // the place a redirect leads to in the same moment
const placeOf = async (event, slug) => {
  const redirected = last && last.slug === slug && Date.now() - last.at < 3000 ? last.place : null;
  last = null;
  if (redirected) return redirected;
  const all = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const here = all.filter(one => one.url.startsWith(`${location.origin}/s/${slug}/`));
  here.sort((a, b) => (b.id === event.replacesClientId) - (a.id === event.replacesClientId) || b.focused - a.focused);
  for (const client of here) {
    const place = remembered(await asked(client));
    if (place) return place;
  }
  return null;
};
const onward = (path, slug, place) => {
  if (place) memory.set(place.r, place);
  last = { slug, place, at: Date.now() };
  return Response.redirect(path, 303);
};

// --- pages without signal
const escaped = text => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
const shown = (kit, name, place) => {
  const carried = place ? `<input type="hidden" name="place" value="${escaped(JSON.stringify(place))}">` : "";
  return new Response(kit.pages[name].replace("<!--place-->", () => carried), { headers: SITE.headers });
};
const withoutSignal = async (event, slug, rest) => {
  const kit = await kept(slug);
  if (!kit) return Response.error();
  if (rest === "thanks" || rest === "stopped") return shown(kit, rest === "thanks" ? "sent" : "stopped", null);
  const place = await placeOf(event, slug), fits = place && place.v === kit.version;
  if (fits && rest.startsWith("q/") && kit.pages[rest.slice(2)]) return shown(kit, rest.slice(2), place);
  return shown(kit, fits && rest === "check" ? "end" : "away", fits ? place : null);
};

// --- a page is opened, or a form sent
const opened = async (event, slug, rest) => {
  const kit = await kept(slug).catch(() => null);
  if (await howMany()) await within(send(), PATIENCE / 2).catch(() => 0);
  try {
    const reply = await (kit ? reached(event.request, PATIENCE) : fetch(event.request));
    last = null;
    return reply;
  } catch {
    return withoutSignal(event, slug, rest);
  }
};
const answered = async (slug, id, fields, place, fromHere) => {
  const kit = await kept(slug), go = (fields.find(one => one[0] === "go") || ["", "next"])[1];
  const isFromCheck = fields.some(one => one[0] === "from"), own = fields.filter(one => one[0].split(".")[0] === "answer");
  const ask = kit.asks[id], read = readAnswer(ask, own), was = place.f || {};
  const here = `/s/${slug}/q/${id}`, next = { ...place, n: (place.n || 0) + 1, f: { ...was, [id]: own }, x: null };
  if (read.wrong) return onward(here, slug, { ...next, x: [read.field, read.wrong] });
  if (go === "next" || own.some(one => one[1].trim())) {
    const isEmpty = fromHere && !(id in was);  // this page could not show what was said before
    await keep(slug, { i: crypto.randomUUID(), r: place.r, q: id, f: own, l: place.l, g: go, s: isEmpty, t: Date.now() });
    if (kit.named.includes(id) && !(isEmpty && read.given[0] === "skipped" && place.a[id])) next.a = { ...place.a, [id]: read.given };
  }
  const way = wayThrough(kit.rules, new Map(Object.entries(next.a)), next.w);
  const to = (beside(kit.rules, way, id, go === "back"));
  if (go === "stop") return onward(`/s/${slug}/stopped`, slug, next);
  if (!["next", "back"].includes(go)) return onward(here, slug, next);
  if (isFromCheck || (!to && go === "next")) return onward(`/s/${slug}/check`, slug, next);
  return onward(to ? `/s/${slug}/q/${to}` : here, slug, next);
};
const finished = async (slug, fields, place) => {
  const ticked = name => fields.some(one => one[0] === name);
  const next = { ...place, n: (place.n || 0) + 1 }, kit = await kept(slug);
  if (fields.some(one => one[0] === "go" && one[1] === "back")) {
    const end = wayThrough(kit.rules, new Map(Object.entries(place.a)), place.w).steps.pop();
    return onward(end ? `/s/${slug}/q/${end}` : `/s/${slug}/check`, slug, next);
  }
  if (!ticked("agree")) return onward(`/s/${slug}/check`, slug, { ...next, x: ["agree", kit.agree] });
  await keep(slug, { i: crypto.randomUUID(), r: place.r, send: true, quote: ticked("quote"), t: Date.now() });
  return onward(`/s/${slug}/thanks`, slug, null);
};
const posted = async (event, slug, rest, fromHere) => {
  const copy = event.request.clone(), isForm = !(event.request.headers.get("content-type") || "").startsWith("multipart");
  const kit = await kept(slug).catch(() => null);
  if (!fromHere) {
    try {
      if (await howMany()) await within(send(), PATIENCE).catch(() => 0);
      return await (kit && isForm ? reached(event.request, POST_PATIENCE) : fetch(event.request));
    } catch {
      if (!kit) return Response.error();
    }
  }
  try {
    const all = [...(await copy.formData()).entries()], fields = all.filter(one => typeof one[1] === "string");
    const place = remembered(placeIn((fields.find(one => one[0] === "place") || [])[1]));
    if (!place || place.v !== kit.version) return Response.error();
    const file = all.find(one => typeof one[1] !== "string" && one[1].size), id = rest.slice(2);
    if (file) return onward(`/s/${slug}/q/${id}`, slug, { ...place, n: (place.n || 0) + 1, f: { ...place.f, [id]: fields }, x: ["answer", kit.needs] });
    const told = await (rest === "check" ? finished(slug, fields, place) : answered(slug, id, fields, place, fromHere));
    if (fromHere) await within(send(), PATIENCE / 2).catch(() => 0);
    return told;
  } catch {
    return Response.error();  // it could not be kept: the browser says so, and Back still has the words
  }
};
const fromCache = async request => await caches.match(request, { ignoreVary: true }) || fetch(request);
addEventListener("fetch", event => {
  const { request } = event, url = new URL(request.url), found = PLACE.exec(url.pathname);
  if (url.origin !== location.origin) return;
  const [slug, rest] = found ? [found[1], found[2] || ""] : [];
  if (request.mode !== "navigate") {
    if (request.method === "GET" && !request.headers.has("range") && (url.pathname.startsWith("/static/") || rest?.startsWith("media/"))) event.respondWith(fromCache(request));
    return;
  }
  if (!found) return;
  if (request.method === "GET") return event.respondWith(opened(event, slug, rest));
  if (rest === "leave") event.waitUntil(clear());
  else if (rest === "check" || /^q\/[^/]+$/.test(rest)) event.respondWith(posted(event, slug, rest, url.searchParams.has("offline")));
});
addEventListener("message", event => {
  const { warms, does } = event.data || {}, reply = told => event.ports[0] && event.ports[0].postMessage(told);
  const told = async () => {
    if (warms) await warm(warms).catch(() => 0);
    if (does === "delete") await changed("waiting", all => all.clear());
    if (does === "send" && await howMany()) await send();
    reply({ waiting: await howMany(), answers: await howManyAnswers(), late });
  };
  event.waitUntil(told().catch(() => reply({ waiting: 0, answers: 0, late: 0 })));
});
addEventListener("install", () => skipWaiting());
addEventListener("activate", event => event.waitUntil(clients.claim()));
