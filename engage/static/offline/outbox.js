// What waits to be sent: sealed to the server's public key before it touches the disk, so that nobody who opens this
// browser can read it; thrown away after a day. Also the public key, and how much there is of everything.
const DAY = 24 * 3600e3, HALF = DAY / 2, PADDED = 1024, AT_ONCE = 40;
const database = () => new Promise((done, failed) => {
  const asked = indexedDB.open("outbox", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("waiting", { keyPath: "n", autoIncrement: true });
    asked.result.createObjectStore("key");
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});
const stored = async (name, act, mode = "readonly") => {
  const opened = await database();
  try {
    return await new Promise((done, failed) => {
      const all = opened.transaction(name, mode), asked = act(all.objectStore(name));
      all.oncomplete = () => done(asked.result);
      all.onabort = all.onerror = () => failed(all.error);
    });
  } finally {
    opened.close();
  }
};
const changed = (name, act) => stored(name, act, "readwrite");
const howMany = () => stored("waiting", all => all.count()).catch(() => 0);
// how many of them are answers: that everything is to be sent is none
const howManyAnswers = () => stored("waiting", all => all.getAll()).then(all => all.filter(one => !one.ends).length).catch(() => 0);
const packed = bytes => btoa(Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join(""));
const unpacked = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
const learnKey = async () => {
  const known = await stored("key", all => all.get("public"));
  if (known && Date.now() - known.at < HALF) return;
  const told = await fetch("/s/key.json", { credentials: "omit" });
  if (!told.ok) return;
  const found = { ...await told.json(), at: Date.now() };
  await changed("key", all => all.put(found, "public"));
};
const sealed = async words => {
  const known = await stored("key", all => all.get("public"));
  if (!known || Date.now() - known.at > DAY) throw new Error("no key to seal to");
  const rsa = { name: "RSA-OAEP", hash: "SHA-256" }, iv = crypto.getRandomValues(new Uint8Array(12));
  const lock = await crypto.subtle.importKey("spki", unpacked(known.public), rsa, false, ["encrypt"]);
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
  const plain = new TextEncoder().encode(JSON.stringify(words)), whole = Math.ceil(plain.length / PADDED) * PADDED;
  const even = new Uint8Array(whole).fill(32);  // the length tells nothing about a short answer
  even.set(plain);
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, even);
  const closed = await crypto.subtle.encrypt(rsa, lock, await crypto.subtle.exportKey("raw", key));
  return { kid: known.id, key: packed(closed), iv: packed(iv), body: packed(body) };
};
const keep = async (slug, words) => {
  const closed = await sealed(words);
  await changed("waiting", all => all.add({ slug, at: Date.now(), ends: !!words.send, ...closed }));
};
const forget = async items => {
  for (const one of items) await changed("waiting", all => all.delete(one.n));
};
// Everything that waits is sent in the order it was kept. True when nothing waits any more.
let sending, late = 0;
const sendAll = async () => {
  const waiting = await stored("waiting", all => all.getAll());
  const old = waiting.filter(one => Date.now() - one.at > DAY);
  await forget(old);
  late += old.length;
  let left = waiting.filter(one => !old.includes(one));
  while (left.length) {
    const slug = left[0].slug, some = left.filter(one => one.slug === slug).slice(0, AT_ONCE);
    const items = some.map(({ kid, key, iv, body }) => ({ kid, key, iv, body }));
    const reply = await fetch(`/s/${slug}/sealed`, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ now: Date.now(), items }), signal: AbortSignal.timeout(10000),
    });
    if (!reply.ok) return false;
    const { told } = await reply.json();
    late += told.filter(one => one === "late").length;
    await forget(some);
    left = left.filter(one => !some.includes(one));
  }
  return true;
};
const send = () => sending = sending || sendAll().catch(() => false).finally(() => { sending = null });
