import {useEffect, useMemo, useRef, useState} from 'preact/hooks';

import {Problem, read} from '../api/client.ts';
import {type Pathway, STATUSES, type Timeline} from '../api/types.ts';
import {useAsked} from '../ask.ts';
import {type Day, dayNumber, dayOf, inWords, isDay} from '../dates.ts';
import {useSpeech} from '../language.tsx';
import {useNames} from '../names.ts';
import {ACTS, type Act, ActForm, possibleActs} from '../parts/acts.tsx';
import {StatusBadge} from '../parts/badges.tsx';
import {Answer} from '../parts/states.tsx';
import {Term} from '../parts/term.tsx';
import {aloneFrom, type Lane, scaleOf, type Scale, sentence} from '../picture/layout.ts';
import {Picture} from '../picture/picture.tsx';
import {windowsOf} from '../pathways.ts';
import {go, idIn, Link, pathwayAddress, usePlace} from '../router.tsx';
import {useAgent} from '../session.tsx';
import type {Words} from '../words/french.ts';

interface Told {
  pathway: Pathway;
  timeline: Timeline | undefined; // not every role may read it
}

async function tell(id: string, signal: AbortSignal): Promise<Told> {
  const [pathway, timeline] = await Promise.all([
    read('/v1/pathways/{pathwaysId}', {pathwaysId: id}, signal),
    read('/v1/pathways/{pathwaysId}:timeline', {pathwaysId: id}, signal).catch((problem: unknown) => {
      if (problem instanceof Problem && (problem.status === 403 || problem.status === 404)) return undefined;
      throw problem;
    }),
  ]);
  return {pathway, timeline};
}

export function PathwayPage({id}: {id: string}) {
  const {words} = useSpeech();
  const asked = useAsked(`pathways/${id}`, (signal) => tell(id, signal));
  return (
    <>
      {!asked.value && <h1>{words.sections.pathway}</h1>}
      <Answer asked={asked}>{(told) => <Whole told={told} again={asked.again} />}</Answer>
    </>
  );
}

function Whole({told: {pathway, timeline}, again}: {told: Told; again: () => void}) {
  const {words, language} = useSpeech();
  const {query} = usePlace();
  const agent = useAgent();
  const scale = useMemo(() => scaleOf(pathway, timeline), [pathway, timeline]);
  const [on, setOn] = useState<Day>(() => {
    const wanted = query.get('le') ?? '';
    return isDay(wanted) ? wanted : pathway.asOfDate;
  });
  const [chosen, choose] = useState<number>();
  const [acted, setActed] = useState(0);
  const opened = ACTS.find((act) => act === query.get('acte'));
  const nameOf = useNames([pathway.person, pathway.organisation, ...pathway.contracts.map(({employer}) => employer)]);
  const name = timeline?.displayName || nameOf(pathway.person) || words.pathway.unnamed;
  const entries = timeline?.entries ?? [];
  const alone = aloneFrom(pathway, timeline);
  const see = (place: number) => {
    choose(place);
    setOn(entries[place]!.date);
  };
  const open = (act?: Act) => go(pathwayAddress(pathway.name, act), {instead: !act});
  const acts = possibleActs(agent, pathway);

  return (
    <article class="pathway">
      <header class="page-head">
        <div>
          <p class="over-title">{nameOf(pathway.organisation) ?? words.sections.pathway}</p>
          <h1>{name}</h1>
          <p class="lead">
            {words.pathway.training(inWords(pathway.trainingStartDate, language), inWords(pathway.trainingEndDate, language))}
          </p>
        </div>
        <div class="buttons no-print">
          {acts.filter((act) => act !== 'overrideRisk').map((act) => (
            <button type="button" class="button" key={act} onClick={() => open(act)}>
              {words.acts[act].button}
            </button>
          ))}
          <button type="button" class="button quiet" onClick={() => print()}>
            {words.pathway.print}
          </button>
        </div>
      </header>
      {opened && acts.includes(opened) && (
        <ActForm
          act={opened}
          pathway={pathway}
          onDone={() => {
            again();
            setActed(acted + 1);
            open();
          }}
          onClose={() => open()}
        />
      )}
      <section aria-labelledby="at-a-glance">
        <h2 id="at-a-glance">{words.pathway.glance}</h2>
        <div class="picture-box" tabIndex={0} role="group" aria-labelledby="at-a-glance">
          <Picture pathway={pathway} timeline={timeline} scale={scale} on={on} chosen={chosen} onChoose={see} />
          <DaySlider scale={scale} on={on} onChange={(day) => (choose(undefined), setOn(day))} />
        </div>
        <DayChoice on={on} today={pathway.asOfDate} days={entries.map(({date}) => date)} onChange={setOn} />
      </section>
      <OnDay id={idIn(pathway.name)} on={on} nameOf={nameOf} acted={acted} />
      {acts.includes('overrideRisk') && <Risk id={idIn(pathway.name)} acted={acted} onChange={() => open('overrideRisk')} />}
      {timeline && (
        <section aria-labelledby="story">
          <h2 id="story">{words.pathway.story}</h2>
          <ol class="story">
            {entries.map((entry, place) => (
              <li key={place} class={`${entry.date > on ? 'ahead' : ''} ${chosen === place ? 'chosen' : ''}`}>
                <button type="button" class="story-day" onClick={() => see(place)} aria-pressed={chosen === place}>
                  <span class={`dot event-${entry.context}`} aria-hidden="true">
                    {place + 1}
                  </span>
                  <time dateTime={entry.date}>{inWords(entry.date, language)}</time>
                </button>
                <div>
                  <p>
                    {sentence(entry)}
                    {entry.cause && <span class="because">{words.pathway.because(entry.cause)}</span>}
                  </p>
                  <p class="story-note">
                    {words.lanes[entry.context as Lane].name}
                    {entry.annotation && <strong> · {withStatusNames(entry.annotation, words)}</strong>}
                  </p>
                </div>
              </li>
            ))}
          </ol>
          {alone && (
            <p class="alone-line">{words.pathway.alone(words.status[alone.status].name, inWords(alone.fromDate, language))}</p>
          )}
        </section>
      )}
      {!timeline && <p class="notice">{words.pathway.noTimeline}</p>}
      <p class="no-print">
        <Link to="/apprenants">{words.pathway.back}</Link>
      </p>
    </article>
  );
}

