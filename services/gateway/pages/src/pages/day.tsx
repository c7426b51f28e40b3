import type {ComponentChildren} from 'preact';
import {useState} from 'preact/hooks';

import {perform, read, textIn} from '../api/client.ts';
import type {Alert, Pathway, PathwayPage} from '../api/types.ts';
import {type Asked, useAsked} from '../ask.ts';
import {addDays, clockTime, type Day, daysBetween, inWords, shortly} from '../dates.ts';
import {useSpeech} from '../language.tsx';
import {useNames} from '../names.ts';
import type {Act} from '../parts/acts.tsx';
import {StatusBadge} from '../parts/badges.tsx';
import {ActDialog, Field} from '../parts/dialog.tsx';
import {Pager, usePages} from '../parts/pager.tsx';
import {Answer, Empty} from '../parts/states.tsx';
import {Term} from '../parts/term.tsx';
import {type Filter, listPathways, walk, windowsOf} from '../pathways.ts';
import {idIn, Link, pathwayAddress} from '../router.tsx';
import {hasRole, useAgent} from '../session.tsx';
import {ListLinks} from './lists.tsx';

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
      <Deadlines scope={scope} />
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
      <Block title={words.lists.title} lead={<p class="lead">{words.lists.lead}</p>}>
        <ListLinks whole={!mine} />
      </Block>
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

// One click to the form of an act.
function ActLink({pathway, act, name}: {pathway: string; act: Act; name: string}) {
  const {words} = useSpeech();
  return (
    <Link class="button quiet" to={pathwayAddress(pathway, act)} aria-label={`${words.acts[act].button} – ${name}`}>
      {words.acts[act].button}
    </Link>
  );
}

interface RowProps {
  pathway: Pathway;
  name: string;
  reason: string;
  act: Act;
}
function Row({pathway, name, reason, act}: RowProps) {
  const done = act === 'assignReferent' && pathway.state !== 'OPEN';
  return (
    <li class="row">
      <div class="row-main">
        <p class="row-title">
          <Link to={pathwayAddress(pathway.name)}>{name}</Link>{' '}
          {pathway.dashboard && <StatusBadge status={pathway.dashboard.status} />}
        </p>
        <p class="row-reason">{reason}</p>
      </div>
      {!done && <ActLink pathway={pathway.name} act={act} name={name} />}
    </li>
  );
}

const daysLeft = (pathway: Pathway | undefined): number =>
  pathway?.continuation?.state === 'RUNNING' ? pathway.continuation.daysLeft : Number.POSITIVE_INFINITY;
const URGENT_DAYS = 30;

interface Alarm {
  alert: Alert;
  pathway: Pathway | undefined; // where its contract is broken
  left: number; // days of the legal clock
  urgent: boolean;
}

// The urgent ones first, then those whose legal clock ends first, then the oldest.
const byUrgency = (one: Alarm, other: Alarm): number =>
  Number(other.urgent) - Number(one.urgent) ||
  (one.left === other.left ? 0 : one.left - other.left) ||
  one.alert.raiseDate.localeCompare(other.alert.raiseDate);

async function alarmsOf(scope: Filter, signal: AbortSignal): Promise<{alarms: Alarm[]; whole: boolean}> {
  const [{alerts, nextPageToken}, broken] = await Promise.all([
    read('/v1/alerts', {pageSize: LOOKED_AT}, signal),
    walk({...scope, statuses: ['RUPTURANT', 'ABANDON']}, LOOKED_AT, signal),
  ]);
  const pathways = new Map(broken.pathways.map((pathway) => [pathway.name, pathway]));
  const alarms = alerts
    .filter(({owner, pathway}) => !scope.referent || owner === scope.referent || pathways.has(pathway))
    .map((alert) => {
      const pathway = pathways.get(alert.pathway);
      const left = daysLeft(pathway);
      return {alert, pathway, left, urgent: left <= URGENT_DAYS || alert.band === 'CRITICAL'};
    });
  return {alarms: alarms.sort(byUrgency), whole: !nextPageToken && broken.whole};
}

