import {decimal} from '../dates.ts';
import {type Figures, HOUR_MS, ratesOf} from '../hour.ts';
import {useSpeech} from '../language.tsx';

const WIDTH = 600;
const HEIGHT = 40;

// A strip for each figure, all along the same hour.
export function HourChart({figures}: {figures: Figures[]}) {
  const {words, language} = useSpeech();
  const said = words.operations.hour;
  const whole = new Intl.NumberFormat(language);
  const rates = ratesOf(figures);
  const strips: [keyof typeof said.figures, number[]][] = [
    ['rate', rates],
    ['lag', figures.map(({lag}) => lag)],
    ['gaps', figures.map(({gaps}) => gaps)],
    ['deadLetters', figures.map(({deadLetters}) => deadLetters)],
    ['timersDue', figures.map(({timersDue}) => timersDue)],
    ['silent', figures.map(({silent}) => silent)],
  ];
  const times = figures.map(({at}) => at);
  return (
    <figure class="hour">
      <ul>
        {strips.map(([name, values]) => {
          const say = (value: number) => (name === 'rate' ? decimal(value, language) : whole.format(value));
          const most = Math.max(...values);
          return (
            <li key={name} class={name !== 'rate' && values.at(-1)! > 0 ? 'amiss' : ''}>
              <span class="hour-name">{said.figures[name]}</span>
              <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
                <path class="hour-ground" d={`M0 ${HEIGHT - 1}H${WIDTH}`} />
                <path class="hour-line" d={lineOf(times, values, most)} />
              </svg>
              <span class="hour-figures">
                <strong>{say(values.at(-1)!)}</strong> {said.most(say(most))}
              </span>
            </li>
          );
        })}
      </ul>
      <figcaption>
        <span>{said.from}</span>
        <span>{said.to}</span>
      </figcaption>
    </figure>
  );
}

// Steps: a figure holds until the next one.
function lineOf(times: number[], values: number[], most: number): string {
  const end = times.at(-1)!;
  const x = (at: number) => (((at - end + HOUR_MS) / HOUR_MS) * WIDTH).toFixed(1);
  const y = (value: number) => (HEIGHT - 1 - (value / (most || 1)) * (HEIGHT - 4)).toFixed(1);
  return values.map((value, place) => (place === 0 ? `M${x(times[0]!)} ${y(value)}` : `H${x(times[place]!)}V${y(value)}`)).join('');
}
