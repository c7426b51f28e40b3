// Where things stand in the picture of a pathway. Lengths are units of the drawing's own, about a pixel each.
import type {Continuation, Pathway, PathwayStatus, StatusStep, Timeline, TimelineEntry} from '../api/types.ts';
import {addDays, type Day, dayNumber, monthStarts} from '../dates.ts';
import type {EmployerWindow} from '../pathways.ts';

export const WIDTH = 1120;
export const LEFT = 168; // names of the rows
const RIGHT = 24;
const MARK = 11; // radius of an event's mark
const LETTER = 6.3; // width of a letter of an event's words
const ROW = 30;
const MOST_ROWS = 6;

export interface Scale {
  from: Day;
  to: Day;
  x: (day: Day) => number;
  months: {x: number; day: Day}[];
}

// Everything that is drawn lies inside, with a little air.
export function scaleOf(pathway: Pathway, timeline: Timeline | undefined): Scale {
  const days = [pathway.trainingStartDate, pathway.trainingEndDate, pathway.continuation?.coverUntilDate]
    .concat(timeline?.entries.map((entry) => entry.date) ?? [])
    .filter((day): day is Day => Boolean(day))
    .sort();
  const from = addDays(days[0] ?? pathway.asOfDate, -10);
  const to = addDays(days.at(-1) ?? pathway.asOfDate, 20);
  const first = dayNumber(from);
  const length = Math.max(1, dayNumber(to) - first);
  const x = (day: Day) => LEFT + ((dayNumber(day) - first) / length) * (WIDTH - LEFT - RIGHT);
  return {from, to, x, months: monthStarts(from, to).map((day) => ({x: x(day), day}))};
}

export interface Span {
  from: number;
  to: number;
}
const spanOf = (scale: Scale, from: Day, to: Day): Span => ({from: scale.x(from), to: scale.x(to)});

export interface StatusSpan extends Span {
  status: PathwayStatus;
  fromDate: Day;
}
// The dashboard's statuses one after the other; the last one goes on to the edge.
export function statusSpans(scale: Scale, pathway: Pathway): StatusSpan[] {
  const steps = pathway.dashboard?.steps ?? [];
  return steps
    .map(({status, fromDate}, place) => ({
      status,
      fromDate,
      ...spanOf(scale, fromDate < scale.from ? scale.from : fromDate, steps[place + 1]?.fromDate ?? scale.to),
    }))
    .filter(({status, from, to}) => status !== 'PATHWAY_STATUS_UNSPECIFIED' && to > from);
}

// What the law covers after a break: used up, and left over where a contract or the exit came first.
export function clockSpans(scale: Scale, clock: Continuation): {used: Span; spared?: Span} {
  const past = addDays(clock.coverUntilDate, 1); // that day is covered too
  const end = clock.endDate && clock.endDate < past ? clock.endDate : past;
  const used = spanOf(scale, clock.fromDate, end);
  return end < past ? {used, spared: spanOf(scale, end, past)} : {used};
}

// What the dashboard would say had nobody acted, where it differs from what it says.
export function aloneFrom(pathway: Pathway, timeline: Timeline | undefined): StatusStep | undefined {
  const alone = timeline?.withoutPlatform;
  const same = pathway.dashboard?.steps.some(
    ({status, fromDate}) => status === alone?.status && fromDate === alone.fromDate,
  );
  return same ? undefined : alone;
}

export interface ContractSpan extends Span {
  number: number;
  employer: string;
  broken: boolean;
}
export const contractSpans = (scale: Scale, pathway: Pathway): ContractSpan[] =>
  pathway.contracts.map(({number, employer, startDate, endDate, breakDate}) => ({
    number,
    employer,
    broken: breakDate !== '',
    ...spanOf(scale, startDate, breakDate || endDate || pathway.trainingEndDate || scale.to),
  }));

export interface WindowSpan extends Span {
  row: number;
  window: EmployerWindow;
}
// Windows that overlap stand under each other.
export function windowSpans(scale: Scale, windows: EmployerWindow[]): WindowSpan[] {
  const ends: number[] = [];
  return windows.map((window) => {
    const span = spanOf(scale, window.fromDate, addDays(window.toDate, 1));
    const free = ends.findIndex((end) => end <= span.from);
    const row = free < 0 ? ends.length : free;
    ends[row] = span.to;
    return {row, window, ...span};
  });
}

export interface Mark {
  place: number; // of its entry in the timeline, from 0
  x: number;
  y: number; // below the top of its lane
  words: string; // as much as there is room for
  before: boolean; // the words stand left of the mark
}
export interface LaneRows {
  lane: Lane;
  height: number;
  marks: Mark[];
}

export const LANES = ['recruitment', 'followup', 'support', 'insertion'] as const;
export type Lane = (typeof LANES)[number];

export const sentence = (entry: TimelineEntry): string => entry.phrases.map(({text}) => text).join(' · ');

const shortened = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;

// Each event gets the first row of its lane where its mark and words are free.
function rowsOf(scale: Scale, lane: Lane, entries: [TimelineEntry, number][]): LaneRows {
  const ends: number[] = [];
  const marks = entries.map(([entry, place]) => {
    const x = scale.x(entry.date);
    const words = shortened(entry.phrases[0]?.text ?? '', 34);
    const width = words.length * LETTER + 12;
    const before = x + MARK + width > WIDTH;
    const [start, end] = before ? [x - MARK - width, x + MARK + 4] : [x - MARK, x + MARK + width];
    let row = Array.from({length: MOST_ROWS}, (_, at) => at).find((at) => (ends[at] ?? 0) <= start) ?? -1;
    const roomy = row >= 0;
    if (!roomy) row = ends.indexOf(Math.min(...ends));
    ends[row] = Math.max(ends[row] ?? 0, roomy ? end : x + MARK);
    return {place, x, y: row * ROW + ROW / 2, words: roomy ? words : '', before};
  });
  return {lane, height: Math.max(1, ends.length) * ROW + 8, marks};
}

export function laneRows(scale: Scale, entries: TimelineEntry[]): LaneRows[] {
  const placed = entries.map((entry, place): [TimelineEntry, number] => [entry, place]);
  return LANES.map((lane) => rowsOf(scale, lane, placed.filter(([entry]) => entry.context === lane))).filter(
    ({marks}) => marks.length > 0,
  );
}

// The facts that a cause speaks of, by the fact that it led to.
const CAUSES: Record<string, string[]> = {
  'parcours.recruitment.v1.EmployerSearchOpened': ['parcours.followup.v1.ContractBroken'],
  'parcours.support.v1.BarrierConfirmed': [
    'parcours.followup.v1.InterviewRecorded',
    'parcours.recruitment.v1.InterviewHeld',
  ],
};
const factsOf = (entry: TimelineEntry): string[] => entry.phrases.flatMap(({facts}) => facts);

export interface CauseLink {
  cause: number; // places in the timeline
  effect: number;
}
// Entries whose stated cause stands in the timeline too: the latest one before.
export function causeLinks(entries: TimelineEntry[]): CauseLink[] {
  return entries.flatMap((entry, effect) => {
    if (!entry.cause) return [];
    const causes = factsOf(entry).flatMap((fact) => CAUSES[fact] ?? []);
    for (let cause = effect - 1; cause >= 0; --cause) {
      if (factsOf(entries[cause]!).some((fact) => causes.includes(fact))) return [{cause, effect}];
    }
    return [];
  });
}