function Alerts({scope}: {scope: Filter}) {
  const {words} = useSpeech();
  const asked = useAsked(`alerts ${scope.referent ?? ''}`, (signal) => alarmsOf(scope, signal), LOOK_EVERY_MS);
  const nameOf = useNames(asked.value?.alarms.flatMap(({alert}) => [alert.person, alert.acknowledgedBy]) ?? []);
  const [taken, take] = useState<Alert>();
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
      {taken && <TakeUp alert={taken} onDone={asked.again} onClose={() => take(undefined)} />}
      <Answer asked={asked}>
        {({alarms, whole}) => (
          <>
            {alarms.length === 0 && <Empty title={words.day.noAlerts} />}
            <ul class="rows">
              {alarms.map((alarm) => (
                <AlarmRow key={alarm.alert.name} alarm={alarm} nameOf={nameOf} onTakeUp={() => take(alarm.alert)} />
              ))}
            </ul>
            {!whole && <p class="notice">{words.day.moreThan(LOOKED_AT)}</p>}
          </>
        )}
      </Answer>
    </Block>
  );
}

interface AlarmRowProps {
  alarm: Alarm;
  nameOf: (name: string) => string | undefined;
  onTakeUp: () => void;
}
function AlarmRow({alarm: {alert, pathway, left, urgent}, nameOf, onTakeUp}: AlarmRowProps) {
  const {words, language} = useSpeech();
  const shown = nameOf(alert.person) ?? words.pathway.unnamed;
  const clock = pathway && (Number.isFinite(left) ? words.day.coverEnds(left, inWords(pathway.continuation!.coverUntilDate, language)) : words.day.coverOver);
  return (
    <li class={urgent ? 'row urgent' : 'row'}>
      <div class="row-main">
        <p class="row-title">
          <Link to={pathwayAddress(alert.pathway)}>{shown}</Link>{' '}
          {pathway?.dashboard && <StatusBadge status={pathway.dashboard.status} />}
          {alert.kind === 'RUPTURE_RISK' && <span class={`tag band-${alert.band}`}>{words.day.risk(words.bands[alert.band])}</span>}
        </p>
        <p class="row-reason">
          {clock && <strong>{clock}</strong>} {alert.text}
        </p>
        <p class="row-reason">
          {alert.acknowledgedBy
            ? words.day.takenUp(nameOf(alert.acknowledgedBy) ?? words.pathway.referentUnnamed, inWords(alert.acknowledgeDate, language))
            : words.day.notTakenUp}
          {alert.note && ` ${alert.note}`}
        </p>
      </div>
      <div class="buttons">
        {!alert.acknowledgedBy && (
          <button type="button" class="button quiet" aria-label={`${words.day.takeUp.button} – ${shown}`} onClick={onTakeUp}>
            {words.day.takeUp.button}
          </button>
        )}
        <ActLink pathway={alert.pathway} act="recordInterview" name={shown} />
      </div>
    </li>
  );
}

function TakeUp({alert, onDone, onClose}: {alert: Alert; onDone: () => void; onClose: () => void}) {
  const {words} = useSpeech();
  const said = words.day.takeUp;
  const send = async (form: FormData, requestId: string) => {
    const place = {pathwaysId: idIn(alert.pathway)};
    await perform('/v1/pathways/{pathwaysId}:acknowledgeAlert', place, {alert: alert.name, note: textIn(form, 'note')}, requestId);
    onDone();
  };
  return (
    <ActDialog title={said.title} action={said.button} onClose={onClose} perform={send}>
      <p>{said.lead}</p>
      <Field label={said.note} hint={said.noteHint}>
        {(field) => <textarea {...field} name="note" rows={3} maxLength={2000} />}
      </Field>
    </ActDialog>
  );
}

interface Due {
  day: Day;
  what: string;
  person: string;
  to: string;
  act?: Act;
}

