// One person's way through a survey, as surveys/way.py finds it; a test puts the same surveys and answers to both.
// rules: what surveys.compiled made; answers: Map of screen id to [state, choices, text]; who: [group or "", how or ""].
const QUIET_STATES = ["dont_know", "dont_understand"];
const asDecimal = text => {
  const found = /^([+-]?)([0-9]{1,30})(?:\.([0-9]{1,30}))?$/.exec(text);
  return found && BigInt(found[2] + (found[3] || "").padEnd(30, "0")) * (found[1] === "-" ? -1n : 1n);
};
const folded = text => text.toUpperCase().toLowerCase();
const isSaid = ([, choices, text], codes) => {
  if (choices.length) return choices.some(code => codes.includes(code));
  const number = asDecimal(text);
  return !!text && codes.some(code => folded(text) === folded(code) || (number !== null && number === asDecimal(code)));
};
const isChosen = (found, relation, codes) => {
  const given = found.filter(one => one[0] === "given");
  if (relation === "ranks first") return given.some(one => one[1][0] === codes[0]);
  const says = given.some(one => isSaid(one, codes));
  return ["is", "is any of", "includes"].includes(relation) ? says : given.length > 0 && !says;
};
const isCounted = ([state, choices, text], comparison, limit) => {
  const number = state === "given" ? asDecimal(choices.length === 1 ? choices[0] : text) : null, most = asDecimal(limit);
  if (number === null) return false;
  return { "is more than": number > most, "is less than": number < most, "is at least": number >= most, "is at most": number <= most }[comparison];
};
const stands = (found, standing) => standing === "is unknown" ? found.some(one => QUIET_STATES.includes(one[0]))
  : found.some(one => one[0] === "given") === (standing === "is answered");
const holds = ([kind, ...rest], about) => {
  if (kind === "all") return rest.every(part => holds(part, about));
  if (kind === "either") return rest.some(part => holds(part, about));
  if (kind === "not") return !holds(rest[0], about);
  const found = about(rest[0]);
  if (kind === "chose") return isChosen(found, rest[1], rest[2]);
  if (kind === "counts") return found.some(one => isCounted(one, rest[1], rest[2]));
  return stands(found, rest[1]);
};
const countsAs = id => id.replace(/\.\d+$/, "");
const wayThrough = (rules, answers, who) => {
  const steps = rules.steps.map(([id, root, section, turn, repeat, isLast]) => ({ id, root, section, turn, repeat, isLast }));
  const asked = new Map(), met = new Map(), ownTurns = new Map();
  let thisTurn = new Map(), part = "", turn = 0, isHere = true, root = "", isShown = true, isSettled = true;
  const about = name => {
    if (name === "group" || name === "how") return who[+(name === "how")] ? [["given", [who[+(name === "how")]], ""]] : [];
    const found = thisTurn.has(name) ? [thisTurn.get(name)] : asked.has(name) ? [met.get(name)] : ownTurns.get(name) || [];
    const passed = found.filter(Boolean);
    if (passed.length < found.length) isSettled = false;
    return passed;
  };
  const isSo = condition => !condition || holds(condition, about);
  const turnsOf = step => {
    if (!asked.has(step.repeat)) return 0;
    const counted = met.get(step.repeat), code = (counted && counted[1][0]) || "";
    if (!counted) isSettled = false;
    return /^[0-9]{1,3}$/.test(code) ? +code : 0;
  };
  const enter = step => {
    if (part === step.section && turn === step.turn) return;
    if (part !== step.section) {
      const ended = new Map();
      if (turn) for (const [id, one] of asked) if (one.turn && one.section === part) ended.set(countsAs(id), [...(ended.get(countsAs(id)) || []), met.get(id)]);
      ended.forEach((each, name) => ownTurns.set(name, each));
      thisTurn = new Map();
      isHere = isSo(rules.parts[step.section]);
    }
    [part, turn, root, isShown] = [step.section, step.turn, "", true];
    thisTurn = new Map();
  };
  const shows = step => {
    if (root !== step.root) [root, isShown] = [step.root, isSo(rules.shows[step.root])];
    return isShown;
  };
  const later = (place, is) => {
    const found = steps.findIndex((one, n) => n > place && is(one));
    return found < 0 ? null : found;
  };
  const ahead = (to, step, place) => to === "end" ? steps.length
    : to === step.section ? null : later(place, one => one.root === to || one.section === to);
  const placeOf = (to, step, place) => {
    const found = ahead(to, step, place);
    if (found === null || !step.turn) return found;
    const there = to === "end" ? null : steps[found];
    if (there && there.section === step.section) return there.turn === step.turn ? found : null;
    const next = step.turn >= turnsOf(step) ? null : later(place, one => one.section === step.section && one.turn === step.turn + 1);
    return next || found;
  };
  const takes = (condition, step) => {
    if (!condition) return true;
    if (met.has(step.id)) return holds(condition, about);
    return isSettled = false;
  };
  for (let place = 0, from = 0; place < steps.length; place++) {
    const step = steps[place];
    if (place < from) continue;
    enter(step);
    if (!isHere || (step.turn && step.turn > turnsOf(step)) || !shows(step)) continue;
    asked.set(step.id, step);
    const given = answers.get(step.id);
    if (given) met.set(step.id, given);
    if (step.turn) thisTurn.set(countsAs(step.id), given);
    if (!step.isLast) continue;
    const route = (rules.routes[step.root] || []).find(([condition]) => takes(condition, step));
    from = (route && placeOf(route[1], step, place)) || place + 1;
  }
  return { steps: [...asked.keys()], isSettled };
};
// the screen after one, or the one before it; null at the end and at the start
const beside = (rules, way, id, before) => {
  const place = new Map(rules.steps.map(([id], n) => [id, n]));
  const here = place.has(id) ? place.get(id) : -1;
  const found = way.steps.filter(one => before ? place.get(one) < here : place.get(one) > here);
  return (before ? found.pop() : found[0]) || null;
};
