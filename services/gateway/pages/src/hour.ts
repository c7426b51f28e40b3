// The platform's last hour in a few figures.
import {readings, type Sample, SERVICES} from './flow.ts';

export interface Figures {
  at: number; // ms
  facts: number; // written by all services since ever
  lag: number;
  gaps: number;
  deadLetters: number;
  timersDue: number;
  silent: number; // services that do not answer
}

export const HOUR_MS = 3_600_000;

const sum = (counts: (number | string)[]): number => counts.reduce<number>((total, count) => total + Number(count), 0);

export function figuresOf(sample: Sample): Figures {
  const all = [...sample.services.values()];
  return {
    at: sample.at,
    facts: sum(all.flatMap(({produced}) => produced.map(({nextOffset}) => nextOffset))),
    lag: sum(readings(sample).map(({lag}) => lag)) + sum(all.map(({relayPending}) => relayPending)),
    gaps: sum(all.map(({gapCount}) => gapCount)),
    deadLetters: sum(all.map(({openDeadLetters}) => openDeadLetters)),
    timersDue: sum(all.map(({timersDue}) => timersDue)),
    silent: SERVICES.length - all.length,
  };
}

// The figures of the hour before the latest ones, in order.
export function lastHour(figures: Figures[]): Figures[] {
  const sorted = [...figures].sort((one, other) => one.at - other.at);
  const from = (sorted.at(-1)?.at ?? 0) - HOUR_MS;
  return sorted.filter(({at}) => at >= from);
}

// Facts per second up to each of the figures. Where a service fell silent or came back, nobody can say.
export const ratesOf = (figures: Figures[]): number[] =>
  figures.map((now, place) => {
    const before = figures[place - 1];
    if (!before || before.silent !== now.silent || now.at <= before.at) return 0;
    return Math.max(0, now.facts - before.facts) / ((now.at - before.at) / 1000);
  });