// What is due by a day, or late: employer windows, legal clocks, appointments, actions of plans, referrals.
function useDues(scope: Filter) {
  const {words, language} = useSpeech();
  const agent = useAgent();
  const referent = scope.referent ?? '';
  const asked = useAsked(
    `dues ${referent}`,
    async (signal) => {
      const [{pathways, whole}, {appointments}, {actionPlans}, {referrals}] = await Promise.all([
        walk({...scope, statuses: ['INSCRIT', 'APPRENTI', 'RUPTURANT', 'ABANDON']}, LOOKED_AT, signal),
        read('/v1/appointments', {state: 'UNKNOWN', pageSize: 200}, signal),
        hasRole(agent, 'REFERENT', 'TRAINING_LEAD')
          ? read('/v1/actionPlans', {overdue: true, pageSize: 200}, signal)
          : {actionPlans: []},
        hasRole(agent, 'REFERENT', 'SOCIAL_WORKER')
          ? read('/v1/referrals', {state: 'OFFERED', pageSize: 200}, signal)
          : {referrals: []},
      ]);
      return {pathways, whole, appointments, actionPlans, referrals};
    },
    LOOK_EVERY_MS,
  );
  const found = asked.value;
  const today = found?.pathways[0]?.asOfDate ?? '';
  const until = today && addDays(today, AHEAD_DAYS);
  const own = (pathway: string) => !referent || found?.pathways.some(({name}) => name === pathway);
  const dues: Due[] = found
    ? [
        ...found.pathways.flatMap((pathway) => ofPathway(pathway, until, words.day)),
        ...found.appointments
          .filter((one) => !referent || one.agent === referent)
          .map((one) => ({
            day: one.appointmentDate,
            what: words.day.appointment(one.startTime ? clockTime(one.startTime, language) : '', one.place),
            person: one.person,
            to: pathwayAddress(one.pathway),
          })),
        ...found.actionPlans
          .filter(({pathway}) => own(pathway))
          .flatMap(({objectives, person, pathway}) =>
            [...objectives, ...objectives.flatMap(({actions}) => actions ?? [])]
              .filter(({overdue}) => overdue)
              .map(({text, dueDate = ''}) => ({day: dueDate, what: words.day.planLate(text ?? ''), person, to: pathwayAddress(pathway)})),
          ),
        ...found.referrals.map((one) => ({day: one.expireDate, what: words.day.referralWaits, person: one.person, to: '/orientations'})),
      ]
        .filter(({day}) => day <= until)
        .sort((one, other) => one.day.localeCompare(other.day))
    : [];
  return {asked, today, late: dues.filter(({day}) => day < today), coming: dues.filter(({day}) => day >= today)};
}

function Deadlines({scope}: {scope: Filter}) {
  const {words} = useSpeech();
  const {asked, today, late, coming} = useDues(scope);
  const blocks = [
    {title: words.day.late, lead: words.day.lateLead, none: words.day.nothingLate, dues: late},
    {title: words.day.deadlines, lead: words.day.deadlinesLead, none: words.day.noDeadlines, dues: coming},
  ];
  return blocks.map(({title, lead, none, dues}) => (
    <Block key={title} title={title} lead={<p class="lead">{lead}</p>}>
      <Answer asked={asked}>
        {({whole}) => (
          <>
            {dues.length === 0 && <Empty title={none} />}
            <DueRows dues={dues} today={today} />
            {!whole && <p class="notice">{words.day.moreThan(LOOKED_AT)}</p>}
          </>
        )}
      </Answer>
    </Block>
  ));
}

function DueRows({dues, today}: {dues: Due[]; today: Day}) {
  const {words, language} = useSpeech();
  const nameOf = useNames(dues.map(({person}) => person));
  return (
    <ul class="rows">
      {dues.map((due) => {
        const name = nameOf(due.person) ?? words.pathway.unnamed;
        return (
          <li class={due.day < today ? 'row urgent' : 'row'} key={`${due.day}${due.what}${due.to}`}>
            <time class="row-day" dateTime={due.day}>
              {shortly(due.day, language)}
              <span>{words.day.inDays(daysBetween(today, due.day))}</span>
            </time>
            <div class="row-main">
              <p class="row-title">
                <Link to={due.to}>{name}</Link>
              </p>
              <p class="row-reason">{due.what}</p>
            </div>
            {due.act && (
              <Link class="button quiet" to={`${due.to}?acte=${due.act}`} aria-label={`${words.acts[due.act].button} – ${name}`}>
                {words.acts[due.act].button}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function ofPathway(pathway: Pathway, until: Day, said: {windowCloses: string; clockEnds: string}): Due[] {
  const {continuation, person, name} = pathway;
  const to = pathwayAddress(name);
  const windows = windowsOf(pathway)
    .filter(({state, toDate}) => state === 'OPEN' && toDate <= until)
    .map(({toDate}): Due => ({day: toDate, what: said.windowCloses, person, to, act: 'recordEmployerMeeting'}));
  const clocks: Due[] =
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
  const {words} = useSpeech();
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
                <Row key={pathway.name} pathway={pathway} name={nameOf(pathway.person) ?? words.pathway.unnamed} act={act} reason={reason(pathway)} />
              ))}
            </ul>
            <Pager label={title} number={pages.number} before={pages.before} next={pages.next(nextPageToken)} />
          </>
        )}
      </Answer>
    </Block>
  );
}
