import assert from 'node:assert/strict';
import test from 'node:test';

import {addDays, daysBetween, inWords, isDay, monthStarts} from '../src/dates.ts';

test('a day is said in words, the first of a month as first', () => {
  assert.equal(inWords('2025-03-01', 'fr'), '1er mars 2025');
  assert.equal(inWords('2025-03-11', 'fr'), '11 mars 2025');
  assert.equal(inWords('2025-03-01', 'en'), '1 March 2025');
});

test('days are counted over months, years and the change of the clocks', () => {
  assert.equal(addDays('2024-02-28', 2), '2024-03-01');
  assert.equal(daysBetween('2025-03-29', '2025-03-31'), 2);
  assert.equal(daysBetween('2025-01-01', '2024-12-31'), -1);
});

test('only a day of the calendar is a day', () => {
  assert.ok(isDay('2024-02-29'));
  for (const no of ['2025-02-29', '2025-2-3', '', '2025-13-01', 'hier']) assert.ok(!isDay(no), no);
});

test('months begin inside the span, over the new year too', () => {
  assert.deepEqual(monthStarts('2024-11-15', '2025-02-01'), ['2024-12-01', '2025-01-01', '2025-02-01']);
  assert.deepEqual(monthStarts('2025-02-01', '2025-02-03'), ['2025-02-01']);
});
