import {act as perform} from '../api/client.ts';
import type {Agent, Pathway} from '../api/types.ts';
import {useSpeech} from '../language.tsx';
import {hasRole, useAgent} from '../session.tsx';
import {ActDialog, Field} from './dialog.tsx';

// What one may do with a pathway from its page; each is the name of its command.
export const ACTS = ['assignReferent', 'recordInterview', 'recordEmployerMeeting', 'complete'] as const;
export type Act = (typeof ACTS)[number];

const WHO: Record<Act, string[]> = {
  assignReferent: ['REFERENT'],
  recordInterview: ['REFERENT', 'TRAINER', 'TRAINING_LEAD'],
  recordEmployerMeeting: ['REFERENT', 'TRAINER', 'TRAINING_LEAD', 'ACADEMIC_TUTOR'],
  complete: ['REFERENT', 'TRAINING_LEAD'],
};

// The services decide; this only leaves out what they would refuse for sure.
export function possibleActs(agent: Agent, pathway: Pathway): Act[] {
  if (pathway.state !== 'OPEN') return [];
  return ACTS.filter((act) => hasRole(agent, ...WHO[act])).filter((act) => {
    if (act === 'assignReferent') return pathway.referent !== agent.id || pathway.referentByDefault;
    if (act === 'recordEmployerMeeting') return pathway.contracts.length > 0;
    return true;
  });
}

interface ActFormProps {
  act: Act;
  pathway: Pathway;
  onDone: () => void;
  onClose: () => void;
}

export function ActForm({act, pathway, onDone, onClose}: ActFormProps) {
  const {words} = useSpeech();
  const agent = useAgent();
  const said = words.acts[act];
  const send = (path: string, body: (form: FormData) => object) => async (form: FormData, requestId: string) => {
    await perform(path, {...body(form), date: form.get('date') || ''}, requestId);
    onDone();
  };
  const routes: Record<Act, (form: FormData, requestId: string) => Promise<void>> = {
    assignReferent: send(`/v1/${pathway.name}:assignReferent`, () => ({referent: agent.id, etag: pathway.etag})),
    recordInterview: send(`/v1/${pathway.name}/interviews`, (form) => ({
      kind: form.get('kind'),
      minutes: Number(form.get('minutes')),
      objective: form.get('objective'),
      objectiveVerdict: form.get('verdict'),
      note: form.get('note'),
    })),
    recordEmployerMeeting: send(`/v1/${pathway.name}:recordEmployerMeeting`, (form) => ({note: form.get('note')})),
    complete: send(`/v1/${pathway.name}:complete`, (form) => ({
      result: form.get('result'),
      review: {reached: form.get('reached')},
      reason: form.get('reason') ?? '',
      etag: pathway.etag,
    })),
  };
  return (
    <ActDialog title={said.title} action={said.button} onClose={onClose} perform={routes[act]}>
      <p>{said.lead}</p>
      {act === 'recordInterview' && <InterviewFields />}
      {act === 'recordEmployerMeeting' && <Note />}
      {act === 'complete' && <ClosingFields />}
      <Field label={words.form.date} hint={words.form.dateHint}>
        {(field) => <input {...field} type="date" name="date" max={pathway.asOfDate} />}
      </Field>
    </ActDialog>
  );
}

function Note() {
  const {words} = useSpeech();
  return (
    <Field label={words.form.note} hint={words.form.noteHint}>
      {(field) => <textarea {...field} name="note" rows={4} maxLength={10000} />}
    </Field>
  );
}

function InterviewFields() {
  const {words} = useSpeech();
  return (
    <>
      <Field label={words.form.kind}>
        {(field) => (
          <select {...field} name="kind" required>
            {Object.entries(words.interviewKinds).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.form.minutes}>
        {(field) => <input {...field} type="number" name="minutes" min={1} max={720} required inputMode="numeric" />}
      </Field>
      <Field label={words.form.objective} hint={words.form.objectiveHint}>
        {(field) => <input {...field} type="text" name="objective" maxLength={4000} required />}
      </Field>
      <Field label={words.form.verdict}>
        {(field) => (
          <select {...field} name="verdict" required>
            {Object.entries(words.verdicts).map(([verdict, name]) => (
              <option key={verdict} value={verdict}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Note />
    </>
  );
}

function ClosingFields() {
  const {words} = useSpeech();
  return (
    <>
      <Field label={words.form.result}>
        {(field) => (
          <select {...field} name="result" required>
            {Object.entries(words.results).map(([result, name]) => (
              <option key={result} value={result}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.form.reached} hint={words.form.reachedHint}>
        {(field) => <textarea {...field} name="reached" rows={4} maxLength={4000} required />}
      </Field>
      <Field label={words.form.reason} hint={words.form.reasonHint}>
        {(field) => <input {...field} type="text" name="reason" maxLength={4000} />}
      </Field>
    </>
  );
}
