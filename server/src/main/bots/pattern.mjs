// The rule by which a literal names a user agent; byline.sites.Bots applies the same one.
const WORD = /[a-z0-9]/i;
const GLUED_BEFORE = /[a-z0-9\-_./@=&?#%~]/i;

/**
 * True when `pattern` stands in `userAgent` as a word of its own, not inside a longer word, address or path, and not
 * only as what the sender is "like".
 */
export function matches(userAgent, pattern) {
  const text = userAgent.toLowerCase();
  const wanted = pattern.toLowerCase();
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (opens(text, at) && closes(text, at + wanted.length)) return true;
  }
  return false;
}

function opens(text, start) {
  if (!WORD.test(text[start]) || start === 0) return true;
  return !GLUED_BEFORE.test(text[start - 1]) && !/(like|compatible with) $/.test(text.slice(0, start));
}

function closes(text, end) {
  if (!WORD.test(text[end - 1]) || end === text.length) return true;
  const next = text[end];
  return !(WORD.test(next) || next === '_' || next === '@' || (next === '.' && WORD.test(text[end + 1] ?? ' ')));
}

/** The literal an expression stands for, or null when it is more than one. */
export function literal(expression) {
  const plain = expression.replace(/\[(.)(.)\]/g, (all, a, b) => (a.toLowerCase() === b.toLowerCase() ? a : all)).replace(/^\^|\$$/g, '');
  let out = '';
  for (let i = 0; i < plain.length; i++) {
    if (plain[i] === '\\') {
      if (WORD.test(plain[++i])) return null;
      out += plain[i];
    } else if ('[]()|?*+{}.'.includes(plain[i])) {
      return null;
    } else {
      out += plain[i];
    }
  }
  // "Foobot/" is "Foobot" with its version; a word that ordinary programs use keeps its slash.
  return /(bot|spider|crawler)\/$/i.test(out) ? out.slice(0, -1) : out.trim();
}

/** `pattern` with what it is glued to in `sample`, so that it stands alone there. */
export function widened(sample, pattern) {
  let start = sample.toLowerCase().indexOf(pattern.toLowerCase());
  if (start < 0) return pattern;
  let end = start + pattern.length;
  while (start > 0 && (!opens(sample.toLowerCase(), start) || /[\w-]/.test(sample[start - 1]))) start--;
  while (!closes(sample.toLowerCase(), end)) end++;
  return sample.slice(start, end).trim();
}
