import type {ComponentChildren} from 'preact';
import {useEffect, useId, useRef, useState} from 'preact/hooks';

import {Problem} from '../api/client.ts';
import type {Language} from '../dates.ts';
import {useSpeech} from '../language.tsx';
import {Refused} from './states.tsx';

interface ActDialogProps {
  title: string;
  action: string;
  danger?: boolean;
  onClose: () => void;
  // Does the act; what it throws stays in view with what was typed.
  perform: (form: FormData, requestId: string) => Promise<void>;
  children: ComponentChildren;
}

// A form over the page. Escape and Cancel leave everything as it was.
export function ActDialog({title, action, danger = false, onClose, perform, children}: ActDialogProps) {
  const {words} = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  const requestId = useRef(crypto.randomUUID());
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await perform(new FormData(event.target as HTMLFormElement), requestId.current);
      dialog.current?.close();
    } catch (refused) {
      if (!(refused instanceof Problem)) throw refused;
      setProblem(refused);
      // A refused command was not done: corrected, it is another one. One without answer is the same one.
      if (refused.status) requestId.current = crypto.randomUUID();
    } finally {
      setBusy(false);
    }
  };
  return (
    <dialog ref={dialog} class="act" aria-labelledby={titleId} onClose={onClose}>
      <form onSubmit={send}>
        <h2 id={titleId}>{title}</h2>
        {children}
        {problem && <Refused problem={problem} />}
        <div class="buttons">
          <button type="submit" class={danger ? 'button danger' : 'button'} disabled={busy}>
            {busy ? words.states.sending : action}
          </button>
          <button type="button" class="button quiet" onClick={() => dialog.current?.close()}>
            {words.states.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}

interface FieldProps {
  label: string;
  hint?: string;
  hintLanguage?: Language;
  children: (attributes: {id: string; 'aria-describedby'?: string}) => ComponentChildren;
}
export function Field({label, hint, hintLanguage, children}: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`} lang={hintLanguage}>
          {hint}
        </p>
      )}
      {children(hint ? {id, 'aria-describedby': `${id}-hint`} : {id})}
    </div>
  );
}