// The dashboard’s codes as people say them.
const withStatusNames = (text: string, words: Words): string =>
  STATUSES.reduce((said, status) => said.replace(status, words.status[status].name), text);

// Under the picture, along its days.
function DaySlider({scale, on, onChange}: {scale: Scale; on: Day; onChange: (day: Day) => void}) {
  const {words, language} = useSpeech();
  return (
    <input
      type="range"
      class="day-slider no-print"
      aria-label={words.pathway.slider}
      min={dayNumber(scale.from)}
      max={dayNumber(scale.to)}
      value={dayNumber(on)}
      aria-valuetext={inWords(on, language)}
      onInput={(event) => onChange(dayOf(event.currentTarget.valueAsNumber))}
    />
  );
}

interface DayChoiceProps {
  on: Day;
  today: Day;
  days: Day[];
  onChange: (day: Day) => void;
}
function DayChoice({on, today, days, onChange}: DayChoiceProps) {
  const {words} = useSpeech();
  const before = days.filter((day) => day < on).at(-1);
  const after = days.find((day) => day > on);
  return (
    <div class="day-choice no-print">
      <button type="button" class="button quiet" disabled={!before} onClick={() => before && onChange(before)}>
        {words.pathway.eventBefore}
      </button>
      <label>
        {words.pathway.day}{' '}
        <input type="date" value={on} onChange={(event) => isDay(event.currentTarget.value) && onChange(event.currentTarget.value)} />
      </label>
      <button type="button" class="button quiet" disabled={!after} onClick={() => after && onChange(after)}>
        {words.pathway.eventAfter}
      </button>
      {on !== today && (
        <button type="button" class="plain" onClick={() => onChange(today)}>
          {words.pathway.today}
        </button>
      )}
    </div>
  );
}

const SETTLED_AFTER_MS = 200;

// The day that the slider rests on.
function useRested(day: Day): Day {
  const [rested, setRested] = useState(day);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    timer.current = setTimeout(() => setRested(day), SETTLED_AFTER_MS);
    return () => clearTimeout(timer.current);
  }, [day]);
  return rested;
}

interface OnDayProps {
  id: string;
  on: Day;
  nameOf: (name: string) => string | undefined;
  acted: number;
}
function OnDay({id, on, nameOf, acted}: OnDayProps) {
  const {words, language} = useSpeech();
  const rested = useRested(on);
  const asked = useAsked(
    `pathways/${id} ${rested}`,
    (signal) => read('/v1/pathways/{pathwaysId}', {pathwaysId: id, on: rested}, signal),
    undefined,
    acted,
  );
  const last = useRef<Pathway>();
  if (asked.value) last.current = asked.value;
  const shown = asked.value ?? last.current;
  return (
    <section class="on-day" aria-labelledby="on-day">
      <h2 id="on-day">{words.pathway.onDay(inWords(on, language))}</h2>
      <div aria-live="polite" aria-busy={shown?.asOfDate !== on}>
        {shown && !asked.problem ? <Situation pathway={shown} nameOf={nameOf} /> : <Answer asked={asked}>{() => null}</Answer>}
      </div>
    </section>
  );
}

