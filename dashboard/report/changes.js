// What differs between two states of a thing, member by member, as text; what stayed is left out.

export function changesOf(before, after) {
  const was = flat(before);
  const is = flat(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((name) => ({ name, before: was.get(name), after: is.get(name) }))
    .filter((change) => change.before !== change.after);
}

// `{settings: {time_zone: 'UTC'}}` has the one member `time_zone`.
function flat(value, into = new Map()) {
  for (const [name, member] of Object.entries(value ?? {})) {
    if (member && typeof member === 'object' && !Array.isArray(member)) flat(member, into);
    else if (member !== null) into.set(name, text(member));
  }
  return into;
}

const text = (value) => (Array.isArray(value) ? value.join(', ') : String(value));
