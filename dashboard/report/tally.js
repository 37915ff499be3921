// Adding and ranking.

// Objects of numbers, field by field.
export function addUp(objects) {
  const total = {};
  for (const object of objects) {
    for (const [name, value] of Object.entries(object)) total[name] = (total[name] ?? 0) + value;
  }
  return total;
}

// Rows with the same key as one, the largest first, then by name.
export function rank(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const name = keyOf(row);
    const group = groups.get(name) ?? groups.set(name, { name, count: 0, rows: [] }).get(name);
    group.count += row.count;
    group.rows.push(row);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}
