import {useState} from 'preact/hooks';

import {choiceIn, perform, read, textIn} from '../api/client.ts';
import type {Referral, ReferralState, RefuseReason} from '../api/types.ts';
import {useAsked} from '../ask.ts';
import {inWords} from '../dates.ts';
import {useSpeech} from '../language.tsx';
import {useNames} from '../names.ts';
import {ActDialog, Field} from '../parts/dialog.tsx';
import {Pager, usePages} from '../parts/pager.tsx';
import {Answer, Empty} from '../parts/states.tsx';
import {Term} from '../parts/term.tsx';
import {idIn} from '../router.tsx';
import {useAgent} from '../session.tsx';

const PAGE = 20;
type Step = 'accept' | 'refuse' | 'complete';
const STEPS: Partial<Record<ReferralState, Step[]>> = {OFFERED: ['accept', 'refuse'], ACCEPTED: ['complete']};

// Referrals that one sent or received; their recipient answers here.
export function ReferralsPage() {
  const {words} = useSpeech();
  const pages = usePages('referrals');
  const asked = useAsked(`referrals ${pages.token}`, (signal) =>
    read('/v1/referrals', {pageSize: PAGE, pageToken: pages.token}, signal),
  );
  const [opened, setOpened] = useState<{step: Step; referral: Referral}>();
  return (
    <div>
      <header class="page-head">
        <div>
          <h1>{words.referrals.title}</h1>
          <p class="lead">{words.referrals.lead}</p>
          <Term of="referral" />
        </div>
      </header>
      {opened && (
        <StepForm {...opened} onDone={asked.again} onClose={() => setOpened(undefined)} />
      )}
      <Answer asked={asked}>
        {({referrals, nextPageToken}) => (
          <>
            {referrals.length === 0 && <Empty title={words.referrals.none} />}
            <ul class="rows">
              {referrals.map((referral) => (
                <ReferralRow key={referral.name} referral={referral} onStep={(step) => setOpened({step, referral})} />
              ))}
            </ul>
            <Pager label={words.referrals.title} number={pages.number} before={pages.before} next={pages.next(nextPageToken)} />
          </>
        )}
      </Answer>
    </div>
  );
}

function ReferralRow({referral, onStep}: {referral: Referral; onStep: (step: Step) => void}) {
  const {words, language} = useSpeech();
  const agent = useAgent();
  const nameOf = useNames([referral.person, referral.recipient]);
  const received = nameOf(referral.recipient) === agent.organisation;
  const steps = received ? (STEPS[referral.state] ?? []) : [];
  const who = nameOf(referral.person) ?? words.referrals.someone;
  return (
    <li class="row">
      <div class="row-main">
        <p class="row-title">
          {who} <span class={`tag referral-${referral.state}`}>{words.referralStates[referral.state]}</span>
        </p>
        <p class="row-reason">
          {words.barriers[referral.category as keyof typeof words.barriers] ?? referral.category}
          {nameOf(referral.recipient) && ` · ${words.referrals.to(nameOf(referral.recipient)!)}`} ·{' '}
          {words.referrals.offered(inWords(referral.offerDate, language))}
          {referral.state === 'OFFERED' && ` · ${words.referrals.answerBy(inWords(referral.expireDate, language))}`}
        </p>
        {referral.message && <p>{referral.message}</p>}
        {referral.outcome && (
          <p>
            <strong>{words.referrals.outcome}</strong> {referral.outcome}
          </p>
        )}
      </div>
      <div class="buttons">
        {steps.map((step) => (
          <button type="button" class="button quiet" key={step} onClick={() => onStep(step)} aria-label={`${words.steps[step].button} – ${who}`}>
            {words.steps[step].button}
          </button>
        ))}
      </div>
    </li>
  );
}

interface StepFormProps {
  step: Step;
  referral: Referral;
  onDone: () => void;
  onClose: () => void;
}
function StepForm({step, referral, onDone, onClose}: StepFormProps) {
  const {words} = useSpeech();
  const said = words.steps[step];
  const place = {referralsId: idIn(referral.name)};
  const {etag} = referral;
  const routes: Record<Step, (form: FormData, requestId: string) => Promise<unknown>> = {
    accept: (form, id) => perform('/v1/referrals/{referralsId}:accept', place, {note: textIn(form, 'text'), etag}, id),
    refuse: (form, id) =>
      perform('/v1/referrals/{referralsId}:refuse', place, {reason: choiceIn<RefuseReason>(form, 'reason'), explanation: textIn(form, 'text'), etag}, id),
    complete: (form, id) => perform('/v1/referrals/{referralsId}:complete', place, {outcome: textIn(form, 'text'), etag}, id),
  };
  const send = async (form: FormData, requestId: string) => {
    await routes[step](form, requestId);
    onDone();
  };
  return (
    <ActDialog title={said.title} action={said.button} onClose={onClose} perform={send}>
      {step === 'refuse' && (
        <Field label={words.form.why}>
          {(field) => (
            <select {...field} name="reason" required>
              {Object.entries(words.refuseReasons).map(([reason, name]) => (
                <option key={reason} value={reason}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={said.text}>
        {(field) => (
          <textarea {...field} name="text" rows={3} maxLength={4000} required={step === 'complete'} />
        )}
      </Field>
    </ActDialog>
  );
}
