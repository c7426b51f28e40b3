import {useEffect, useRef, useState} from 'preact/hooks';

import {perform, Problem, read, textIn} from '../api/client.ts';
import type {DeadLetter, DeadLetterPage, ServiceStatus} from '../api/types.ts';
import {useAsked} from '../ask.ts';
import {decimal, instantInWords, inWords} from '../dates.ts';
import {healthOf, readings, type Sample, type Service, SERVICES, writings} from '../flow.ts';
import {type Figures, figuresOf, lastHour} from '../hour.ts';
import {useSpeech} from '../language.tsx';
import {ActDialog, Field} from '../parts/dialog.tsx';
import {Pager, usePages} from '../parts/pager.tsx';
import {Answer, Empty} from '../parts/states.tsx';
import {Term} from '../parts/term.tsx';
import {FlowGraph} from '../picture/flow_graph.tsx';
import {HourChart} from '../picture/hour_chart.tsx';
import {idIn} from '../router.tsx';

const SAMPLE_EVERY_MS = 3_000;
const NEVER_MS = 3_600_000;
const PAGE = 20;

async function sample(signal: AbortSignal): Promise<Sample> {
  const services = new Map<Service, ServiceStatus>();
  let refused: Problem | undefined;
  await Promise.all(
    SERVICES.map((service) =>
      read('/v1/operations/{service}/status', {service}, signal)
        .then((status) => services.set(service, status))
        .catch((problem: unknown) => {
          if (!(problem instanceof Problem)) throw problem;
          refused = problem;
        }),
    ),
  );
  // One that is down is news; all that refuse is an answer.
  if (services.size === 0 && refused) throw refused;
  return {at: Date.now(), services};
}

// The two latest samples, and the hour up to them.
function useSamples() {
  const asked = useAsked('status', sample, SAMPLE_EVERY_MS);
  const [latest, setLatest] = useState<Sample[]>([]);
  const [hour, setHour] = useState<Figures[]>([]);
  useEffect(() => {
    if (!asked.value) return;
    setLatest(([, last]) => [...(last ? [last] : []), asked.value!]);
    setHour((known) => lastHour([...known, figuresOf(asked.value!)]));
  }, [asked.value]);
  return {asked, latest, hour};
}

export function OperationsPage() {
  const {words, language} = useSpeech();
  const {asked, latest, hour} = useSamples();
  const before = latest.length > 1 ? latest[0] : undefined;
  return (
    <div>
      <header class="page-head">
        <div>
          <h1>{words.operations.title}</h1>
          <p class="lead">{words.operations.lead}</p>
        </div>
      </header>
      <Answer asked={asked}>
        {(now) => (
          <>
            <section aria-labelledby="flow">
              <h2 id="flow">{words.operations.flow}</h2>
              <div class="picture-box" tabIndex={0} role="group" aria-labelledby="flow">
                <FlowGraph sample={now} before={before} />
              </div>
            </section>
            <section aria-labelledby="hour">
              <h2 id="hour">{words.operations.hour.title}</h2>
              <p class="lead">{words.operations.hour.lead}</p>
              {hour.length > 0 && <HourChart figures={hour} />}
            </section>
            <section aria-labelledby="services">
              <h2 id="services">{words.operations.services}</h2>
              <ServiceTable now={now} before={before} />
              <p class="hint">
                {words.operations.clock(
                  [...now.services.values()].flatMap(({clock}) => (clock ? [inWords(clock.today, language)] : [])).at(0) ?? '',
                  [...now.services.values()].some(({clock}) => clock?.isVirtual),
                )}
              </p>
            </section>
            <section aria-labelledby="dead-letters">
              <h2 id="dead-letters">{words.operations.deadLetters}</h2>
              <Term of="deadLetter" />
              {SERVICES.filter((service) => now.services.has(service)).map((service) => (
                <DeadLetters
                  key={service}
                  service={service}
                  count={Number(now.services.get(service)!.openDeadLetters)}
                  again={asked.again}
                />
              ))}
              {[...now.services.values()].every(({openDeadLetters}) => openDeadLetters === '0') && (
                <Empty title={words.operations.noDeadLetters} />
              )}
            </section>
          </>
        )}
      </Answer>
    </div>
  );
}

