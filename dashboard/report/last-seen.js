// When each site was last heard of: its newest event. A few sites are asked about at a time.

import { read } from '../api/report.js';
import { redraw } from '../redraw.js';
import { daysBefore } from './span.js';

const AT_ONCE = 4;

// Reports reach back two years and a day; one year tells a quiet site from one that never spoke.
const LOOK_BACK_DAYS = 365;

export async function lastEventOf(site) {
  const { events } = await read(`/api/v1/sites/${encodeURIComponent(site.id)}/events`, { start: daysBefore(LOOK_BACK_DAYS), limit: 1 });
  return events[0]?.timestamp ?? null;
}

export function lastSeen() {
  const times = new Map();

  async function look(sites) {
    const waiting = [...sites];
    const worker = async () => {
      for (let site = waiting.shift(); site; site = waiting.shift()) {
        times.set(site.id, await lastEventOf(site).catch(() => undefined));
        redraw();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  return { look, of: (id) => times.get(id) };
}
