import type {ComponentChildren} from 'preact';
import {useState} from 'preact/hooks';

import {address, call} from '../api/client.ts';
import type {AppointmentPage, Pathway, PathwayPage, ReferralPage} from '../api/types.ts';
import {type Asked, useAsked} from '../ask.ts';
import {addDays, clockTime, type Day, daysBetween, inWords, shortly} from '../dates.ts';
import {useSpeech} from '../language.tsx';
import {useNames} from '../names.ts';
import type {Act} from '../parts/acts.tsx';
import {StatusBadge} from '../parts/badges.tsx';
import {Pager, usePages} from '../parts/pager.tsx';
import {Answer, Empty} from '../parts/states.tsx';
import {Term} from '../parts/term.tsx';
import {type Filter, listPathways, walk} from '../pathways.ts';
import {Link, pathwayAddress} from '../router.tsx';
import {hasRole, useAgent} from '../session.tsx';

const PAGE = 8;
const LOOKED_AT = 500; // pathways whose deadlines are sought
const AHEAD_DAYS = 7;
const LOOK_EVERY_MS = 60_000;

export function DayPage() {
  const {words, language} = useSpeech();
  const agent = useAgent();
  const follows = hasRole(agent, 'REFERENT');
  const [mine, setMine] = useState(follows);
  const scope: Filter = mine ? {referent: agent.id} : {};
  const today = useAsked('today', (signal) => listPathways({}, 1, '', signal).then(({pathways}) => pathways[0]?.asOfDate ?? ''));
  return (
    <div class="day">
      <header class="page-head">
        <div>
          <p class="over-title">{today.value ? inWords(today.value, language) : ' '}</p>
          <h1>{words.day.title}</h1>
          <p class="lead">{words.day.lead}</p>
        </div>
        {follows && (
          <fieldset class="choice">
            <legend class="hidden">{words.day.whose}</legend>
            <label>
              <input type="radio" name="whose" checked={mine} onChange={() => setMine(true)} /> {words.day.mine}
            </label>
            <label>
              <input type="radio" name="whose" checked={!mine} onChange={() => setMine(false)} /> {words.day.everybodys}
            </label>
          </fieldset>
        )}
      </header>
      <Alerts scope={scope} />
      <Deadlines scope={scope} mine={mine} />
      <ToDo
        title={words.day.toClose}
        lead={words.day.toCloseLead}
        none={words.day.nothingToClose}
        filter={{...scope, toClose: true}}
        act="complete"
        reason={(pathway) => words.day.endedOn(inWords(pathway.trainingEndDate, language))}
      />
      <ToDo
        title={words.day.byDefault}
        lead={words.day.byDefaultLead}
        none={words.day.nobodyByDefault}
        filter={{referentByDefault: true}}
        act="assignReferent"
        reason={(pathway) => words.day.since(inWords(pathway.trainingStartDate, language))}
      />
    </div>
  );
}

function Block({title, lead, children}: {title: string; lead?: ComponentChildren; children: ComponentChildren}) {
  return (
    <section class="block" aria-label={title}>
      <h2>{title}</h2>
      {lead}
      {children}
    </section>
  );
}

interface RowProps {
  pathway: Pathway;
  name: string | undefined;
  reason: ComponentChildren;
  act: Act;
  urgent?: boolean;
}
function Row({pathway, name, reason, act, urgent = false}: RowProps) {
  const {words} = useSpeech();
  const shown = name ?? words.pathway.unnamed;
  const done = act === 'assignReferent' && pathway.state !== 'OPEN';
  return (
    <li class={urgent ? 'row urgent' : 'row'}>
      <div class="row-main">
        <p class="row-title">
          <Link to={pathwayAddress(pathway.name)}>{shown}</Link>{' '}
          {pathway.dashboard && <StatusBadge status={pathway.dashboard.status} />}
        </p>
        <p class="row-reason">{reason}</p>
      </div>
      {!done && (
        <Link class="button quiet" to={pathwayAddress(pathway.name, act)} aria-label={`${words.acts[act].button} – ${shown}`}>
          {words.acts[act].button}
        </Link>
      )}
    </li>
  );
}

