import {healthOf, readings, type Sample, type Service, SERVICES, writings} from '../flow.ts';
import {useSpeech} from '../language.tsx';

const WIDTH = 1120;
const BOX = {width: 190, height: 52};
const TOPIC = {width: 290, height: 30};
const TOP = 34;
const LEFT = 8;
const RIGHT = WIDTH - BOX.width - 8;
const MIDDLE = (WIDTH - TOPIC.width) / 2;

const spread = (count: number, height: number, at: number): number => TOP + ((at + 0.5) * (height - TOP)) / count;

// Who writes on which topic, and who reads it: writers left, readers right.
export function FlowGraph({sample, before}: {sample: Sample; before: Sample | undefined}) {
  const {words} = useSpeech();
  const written = writings(sample, before);
  const read = readings(sample);
  const topics = [...new Set([...written, ...read].map(({topic}) => topic))].sort();
  const height = Math.max(SERVICES.length * 78, topics.length * 46) + TOP;
  const serviceY = (service: Service) => spread(SERVICES.length, height, SERVICES.indexOf(service));
  const topicY = (topic: string) => spread(topics.length, height, topics.indexOf(topic));
  return (
    <svg class="flow" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={words.operations.described}>
      <text class="flow-head" x={LEFT + BOX.width / 2} y="18" text-anchor="middle">
        {words.operations.writers}
      </text>
      <text class="flow-head" x={WIDTH / 2} y="18" text-anchor="middle">
        {words.operations.topics}
      </text>
      <text class="flow-head" x={RIGHT + BOX.width / 2} y="18" text-anchor="middle">
        {words.operations.readers}
      </text>
      {written.map(({topic, writer, rate}) => (
        <path
          key={`${writer}>${topic}`}
          class={rate > 0 ? 'edge moving' : 'edge'}
          d={curve(LEFT + BOX.width, serviceY(writer), MIDDLE, topicY(topic))}
        />
      ))}
      {read.map(({topic, reader, lag}) => (
        <path
          key={`${topic}>${reader}`}
          class={lag > 0 ? 'edge late' : 'edge'}
          d={curve(MIDDLE + TOPIC.width, topicY(topic), RIGHT, serviceY(reader))}
        />
      ))}
      {topics.map((topic) => {
        const own = written.find((one) => one.topic === topic);
        const late = read.filter((one) => one.topic === topic).reduce((most, {lag}) => Math.max(most, lag), 0);
        return (
          <g key={topic}>
            <rect class={topic.includes('.restricted.') ? 'topic restricted' : 'topic'} x={MIDDLE} y={topicY(topic) - TOPIC.height / 2} width={TOPIC.width} height={TOPIC.height} rx="15" />
            <text class="topic-name" x={MIDDLE + 16} y={topicY(topic) + 4}>
              {topic.replace(/^parcours\./, '')}
            </text>
            <text class="topic-figure" x={MIDDLE + TOPIC.width - 14} y={topicY(topic) + 4} text-anchor="end">
              {late > 0 ? words.operations.lagOf(late) : words.operations.facts(own?.head ?? 0)}
            </text>
          </g>
        );
      })}
      {[LEFT, RIGHT].map((x) =>
        SERVICES.map((service) => {
          const status = sample.services.get(service);
          const health = healthOf(status);
          return (
            <g key={`${x}${service}`}>
              <rect class={`service health-box-${health}`} x={x} y={serviceY(service) - BOX.height / 2} width={BOX.width} height={BOX.height} rx="10" />
              <text class="service-name" x={x + 14} y={serviceY(service) - 3}>
                {words.services[service]}
              </text>
              <text class="service-figure" x={x + 14} y={serviceY(service) + 15}>
                {words.health[health]}
              </text>
            </g>
          );
        }),
      )}
    </svg>
  );
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const bend = (x2 - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