// Why the platform holds a break for likely; each reason is a fact that was recorded.
function Risk({id, acted, onChange}: {id: string; acted: number; onChange: () => void}) {
  const {words, language} = useSpeech();
  const asked = useAsked(`risk ${id}`, (signal) => read('/v1/pathways/{pathwaysId}:risk', {pathwaysId: id}, signal), undefined, acted);
  return (
    <section class="risk no-print" aria-labelledby="risk">
      <h2 id="risk">{words.risk.title}</h2>
      <Answer asked={asked}>
        {({band, score, texts, riskOverride}) => (
          <>
            <p>
              <span class={`tag band-${band}`}>{words.bands[band]}</span> {words.risk.score(score)}
            </p>
            {riskOverride && (
              <p class="notice">{words.risk.overridden(words.bands[riskOverride.band], inWords(riskOverride.untilDate, language), riskOverride.reason)}</p>
            )}
            {texts.length > 0 ? (
              <ul>
                {texts.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            ) : (
              <p>{words.risk.none}</p>
            )}
            <button type="button" class="button quiet" onClick={onChange}>
              {words.acts.overrideRisk.button}
            </button>
          </>
        )}
      </Answer>
      <Term of="risk" />
    </section>
  );
}

function Situation({pathway, nameOf}: {pathway: Pathway; nameOf: (name: string) => string | undefined}) {
  const {words, language} = useSpeech();
  const agentName = useNames([pathway.referent])(pathway.referent);
  const {dashboard, continuation} = pathway;
  const covered = continuation?.state === 'RUNNING';
  const contract = pathway.contracts.find(
    ({startDate, endDate, breakDate}) =>
      startDate <= pathway.asOfDate && (!breakDate || breakDate > pathway.asOfDate) && (!endDate || endDate >= pathway.asOfDate),
  );
  const windows = windowsOf(pathway).filter(({state}) => state !== 'AHEAD');
  return (
    <div class="facts">
      <div class="fact">
        <h3>{words.pathway.dashboardTitle}</h3>
        {dashboard && dashboard.status !== 'PATHWAY_STATUS_UNSPECIFIED' ? (
          <>
            <p>
              <StatusBadge status={dashboard.status} />
            </p>
            <p>{dashboard.explanation}</p>
          </>
        ) : (
          <p>{words.pathway.noStatus}</p>
        )}
        <Term of="dashboard" />
      </div>
      <div class="fact">
        <h3>{words.pathway.clockTitle}</h3>
        {continuation ? (
          <>
            {covered && (
              <p class="figure">
                <strong>{continuation.daysLeft}</strong> {words.pathway.daysLeft(continuation.daysLeft)}
              </p>
            )}
            <p>{continuation.explanation}</p>
          </>
        ) : (
          <p>{words.pathway.noClock}</p>
        )}
        <Term of="continuation" />
      </div>
      <div class="fact">
        <h3>{words.pathway.whoTitle}</h3>
        <p>
          {pathway.referent ? (agentName ?? words.pathway.referentUnnamed) : words.pathway.noReferent}{' '}
          {pathway.referentByDefault && <span class="tag">{words.pathway.byDefault}</span>}
        </p>
        <h3>{words.pathway.contractTitle}</h3>
        <p>
          {contract
            ? words.pathway.contract(contract.number, inWords(contract.startDate, language), nameOf(contract.employer))
            : words.pathway.noContract}
        </p>
      </div>
      {windows.length > 0 && (
        <div class="fact">
          <h3>{words.pathway.windowsTitle}</h3>
          <ul class="plain-list">
            {windows.map(({contract: of, kind, fromDate, toDate, state, meetingDate}) => (
              <li key={`${of}${kind}${fromDate}`}>
                <span class={`tag window-tag-${state}`}>
                  {words.windowStates[state].sign} {words.windowStates[state].name}
                </span>{' '}
                {words.pathway.window(inWords(fromDate, language), inWords(toDate, language))}
                {meetingDate && ` – ${words.pathway.metOn(inWords(meetingDate, language))}`}
              </li>
            ))}
          </ul>
          <Term of="window" />
        </div>
      )}
    </div>
  );
}