function ServiceTable({now, before}: {now: Sample; before: Sample | undefined}) {
  const {words, language} = useSpeech();
  const {columns} = words.operations;
  const written = writings(now, before);
  const read = readings(now);
  return (
    <div class="table-box" tabIndex={0} role="group" aria-labelledby="services">
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.service}</th>
            <th scope="col">{columns.health}</th>
            <th scope="col">{columns.written}</th>
            <th scope="col">{columns.rate}</th>
            <th scope="col">{columns.lag}</th>
            <th scope="col">{columns.gaps}</th>
            <th scope="col">{columns.deadLetters}</th>
            <th scope="col">{columns.timers}</th>
          </tr>
        </thead>
        <tbody>
          {SERVICES.map((service) => {
            const status = now.services.get(service);
            const health = healthOf(status);
            const own = written.filter(({writer}) => writer === service);
            const lag = read.filter(({reader}) => reader === service).reduce((total, one) => total + one.lag, 0);
            return (
              <tr key={service}>
                <th scope="row">{words.services[service]}</th>
                <td>
                  <span class={`tag health-${health}`}>{words.health[health]}</span>
                </td>
                {status ? (
                  <>
                    <td class="number">{own.reduce((total, {head}) => total + head, 0)}</td>
                    <td class="number">{decimal(own.reduce((total, {rate}) => total + rate, 0), language)}</td>
                    <td class="number">{lag + Number(status.relayPending)}</td>
                    <td class="number">{status.gapCount}</td>
                    <td class="number">{status.openDeadLetters}</td>
                    <td class="number">{words.operations.timers(status.timersDue, status.timersSetAside)}</td>
                  </>
                ) : (
                  <td colSpan={6}>{words.operations.noAnswer}</td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

type Opened = {what: 'show' | 'redrive' | 'discard'; letter: DeadLetter};

function DeadLetters({service, count, again}: {service: Service; count: number; again: () => void}) {
  const {words, language} = useSpeech();
  const pages = usePages(`${service} ${count}`);
  const asked = useAsked(`${service} ${count} ${pages.token}`, (signal) =>
    count === 0
      ? Promise.resolve<DeadLetterPage>({deadLetters: [], nextPageToken: ''})
      : read('/v1/operations/{service}/deadLetters', {service, pageSize: PAGE, pageToken: pages.token}, signal),
  );
  const [opened, setOpened] = useState<Opened>();
  const [said, setSaid] = useState('');
  const done = (text: string) => {
    setSaid(text);
    asked.again();
    again();
  };
  if (count === 0 && !said) return null;
  return (
    <section aria-label={words.services[service]}>
      <h3>{words.services[service]}</h3>
      <p role="status">{said}</p>
      {opened?.what === 'show' && <Shown service={service} name={opened.letter.name} onClose={() => setOpened(undefined)} />}
      {opened && opened.what !== 'show' && (
        <Settle {...opened} what={opened.what} service={service} onDone={done} onClose={() => setOpened(undefined)} />
      )}
      <Answer asked={asked}>
        {({deadLetters, nextPageToken}) => (
          <>
            <ul class="rows">
              {deadLetters.map((letter) => (
                <li class="row" key={letter.name}>
                  <div class="row-main">
                    <p class="row-title">
                      <code>{letter.type || words.operations.typeUnknown}</code>{' '}
                      <span class="tag">{words.deadLetterStates[letter.state]}</span>
                    </p>
                    <p class="row-reason">
                      {letter.message} ({letter.reason})
                    </p>
                    <p class="hint">
                      {words.operations.parked(instantInWords(letter.createTime!, language), letter.attempts, letter.behindCount)}
                      {' · '}
                      <code>
                        {letter.topic}/{letter.partition}/{letter.offset}
                      </code>
                    </p>
                  </div>
                  <div class="buttons">
                    {(['show', 'redrive', 'discard'] as const).map((what) => (
                      <button
                        type="button"
                        class="button quiet"
                        key={what}
                        aria-label={`${words.deadLetterActs[what].button} – ${letter.type || words.operations.typeUnknown}`}
                        onClick={() => setOpened({what, letter})}
                      >
                        {words.deadLetterActs[what].button}
                      </button>
                    ))}
                  </div>
                </li>
              ))}
            </ul>
            <Pager label={words.services[service]} number={pages.number} before={pages.before} next={pages.next(nextPageToken)} />
          </>
        )}
      </Answer>
    </section>
  );
}

interface SettleProps {
  what: 'redrive' | 'discard';
  letter: DeadLetter;
  service: Service;
  onDone: (said: string) => void;
  onClose: () => void;
}
function Settle({what, letter, service, onDone, onClose}: SettleProps) {
  const {words} = useSpeech();
  const said = words.deadLetterActs[what];
  const selector = {names: [letter.name]};
  const send = async (form: FormData, requestId: string) => {
    if (what === 'discard') {
      const reason = textIn(form, 'reason');
      const {discardedCount} = await perform('/v1/operations/{service}/deadLetters:discard', {service}, {selector, reason}, requestId);
      onDone(words.operations.discarded(discardedCount));
    } else {
      const {redrivenCount, failedCount} = await perform('/v1/operations/{service}/deadLetters:redrive', {service}, {selector}, requestId);
      onDone(words.operations.redriven(redrivenCount, failedCount));
    }
  };
  return (
    <ActDialog title={said.title} action={said.button} danger={what === 'discard'} onClose={onClose} perform={send}>
      <p>{said.lead}</p>
      <p>
        <code>{letter.type || words.operations.typeUnknown}</code>
      </p>
      {what === 'discard' && (
        <Field label={words.form.why} hint={words.operations.whyHint}>
          {(field) => <textarea {...field} name="reason" rows={3} maxLength={400} required />}
        </Field>
      )}
    </ActDialog>
  );
}

function Shown({service, name, onClose}: {service: Service; name: string; onClose: () => void}) {
  const {words} = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const asked = useAsked(
    `${service} ${name}`,
    (signal) => read('/v1/operations/{service}/deadLetters/{deadLettersId}', {service, deadLettersId: idIn(name)}, signal),
    NEVER_MS,
  );
  return (
    <dialog ref={dialog} class="act wide" aria-label={words.deadLetterActs.show.title} onClose={onClose}>
      <h2>{words.deadLetterActs.show.title}</h2>
      <Answer asked={asked}>
        {(letter) => (
          <>
            <p>{letter.message}</p>
            <h3>{words.operations.headers}</h3>
            <dl class="pairs">
              {letter.headers.map((header) => (
                <div key={header.name}>
                  <dt>{header.name}</dt>
                  <dd>{readable(header.value)}</dd>
                </div>
              ))}
            </dl>
            <h3>{words.operations.content(letter.contentSize)}</h3>
            {letter.contentJson ? (
              <pre tabIndex={0} role="group" aria-label={words.operations.contentLabel}>
                {JSON.stringify(JSON.parse(letter.contentJson), null, 2)}
              </pre>
            ) : (
              <p>{words.operations.contentUnreadable}</p>
            )}
          </>
        )}
      </Answer>
      <div class="buttons">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {words.states.close}
        </button>
      </div>
    </dialog>
  );
}

// Bytes in base64, as the text that they mostly are.
const readable = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
