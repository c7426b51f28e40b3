import {useId, useState} from 'preact/hooks';

import {perform, Problem, read} from '../api/client.ts';
import type {RecordVerdict, Verdict} from '../api/types.ts';
import {useAsked} from '../ask.ts';
import {batches, csvRows, download, jsonRecords, textOf} from '../files.ts';
import {useSpeech} from '../language.tsx';
import {Field} from '../parts/dialog.tsx';
import {Answer, Refused} from '../parts/states.tsx';
import {hasRole, useAgent} from '../session.tsx';

const MOST_A_CALL = 200;
const HEAVIEST_CALL = 600_000; // bytes; the gateway takes 1 MiB
const LARGEST_FILE = 200_000_000;
const MOST_SHOWN = 200;

// A file cut into records, and how a run of them is sent.
interface Cut<T> {
  records: T[];
  send: (run: T[]) => Promise<{verdicts: RecordVerdict[]}>;
  weight: (record: T) => number;
  // A file with these records alone, to correct and drop again.
  asFile: (records: T[]) => {name: string; text: string; type: string};
}

const bytesOf = (text: string): number => JSON.stringify(text).length * 2;

function dossiers(text: string): Cut<string> | undefined {
  const records = jsonRecords(text);
  return records && {
    records,
    send: (run) => perform('/v1/dossiers:import', {}, {records: run}),
    weight: bytesOf,
    asFile: (kept) => ({name: 'a-corriger.json', text: `[\n${kept.join(',\n')}\n]\n`, type: 'application/json'}),
  };
}

interface Row {
  cells: Record<string, string>;
  text: string;
}
function prescriptions(text: string, organisation: string): Cut<Row> | undefined {
  const [head, ...rows] = csvRows(text);
  if (!head || head.cells.length < 2) return undefined;
  return {
    records: rows.map((row) => ({
      cells: Object.fromEntries(head.cells.map((column, at) => [column, row.cells[at] ?? ''])),
      text: row.text,
    })),
    send: (run) =>
      perform('/v1/prescriptions:import', {}, {organisation, records: run.map(({cells}) => ({cells}))}),
    weight: ({cells}) => bytesOf(JSON.stringify(cells)),
    asFile: (kept) => ({
      name: 'a-corriger.csv',
      text: `\uFEFF${[head, ...kept].map((row) => row.text).join('\r\n')}\r\n`,
      type: 'text/csv',
    }),
  };
}

interface Course {
  file: string;
  total: number;
  done: number;
  verdicts: RecordVerdict[]; // `index` counts from the top of the file
  problem?: Problem;
  unreadable?: boolean;
  running: boolean;
  remainder?: {name: string; text: string; type: string};
}

// Sends the runs one after the other. What was sent before a failure stays done: the file may be dropped again.
async function run<T>(file: string, cut: Cut<T>, show: (course: Course) => void): Promise<void> {
  const course: Course = {file, total: cut.records.length, done: 0, verdicts: [], running: true};
  show({...course});
  try {
    for (const records of batches(cut.records, MOST_A_CALL, HEAVIEST_CALL, cut.weight)) {
      const {verdicts} = await cut.send(records);
      course.verdicts.push(...verdicts.map((one) => ({...one, index: one.index + course.done})));
      course.done += records.length;
      show({...course});
    }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    course.problem = problem;
  }
  const aside = course.verdicts.filter(({verdict}) => verdict === 'SET_ASIDE').map(({index}) => cut.records[index]!);
  if (aside.length) course.remainder = cut.asFile(aside);
  show({...course, running: false});
}

export function ImportPage() {
  const {words} = useSpeech();
  const agent = useAgent();
  const prescriber = hasRole(agent, 'PRESCRIBER_ADVISER');
  const [course, setCourse] = useState<Course>();
  const [organisation, setOrganisation] = useState('');
  const take = async (file: File) => {
    const text = file.size <= LARGEST_FILE ? textOf(await file.arrayBuffer()) : '';
    const unreadable = () => setCourse({file: file.name, total: 0, done: 0, verdicts: [], running: false, unreadable: true});
    if (prescriber) {
      const cut = prescriptions(text, organisation);
      return cut ? run(file.name, cut, setCourse) : unreadable();
    }
    const cut = dossiers(text);
    return cut ? run(file.name, cut, setCourse) : unreadable();
  };
  const said = prescriber ? words.import.prescriptions : words.import.dossiers;
  return (
    <div>
      <header class="page-head">
        <div>
          <h1>{words.import.title}</h1>
          <p class="lead">{said.lead}</p>
        </div>
      </header>
      {prescriber && <Receiver value={organisation} onChange={setOrganisation} />}
      <DropZone
        label={said.drop}
        accept={prescriber ? '.csv,text/csv' : '.json,application/json'}
        disabled={course?.running === true || (prescriber && !organisation)}
        onFile={take}
      />
      <details class="help">
        <summary>{words.import.howTitle}</summary>
        <p>{said.how}</p>
      </details>
      {course && <Outcome course={course} />}
    </div>
  );
}

