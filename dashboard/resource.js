// A value that is fetched. It keeps the last good value while it reloads, so that a page never jumps.

import { redraw } from './redraw.js';

export function resource(load) {
  let latest = 0;
  const self = { value: undefined, error: undefined, busy: false, reload };

  async function reload() {
    const mine = ++latest;
    self.busy = true;
    redraw();
    try {
      const value = await load();
      if (mine === latest) Object.assign(self, { value, error: undefined });
    } catch (error) {
      if (mine === latest) self.error = error;
    }
    if (mine === latest) self.busy = false;
    redraw();
  }

  reload();
  return self;
}

export const settled = ({ value, error }) => value !== undefined || error !== undefined;

// A list that comes in pages: `load(cursor)` answers `{items, next}`.
export function pagedResource(load) {
  const list = resource(() => load(null));

  const more = action(async () => {
    const before = list.value;
    const page = await load(before.next);
    if (list.value === before) list.value = { items: [...before.items, ...page.items], next: page.next };
  });

  return Object.assign(list, { more });
}

// Something a person starts: one at a time, with its failure kept for showing. The run gets a form's fields.
export function action(run) {
  const self = { busy: false, error: undefined, start };

  async function start(event) {
    event?.preventDefault();
    if (self.busy) return;
    const form = event?.currentTarget instanceof HTMLFormElement ? event.currentTarget : null;
    Object.assign(self, { busy: true, error: undefined });
    redraw();
    try {
      await run(form && new FormData(form), form);
    } catch (error) {
      self.error = error;
    }
    self.busy = false;
    redraw();
  }

  return self;
}
