// What flows between the services, from what each says of itself.
import type {ServiceStatus, TopicPlace} from './api/types.ts';

export const SERVICES = ['partners', 'recruitment', 'followup', 'support', 'insertion'] as const;
export type Service = (typeof SERVICES)[number];

export interface Sample {
  at: number; // ms
  services: Map<Service, ServiceStatus>; // without those that do not answer
}

const sum = (places: TopicPlace[], topic: string): number =>
  places.filter((one) => one.topic === topic).reduce((total, {nextOffset}) => total + Number(nextOffset), 0);

export interface Reading {
  topic: string;
  reader: Service;
  lag: number; // records written and not read yet
}
export interface Writing {
  topic: string;
  writer: Service;
  head: number;
  rate: number; // records per second since the sample before
}

export function writings(sample: Sample, before?: Sample): Writing[] {
  const seconds = before ? (sample.at - before.at) / 1000 : 0;
  return [...sample.services].flatMap(([writer, {produced}]) =>
    [...new Set(produced.map(({topic}) => topic))].sort().map((topic) => {
      const head = sum(produced, topic);
      const earlier = before?.services.get(writer);
      const rate = earlier && seconds > 0 ? Math.max(0, head - sum(earlier.produced, topic)) / seconds : 0;
      return {topic, writer, head, rate};
    }),
  );
}

// A head that its producer does not name is 0; a producer that does not answer makes the lag unknown, not 0.
export function readings(sample: Sample): Reading[] {
  const heads = new Map<string, number>();
  for (const {produced} of sample.services.values()) {
    for (const {topic, partition, nextOffset} of produced) heads.set(`${topic}/${partition}`, Number(nextOffset));
  }
  return [...sample.services].flatMap(([reader, {subscriptions}]) =>
    [...new Set(subscriptions.map(({topic}) => topic))].sort().map((topic) => ({
      topic,
      reader,
      lag: subscriptions
        .filter((one) => one.topic === topic)
        .reduce(
          (total, {partition, nextOffset}) =>
            total + Math.max(0, (heads.get(`${topic}/${partition}`) ?? 0) - Number(nextOffset)),
          0,
        ),
    })),
  );
}

export type Health = 'down' | 'starting' | 'attention' | 'good';
export function healthOf(status: ServiceStatus | undefined): Health {
  if (!status) return 'down';
  if (!status.ready) return 'starting';
  const trouble = [status.openDeadLetters, status.gapCount, status.timersSetAside, status.timersDue];
  return trouble.some((count) => Number(count) > 0) ? 'attention' : 'good';
}