const daysLeft = (pathway: Pathway): number =>
  pathway.continuation?.state === 'RUNNING' ? pathway.continuation.daysLeft : Number.POSITIVE_INFINITY;
const URGENT_DAYS = 30;

// Those whose legal clock ends first stand first.
function Alerts({scope}: {scope: Filter}) {
  const {words, language} = useSpeech();
  const asked = useAsked(`alerts ${scope.referent ?? ''}`, async (signal) => {
    const {pathways, whole} = await walk({...scope, statuses: ['RUPTURANT', 'ABANDON']}, LOOKED_AT, signal);
    const alarmed = pathways.filter(({alerts}) => alerts.length > 0);
    return {alarmed: alarmed.sort((one, other) => daysLeft(one) - daysLeft(other)), whole};
  }, LOOK_EVERY_MS);
  const nameOf = useNames(asked.value?.alarmed.map(({person}) => person) ?? []);
  return (
    <Block
      title={words.day.alerts}
      lead={
        <>
          <p class="lead">{words.day.alertsLead}</p>
          <Term of="continuation" />
        </>
      }
    >
      <Answer asked={asked}>
        {({alarmed, whole}) => (
          <>
            {alarmed.length === 0 && <Empty title={words.day.noAlerts} />}
            <ul class="rows">
              {alarmed.map((pathway) => {
                const left = daysLeft(pathway);
                return (
                  <Row
                    key={pathway.name}
                    pathway={pathway}
                    name={nameOf(pathway.person)}
                    act="recordInterview"
                    urgent={left <= URGENT_DAYS}
                    reason={
                      <>
                        <strong>
                          {Number.isFinite(left) ? words.day.coverEnds(left, inWords(pathway.continuation!.coverUntilDate, language)) : words.day.coverOver}
                        </strong>{' '}
                        {pathway.alerts.map(({text}) => text).join(' ')}
                      </>
                    }
                  />
                );
              })}
            </ul>
            {!whole && <p class="notice">{words.day.moreThan(LOOKED_AT)}</p>}
          </>
        )}
      </Answer>
    </Block>
  );
}

interface Deadline {
  day: Day;
  what: string;
  person: string;
  to: string;
  act?: Act;
}

