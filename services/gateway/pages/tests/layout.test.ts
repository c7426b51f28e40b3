import assert from 'node:assert/strict';
import test from 'node:test';

import type {Pathway, TimelineEntry} from '../src/api/types.ts';
import {causeLinks, clockSpans, laneRows, scaleOf, statusSpans, windowSpans} from '../src/picture/layout.ts';

const entry = (date: string, fact: string, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  date,
  context: 'followup',
  cause: '',
  annotation: '',
  phrases: [{text: 'a long sentence about what happened', date, context: 'followup', facts: [fact]}],
  ...more,
});

const pathway = {
  asOfDate: '2025-04-01',
  trainingStartDate: '2024-09-01',
  trainingEndDate: '2025-08-31',
  contracts: [],
  windows: [],
  alerts: [],
  dashboard: {
    status: 'APPRENTI',
    fromDate: '2025-04-01',
    explanation: '',
    steps: [
      {status: 'APPRENTI', fromDate: '2024-10-01'},
      {status: 'RUPTURANT', fromDate: '2024-12-01'},
    ],
  },
} as unknown as Pathway;
const scale = scaleOf(pathway, undefined);

test('statuses follow each other without a hole, the last one to the edge', () => {
  const [first, last] = statusSpans(scale, pathway);
  assert.equal(first!.to, last!.from);
  assert.equal(last!.to, scale.x(scale.to));
});

test('of the six months, what a new contract spared is told apart', () => {
  const clock = {fromDate: '2024-12-01', coverUntilDate: '2025-06-01', endDate: '2025-04-01'};
  const {used, spared} = clockSpans(scale, clock as never);
  assert.equal(used.to, scale.x('2025-04-01'));
  assert.deepEqual(spared, {from: used.to, to: scale.x('2025-06-02')});
});

test('a clock that ran out has nothing left over', () => {
  const clock = {fromDate: '2024-12-01', coverUntilDate: '2025-06-01', endDate: '2025-06-02'};
  assert.equal(clockSpans(scale, clock as never).spared, undefined);
});

test('windows that overlap stand under each other', () => {
  const window = (fromDate: string, toDate: string) => ({kind: '', fromDate, toDate, contract: '', state: 'HELD', meetingDate: ''});
  const spans = windowSpans(scale, [
    window('2024-09-01', '2024-11-01'),
    window('2024-10-01', '2024-12-01'),
    window('2025-01-01', '2025-02-01'),
  ] as never);
  assert.deepEqual(spans.map(({row}) => row), [0, 1, 0]);
});

test('no mark covers another, however many fall on one day', () => {
  const entries = Array.from({length: 5}, () => entry('2025-03-10', ''));
  const marks = laneRows(scale, entries)[0]!.marks;
  assert.equal(new Set(marks.map(({y}) => y)).size, 5);
});

test('a cause is linked to the latest entry before that speaks of it', () => {
  const broken = entry('2024-12-01', 'parcours.followup.v1.ContractBroken');
  const again = entry('2025-01-01', 'parcours.followup.v1.ContractBroken');
  const search = entry('2025-03-06', 'parcours.recruitment.v1.EmployerSearchOpened', {cause: 'rupture du contrat'});
  assert.deepEqual(causeLinks([broken, again, search]), [{cause: 1, effect: 2}]);
  assert.deepEqual(causeLinks([search]), []);
});
