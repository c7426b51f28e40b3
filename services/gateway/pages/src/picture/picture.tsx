import type {ComponentChildren} from 'preact';
import {useId, useMemo} from 'preact/hooks';

import type {Pathway, Timeline} from '../api/types.ts';
import {type Day, inWords, monthName} from '../dates.ts';
import {useSpeech} from '../language.tsx';
import {windowsOf} from '../pathways.ts';
import {
  aloneFrom,
  causeLinks,
  clockSpans,
  contractSpans,
  laneRows,
  LEFT,
  type Mark,
  type Scale,
  sentence,
  statusSpans,
  WIDTH,
  windowSpans,
} from './layout.ts';

const AXIS = 34;
const BAR = 26;
const GAP = 12;

interface PictureProps {
  pathway: Pathway; // as it stands today: all that is known
  timeline: Timeline | undefined;
  scale: Scale;
  on: Day;
  chosen: number | undefined;
  onChoose: (place: number) => void;
}

// One pathway at a glance: its clocks, contracts and windows, and the events of each service below each other.
export function Picture({pathway, timeline, scale, on, chosen, onChoose}: PictureProps) {
  const {words, language} = useSpeech();
  const id = useId();
  const entries = timeline?.entries ?? [];
  const lanes = useMemo(() => laneRows(scale, entries), [scale, entries]);
  const windows = windowSpans(scale, windowsOf(pathway));
  const statuses = statusSpans(scale, pathway);
  const clock = pathway.continuation && clockSpans(scale, pathway.continuation);
  const contracts = contractSpans(scale, pathway);
  const alone = aloneFrom(pathway, timeline);

  let y = AXIS;
  const place = (height: number): number => {
    const top = y;
    y += height + GAP;
    return top;
  };
  const rows: ComponentChildren[] = [];
  if (statuses.length) {
    const top = place(BAR + (alone ? 20 : 0));
    rows.push(
      <g key="status">
        <RowName y={top} name={words.picture.dashboard} />
        {statuses.map((span) => (
          <g key={span.fromDate}>
            <rect class={`bar status-${span.status}`} x={span.from} y={top} width={span.to - span.from} height={BAR} rx="4">
              <title>{`${words.status[span.status].name} – ${words.pathway.since(inWords(span.fromDate, language))}`}</title>
            </rect>
            <Inside span={span} y={top} texts={[words.status[span.status].name]} class={`on-${span.status}`} />
          </g>
        ))}
        {alone && alone.fromDate <= scale.to && (
          <g class="alone">
            <path d={`M${scale.x(alone.fromDate)} ${top + BAR + 5}v8M${scale.x(alone.fromDate)} ${top + BAR + 9}H${scale.x(scale.to)}`} />
            <text x={scale.x(alone.fromDate) - 6} y={top + BAR + 13} text-anchor="end">
              {words.picture.alone(words.status[alone.status].name)}
            </text>
          </g>
        )}
      </g>,
    );
  }
  if (clock) {
    const top = place(BAR);
    rows.push(
      <g key="clock">
        <RowName y={top} name={words.picture.clock} />
        <rect class="bar clock-used" x={clock.used.from} y={top} width={clock.used.to - clock.used.from} height={BAR} rx="4" />
        <Inside span={clock.used} y={top} texts={[words.picture.goesOn, words.picture.sixMonths]} class="on-clock" />
        {clock.spared && (
          <rect class="bar clock-spared" x={clock.spared.from} y={top} width={clock.spared.to - clock.spared.from} height={BAR} rx="4" fill={`url(#${id}-left)`} />
        )}
      </g>,
    );
  }
  if (contracts.length) {
    const top = place(BAR);
    rows.push(
      <g key="contracts">
        <RowName y={top} name={words.picture.contracts} />
        {contracts.map((span) => (
          <g key={span.number}>
            <rect class="bar contract" x={span.from} y={top} width={Math.max(4, span.to - span.from)} height={BAR} rx="4" />
            <Inside span={span} y={top} texts={[words.picture.contract(span.number), String(span.number)]} class="on-contract" />
            {span.broken && (
              <path class="break" d={`M${span.to - 4} ${top - 4}l8 ${BAR / 2 + 2}l-8 4l8 ${BAR / 2 + 2}`}>
                <title>{words.picture.broken}</title>
              </path>
            )}
          </g>
        ))}
      </g>,
    );
  }
  if (windows.length) {
    const height = Math.max(...windows.map(({row}) => row)) * (BAR + 4) + BAR;
    const top = place(height);
    rows.push(
      <g key="windows">
        <RowName y={top} name={words.picture.windows} />
        {windows.map((span) => {
          const state = words.windowStates[span.window.state];
          return (
            <g key={`${span.window.contract}${span.window.kind}${span.from}`}>
              <rect class={`bar window-${span.window.state}`} x={span.from} y={top + span.row * (BAR + 4)} width={span.to - span.from} height={BAR} rx="4">
                <title>{`${state.sign} ${state.name}`}</title>
              </rect>
              <Inside span={span} y={top + span.row * (BAR + 4)} texts={[`${state.sign} ${state.short}`, state.sign]} class={`on-window-${span.window.state}`} />
            </g>
          );
        })}
      </g>,
    );
  }
  const at = new Map<number, {x: number; y: number}>();
  const laneBoxes = lanes.map((lane) => {
    const top = place(lane.height);
    for (const mark of lane.marks) at.set(mark.place, {x: mark.x, y: top + mark.y});
    return {...lane, top};
  });
  const height = y;

  return (
    <svg class="picture" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={words.picture.described(entries.length)}>
      <defs>
        <pattern id={`${id}-left`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch" width="3" height="8" />
        </pattern>
        <marker id={`${id}-tip`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path class="tip" d="M0 0l8 4-8 4z" />
        </marker>
      </defs>
      <Months scale={scale} height={height} />
      {rows}
      {laneBoxes.map((lane) => (
        <g key={lane.lane}>
          <rect class={`lane lane-${lane.lane}`} x="0" y={lane.top - 4} width={WIDTH} height={lane.height} rx="6" />
          <RowName y={lane.top} name={words.lanes[lane.lane].name} note={words.lanes[lane.lane].note} />
        </g>
      ))}
      {causeLinks(entries).map(({cause, effect}) => {
        const [from, to] = [at.get(cause), at.get(effect)];
        if (!from || !to) return null;
        const down = to.y > from.y ? 1 : -1;
        const middle = (from.y + to.y) / 2;
        return (
          <path
            key={effect}
            class="cause"
            d={`M${from.x} ${from.y + down * 12}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${to.y - down * 13}`}
            marker-end={`url(#${id}-tip)`}
          />
        );
      })}
      {on >= scale.from && on <= scale.to && <path class="cursor" d={`M${scale.x(on)} ${AXIS - 8}V${height}`} />}
      {laneBoxes.map((lane) =>
        lane.marks.map((mark) => (
          <EventMark
            key={mark.place}
            mark={mark}
            top={lane.top}
            lane={lane.lane}
            ahead={entries[mark.place]!.date > on}
            chosen={chosen === mark.place}
            title={`${inWords(entries[mark.place]!.date, language)} – ${sentence(entries[mark.place]!)}`}
            onChoose={() => onChoose(mark.place)}
          />
        )),
      )}
    </svg>
  );
}

function RowName({y, name, note}: {y: number; name: string; note?: string}) {
  return (
    <>
      <text class="row-name" x="10" y={y + 17}>
        {name}
      </text>
      {note && (
        <text class="row-note" x="10" y={y + 32}>
          {note}
        </text>
      )}
    </>
  );
}

// The first of the words that a bar is long enough for.
function Inside({span, y, texts, class: name}: {span: {from: number; to: number}; y: number; texts: string[]; class: string}) {
  const text = texts.find((one) => span.to - span.from >= one.length * 6.6 + 12);
  if (!text) return null;
  return (
    <text class={`inside ${name}`} x={span.from + 8} y={y + 17}>
      {text}
    </text>
  );
}

function Months({scale, height}: {scale: Scale; height: number}) {
  const {language} = useSpeech();
  const apart = (scale.months[1]?.x ?? WIDTH) - (scale.months[0]?.x ?? LEFT);
  const every = Math.max(1, Math.ceil(44 / apart));
  return (
    <g class="months">
      {scale.months.map(({x, day}, place) => {
        const january = day.slice(5, 7) === '01';
        return (
          <g key={day}>
            <path class={january ? 'year' : undefined} d={`M${x} ${AXIS - 8}V${height}`} />
            {place % every === 0 && (
              <text x={x + 3} y="22">
                {monthName(day, language)}
              </text>
            )}
            {(january || place === 0) && (
              <text class="year-name" x={x + 3} y="9">
                {day.slice(0, 4)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

interface EventMarkProps {
  mark: Mark;
  top: number;
  lane: string;
  ahead: boolean;
  chosen: boolean;
  title: string;
  onChoose: () => void;
}
// The list below the picture has a button for each event; here the mouse finds them too.
function EventMark({mark, top, lane, ahead, chosen, title, onChoose}: EventMarkProps) {
  const y = top + mark.y;
  return (
    <g class={`event event-${lane}${ahead ? ' ahead' : ''}${chosen ? ' chosen' : ''}`} onClick={onChoose}>
      <title>{title}</title>
      <circle cx={mark.x} cy={y} r="11" />
      <text class="event-number" x={mark.x} y={y + 4} text-anchor="middle">
        {mark.place + 1}
      </text>
      <text class="event-words" x={mark.before ? mark.x - 17 : mark.x + 17} y={y + 4} text-anchor={mark.before ? 'end' : 'start'}>
        {mark.words}
      </text>
    </g>
  );
}