// Deadlines of the week: employer windows that close, legal clocks that end, appointments, referrals without answer.
function Deadlines({scope, mine}: {scope: Filter; mine: boolean}) {
  const {words, language} = useSpeech();
  const agent = useAgent();
  const asked = useAsked(`deadlines ${scope.referent ?? ''}`, async (signal) => {
    const [{pathways, whole}, appointments, referrals] = await Promise.all([
      walk({...scope, statuses: ['INSCRIT', 'APPRENTI', 'RUPTURANT', 'ABANDON']}, LOOKED_AT, signal),
      hasRole(agent, 'REFERENT', 'TRAINER', 'TRAINING_LEAD', 'PEDAGOGICAL_STAFF')
        ? call<AppointmentPage>(address('/v1/appointments', {state: 'UNKNOWN', pageSize: 200}), {signal})
        : {appointments: [], nextPageToken: ''},
      hasRole(agent, 'REFERENT', 'SOCIAL_WORKER')
        ? call<ReferralPage>(address('/v1/referrals', {state: 'OFFERED', pageSize: 200}), {signal})
        : {referrals: [], nextPageToken: ''},
    ]);
    return {pathways, whole, appointments: appointments.appointments, referrals: referrals.referrals};
  }, LOOK_EVERY_MS);
  const found = asked.value;
  const today = found?.pathways[0]?.asOfDate ?? '';
  const until = today && addDays(today, AHEAD_DAYS);
  const deadlines: Deadline[] = found
    ? [
        ...found.pathways.flatMap((pathway) => ofPathway(pathway, until, words.day)),
        ...found.appointments
          .filter(({agent: whom, appointmentDate}) => (!mine || whom === agent.id) && appointmentDate <= until)
          .map((one) => ({
            day: one.appointmentDate,
            what: words.day.appointment(one.startTime ? clockTime(one.startTime, language) : '', one.place),
            person: one.person,
            to: pathwayAddress(one.pathway),
          })),
        ...found.referrals
          .filter(({expireDate}) => expireDate <= until)
          .map((one) => ({day: one.expireDate, what: words.day.referralWaits, person: one.person, to: '/orientations'})),
      ].sort((one, other) => one.day.localeCompare(other.day))
    : [];
  const nameOf = useNames(deadlines.map(({person}) => person));
  return (
    <Block title={words.day.deadlines} lead={<p class="lead">{words.day.deadlinesLead}</p>}>
      <Answer asked={asked}>
        {({whole}) => (
          <>
            {deadlines.length === 0 && <Empty title={words.day.noDeadlines} />}
            <ul class="rows">
              {deadlines.map((deadline) => (
                <li class={deadline.day < today ? 'row urgent' : 'row'} key={`${deadline.day}${deadline.what}${deadline.to}`}>
                  <time class="row-day" dateTime={deadline.day}>
                    {shortly(deadline.day, language)}
                    <span>{words.day.inDays(daysBetween(today, deadline.day))}</span>
                  </time>
                  <div class="row-main">
                    <p class="row-title">
                      <Link to={deadline.to}>{nameOf(deadline.person) ?? words.pathway.unnamed}</Link>
                    </p>
                    <p class="row-reason">{deadline.what}</p>
                  </div>
                  {deadline.act && (
                    <Link
                      class="button quiet"
                      to={`${deadline.to}?acte=${deadline.act}`}
                      aria-label={`${words.acts[deadline.act].button} – ${nameOf(deadline.person) ?? words.pathway.unnamed}`}
                    >
                      {words.acts[deadline.act].button}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
            {!whole && <p class="notice">{words.day.moreThan(LOOKED_AT)}</p>}
          </>
        )}
      </Answer>
    </Block>
  );
}

function ofPathway(pathway: Pathway, until: Day, said: {windowCloses: string; clockEnds: string}): Deadline[] {
  const {continuation, person, name} = pathway;
  const to = pathwayAddress(name);
  const windows = pathway.windows
    .filter(({state, window}) => state === 'OPEN' && window.toDate <= until)
    .map(({window}): Deadline => ({day: window.toDate, what: said.windowCloses, person, to, act: 'recordEmployerMeeting'}));
  const clocks: Deadline[] =
    continuation?.state === 'RUNNING' && continuation.coverUntilDate <= until
      ? [{day: continuation.coverUntilDate, what: said.clockEnds, person, to, act: 'recordInterview'}]
      : [];
  return [...windows, ...clocks];
}

interface ToDoProps {
  title: string;
  lead: string;
  none: string;
  filter: Filter;
  act: Act;
  reason: (pathway: Pathway) => string;
}
function ToDo({title, lead, none, filter, act, reason}: ToDoProps) {
  const key = JSON.stringify(filter);
  const pages = usePages(key);
  const asked: Asked<PathwayPage> = useAsked(`${key} ${pages.token}`, (signal) =>
    listPathways(filter, PAGE, pages.token, signal),
  );
  const nameOf = useNames(asked.value?.pathways.map(({person}) => person) ?? []);
  return (
    <Block title={title} lead={<p class="lead">{lead}</p>}>
      <Answer asked={asked}>
        {({pathways, nextPageToken}) => (
          <>
            {pathways.length === 0 && <Empty title={none} />}
            <ul class="rows">
              {pathways.map((pathway) => (
                <Row key={pathway.name} pathway={pathway} name={nameOf(pathway.person)} act={act} reason={reason(pathway)} />
              ))}
            </ul>
            <Pager label={title} number={pages.number} before={pages.before} next={pages.next(nextPageToken)} />
          </>
        )}
      </Answer>
    </Block>
  );
}