function Receiver({value, onChange}: {value: string; onChange: (organisation: string) => void}) {
  const {words} = useSpeech();
  const asked = useAsked('receivers', (signal) =>
    read('/v1/organisations', {kind: 'TRAINING_ORGANISATION', pageSize: 500}, signal),
  );
  return (
    <Answer asked={asked}>
      {({organisations}) => (
        <Field label={words.import.receiver}>
          {(field) => (
            <select {...field} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
              <option value="">{words.import.chooseReceiver}</option>
              {organisations.map((one) => (
                <option key={one.name} value={one.name}>
                  {one.displayName}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </Answer>
  );
}

interface DropZoneProps {
  label: string;
  accept: string;
  disabled: boolean;
  onFile: (file: File) => void;
}
function DropZone({label, accept, disabled, onFile}: DropZoneProps) {
  const {words} = useSpeech();
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file && !disabled) onFile(file);
  };
  return (
    <div
      class={`drop${over ? ' over' : ''}${disabled ? ' resting' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label for={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          event.currentTarget.value = '';
        }}
      />
      <p class="hint">{words.import.dropHint}</p>
    </div>
  );
}

const VERDICTS = ['ACCEPTED', 'CORRECTED', 'UNCHANGED', 'SET_ASIDE'] as const satisfies Verdict[];

function Outcome({course}: {course: Course}) {
  const {words} = useSpeech();
  if (course.unreadable) {
    return (
      <div class="state refused" role="alert">
        <p class="state-title">{words.import.unreadable(course.file)}</p>
        <p>{words.import.unreadableAdvice}</p>
      </div>
    );
  }
  const spoken = course.verdicts.filter(({problems}) => problems.length > 0);
  return (
    <section aria-labelledby="verdicts">
      <h2 id="verdicts">{course.file}</h2>
      <label class="progress">
        <span role="status">{course.running ? words.import.running(course.done, course.total) : words.import.done(course.done, course.total)}</span>
        <progress value={course.done} max={Math.max(1, course.total)} />
      </label>
      {course.problem && (
        <>
          <Refused problem={course.problem} />
          <p class="notice">{words.import.dropAgain}</p>
        </>
      )}
      <dl class="figures">
        {VERDICTS.map((verdict) => (
          <div key={verdict} class={`verdict-${verdict}`}>
            <dt>{words.verdictsOfImport[verdict]}</dt>
            <dd>{course.verdicts.filter((one) => one.verdict === verdict).length}</dd>
          </div>
        ))}
      </dl>
      {course.remainder && (
        <p>
          <button
            type="button"
            class="button"
            onClick={() => download(course.remainder!.name, course.remainder!.text, course.remainder!.type)}
          >
            {words.import.takeAside}
          </button>{' '}
          {words.import.takeAsideHint}
        </p>
      )}
      {spoken.length > 0 && <Problems verdicts={spoken} />}
    </section>
  );
}

function Problems({verdicts}: {verdicts: RecordVerdict[]}) {
  const {words} = useSpeech();
  const {columns} = words.import;
  return (
    <>
      <h3>{words.import.problems}</h3>
      <div class="table-box" tabIndex={0} role="group" aria-label={words.import.problems}>
        <table>
          <thead>
            <tr>
              <th scope="col">{columns.place}</th>
              <th scope="col">{columns.verdict}</th>
              <th scope="col">{columns.field}</th>
              <th scope="col">{columns.reason}</th>
              <th scope="col">{columns.received}</th>
            </tr>
          </thead>
          <tbody>
            {verdicts.slice(0, MOST_SHOWN).flatMap((one) =>
              one.problems.map((problem, at) => (
                <tr key={`${one.index} ${at}`}>
                  <th scope="row">{at === 0 ? one.index + 1 : <span class="hidden">{one.index + 1}</span>}</th>
                  <td>
                    <span class={`tag severity-${problem.severity}`}>{words.severities[problem.severity]}</span>
                  </td>
                  <td>
                    <code>{problem.field || words.import.wholeRecord}</code>
                  </td>
                  <td>{problem.message}</td>
                  <td>{problem.received && <code>{problem.received}</code>}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
      {verdicts.length > MOST_SHOWN && <p class="notice">{words.import.firstOnly(MOST_SHOWN)}</p>}
    </>
  );
}
