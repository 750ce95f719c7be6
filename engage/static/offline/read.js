// What a form says about one question, as surveys/questions read it on the server, which reads it again when it arrives.
// ask: engage.respond.offline.asks; fields: [name, value] pairs. Gives { given: [state, choices, text] } or { wrong, field }.
const QUIET = { _skip: "skipped", _dont_know: "dont_know", _dont_understand: "dont_understand" };
const digits = text => /^[0-9]{1,4}$/.test(text) ? +text : NaN;
const readNumber = (ask, raw) => {
  let text = raw.toLowerCase().replace("£", "");
  ask.units.forEach(unit => { text = text.replaceAll(unit, "") });
  text = text.trim().replace(/(?<=[0-9])[, \u00a0\u202f'](?=[0-9]{3}(?![0-9]))/g, "");
  if (text.split(",").length === 2 && !text.includes(".")) text = text.replace(",", ".");
  const found = /^(-?)([0-9]{1,15})(?:\.([0-9]{1,9}))?$/.exec(text);
  if (!found) return { wrong: "number" };
  const after = (found[3] || "").replace(/0+$/, ""), whole = found[2].replace(/^0+(?=.)/, "");
  const plain = (found[1] && (after || whole !== "0") ? "-" : "") + whole + (after && "." + after), number = +plain;
  if ((ask.low !== null && number < ask.low) || (ask.high !== null && number > ask.high)) return { wrong: "range" };
  return after.length > ask.decimals ? { wrong: "places" } : { text: plain };
};
const readDay = (first, withDay) => {
  const [day, month, year] = ["day", "month", "year"].map(part => digits(first("answer." + part)));
  if (withDay && !(day >= 1 && day <= 31)) return { wrong: "day", field: "answer.day" };
  if (!(month >= 1 && month <= 12)) return { wrong: "month", field: "answer.month" };
  if (!(year >= 1900 && year <= 2100)) return { wrong: "year", field: "answer.year" };
  if (withDay && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return { wrong: "noday", field: "answer.day" };
  return { text: [year, month, ...(withDay ? [day] : [])].map(n => String(n).padStart(2, "0")).join("-") };
};
const readAnswer = (ask, fields) => {
  const values = name => [...new Set(fields.filter(one => one[0] === name && one[1].trim()).map(one => one[1]))];
  const first = name => (values(name)[0] || "").trim();
  const posted = values("answer"), own = posted.filter(value => !(value in QUIET));
  const said = posted.map(value => QUIET[value]).find(Boolean);
  const quiet = said && [ask.quiet.includes(said) ? said : "skipped", [], ""];
  const given = (choices, text = "") => ({ given: ["given", choices, text] });
  const wrong = (key, field = "answer") => ({ wrong: ask.wrong[key], field });
  const isLong = (text, most) => [...text.trim()].length > most;
  const words = first("answer.other"), codes = ask.codes.filter(code => own.includes(code));
  const withWords = chosen => isLong(words, 200) ? wrong("long", "answer.other")
    : words && ask.says && !chosen.includes(ask.says) ? wrong("own")
    : given(chosen, chosen.includes(ask.says) ? words : "");
  const nothing = { given: quiet || ["skipped", [], ""] };
  if (ask.control === "nothing") return given([]);
  if (ask.control === "radios") {
    if (codes.length + !!quiet > 1) return wrong("one");
    return codes.length ? withWords(codes) : words && ask.says ? withWords([ask.says]) : nothing;
  }
  if (ask.control === "ticks") {
    const chosen = words ? ask.codes.filter(code => codes.includes(code) || code === ask.says) : codes;
    if (!chosen.length) return nothing;
    if (quiet) return wrong("both");
    if (chosen.length > 1 && chosen.some(code => ask.alone.includes(code))) return wrong("alone");
    return ask.most && chosen.length > ask.most ? wrong("most") : withWords(chosen);
  }
  if (ask.control === "ranks") {
    const placed = ask.codes.map(code => [+first("answer." + code), code]).filter(one => one[0]).sort((a, b) => a[0] - b[0]);
    if (!placed.length) return nothing;
    if (quiet) return wrong("both");
    return new Set(placed.map(one => one[0])).size < placed.length ? wrong("twice") : given(placed.map(one => one[1]));
  }
  if (ask.control === "date" || ask.control === "month") {
    const withDay = ask.control === "date";
    if (!["day", "month", "year"].some(part => (withDay || part !== "day") && first("answer." + part))) return nothing;
    const found = readDay(first, withDay);
    return found.wrong ? wrong(found.wrong, found.field) : given([], found.text);
  }
  if (ask.control === "lines") {
    const filled = ask.codes.filter(code => first("answer." + code));
    const long = filled.find(code => isLong(first("answer." + code), ask.long));
    if (long) return wrong("long", "answer." + long);
    return filled.length ? given(filled) : nothing;
  }
  const text = ask.control === "file" ? first("answer.words") : own.join("\n").trim();
  if (!text) return nothing;
  if (isLong(text, ask.long)) return wrong("long", ask.control === "file" ? "answer.words" : "answer");
  if (ask.control === "number") {
    const found = readNumber(ask, text);
    return found.wrong ? wrong(found.wrong) : given([], found.text);
  }
  if (ask.isArea) {
    const found = /^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})?$/.exec(text.toUpperCase().replace(/\s+/g, ""));
    return found ? given([], found[1]) : wrong("area");
  }
  return given([], text);
};
