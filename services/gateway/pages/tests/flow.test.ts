import assert from 'node:assert/strict';
import test from 'node:test';

import type {ServiceStatus} from '../src/api/types.ts';
import {healthOf, readings, type Sample, type Service, writings} from '../src/flow.ts';

const place = (topic: string, partition: number, nextOffset: number) => ({topic, partition, nextOffset: String(nextOffset)});
const status = (more: Partial<ServiceStatus>): ServiceStatus =>
  ({
    ready: true,
    produced: [],
    subscriptions: [],
    openDeadLetters: '0',
    gapCount: '0',
    timersSetAside: '0',
    timersDue: '0',
    ...more,
  }) as ServiceStatus;
const sample = (at: number, services: [Service, ServiceStatus][]): Sample => ({at, services: new Map(services)});

test('a rate is what was written since the sample before', () => {
  const before = sample(0, [['followup', status({produced: [place('t', 0, 10), place('t', 1, 5)]})]]);
  const now = sample(2_000, [['followup', status({produced: [place('t', 0, 14), place('t', 1, 7)]})]]);
  assert.deepEqual(writings(now, before), [{topic: 't', writer: 'followup', head: 21, rate: 3}]);
});

test('lag is summed over partitions, and never below nothing', () => {
  const now = sample(0, [
    ['followup', status({produced: [place('t', 0, 10), place('t', 1, 5)]})],
    ['support', status({subscriptions: [place('t', 0, 4), place('t', 1, 9)]})],
  ]);
  assert.deepEqual(readings(now), [{topic: 't', reader: 'support', lag: 6}]);
});

test('health tells apart what is down, starting, troubled and well', () => {
  assert.equal(healthOf(undefined), 'down');
  assert.equal(healthOf(status({ready: false})), 'starting');
  assert.equal(healthOf(status({openDeadLetters: '1'})), 'attention');
  assert.equal(healthOf(status({})), 'good');
});
