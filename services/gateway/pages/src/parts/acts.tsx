import {choiceIn, perform, textIn} from '../api/client.ts';
import type {Agent, InterviewKind, ObjectiveVerdict, Pathway, PathwayResult, RiskBand} from '../api/types.ts';
import {useSpeech} from '../language.tsx';
import {idIn} from '../router.tsx';
import {hasRole, useAgent} from '../session.tsx';
import {ActDialog, Field} from './dialog.tsx';

// What one may do with a pathway from its page; each is the name of its command.
export const ACTS = ['assignReferent', 'recordInterview', 'recordEmployerMeeting', 'overrideRisk', 'complete'] as const;
export type Act = (typeof ACTS)[number];

const WHO: Record<Act, string[]> = {
  assignReferent: ['REFERENT'],
  recordInterview: ['REFERENT', 'TRAINER', 'TRAINING_LEAD'],
  recordEmployerMeeting: ['REFERENT', 'TRAINER', 'TRAINING_LEAD', 'ACADEMIC_TUTOR'],
  overrideRisk: ['REFERENT'],
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
  const place = {pathwaysId: idIn(pathway.name)};
  const {etag} = pathway;
  const routes: Record<Act, (form: FormData, date: string, requestId: string) => Promise<unknown>> = {
    assignReferent: (_, date, id) =>
      perform('/v1/pathways/{pathwaysId}:assignReferent', place, {referent: agent.id, date, etag}, id),
    recordInterview: (form, date, id) =>
      perform(
        '/v1/pathways/{pathwaysId}/interviews',
        place,
        {
          kind: choiceIn<InterviewKind>(form, 'kind'),
          minutes: Number(form.get('minutes')),
          objective: textIn(form, 'objective'),
          objectiveVerdict: choiceIn<ObjectiveVerdict>(form, 'verdict'),
          note: textIn(form, 'note'),
          date,
        },
        id,
      ),
    recordEmployerMeeting: (form, date, id) =>
      perform('/v1/pathways/{pathwaysId}:recordEmployerMeeting', place, {note: textIn(form, 'note'), date}, id),
    overrideRisk: (form, _, id) =>
      perform('/v1/pathways/{pathwaysId}:overrideRisk', place, {band: choiceIn<RiskBand>(form, 'band'), reason: textIn(form, 'reason')}, id),
    complete: (form, date, id) =>
      perform(
        '/v1/pathways/{pathwaysId}:complete',
        place,
        {
          result: choiceIn<PathwayResult>(form, 'result'),
          review: {reached: textIn(form, 'reached')},
          reason: textIn(form, 'reason'),
          date,
          etag,
        },
        id,
      ),
  };
  const send = async (form: FormData, requestId: string) => {
    await routes[act](form, textIn(form, 'date'), requestId);
    onDone();
  };
  return (
    <ActDialog title={said.title} action={said.button} onClose={onClose} perform={send}>
      <p>{said.lead}</p>
      {act === 'recordInterview' && <InterviewFields />}
      {act === 'recordEmployerMeeting' && <Note />}
      {act === 'overrideRisk' && <RiskFields />}
      {act === 'complete' && <ClosingFields />}
      {act !== 'overrideRisk' && (
        <Field label={words.form.date} hint={words.form.dateHint}>
          {(field) => <input {...field} type="date" name="date" max={pathway.asOfDate} />}
        </Field>
      )}
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

function RiskFields() {
  const {words} = useSpeech();
  return (
    <>
      <Field label={words.form.band}>
        {(field) => (
          <select {...field} name="band" required>
            {(['LOW_RISK', 'WATCH', 'HIGH_RISK', 'CRITICAL', 'RISK_BAND_UNSPECIFIED'] as const).map((band) => (
              <option key={band} value={band}>
                {band === 'RISK_BAND_UNSPECIFIED' ? words.form.bandOfRules : words.bands[band]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.form.why} hint={words.form.bandWhyHint}>
        {(field) => <textarea {...field} name="reason" rows={3} maxLength={2000} required />}
      </Field>
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
