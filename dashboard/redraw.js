// State lives in plain variables; whoever changes one asks for a redraw, and all draw once.

const drawings = new Set();
let asked = false;

export function onRedraw(draw) {
  drawings.add(draw);
  return () => drawings.delete(draw);
}

export function redraw() {
  if (asked) return;
  asked = true;
  queueMicrotask(() => {
    asked = false;
    for (const draw of drawings) draw();
  });
}
