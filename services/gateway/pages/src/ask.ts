import {useCallback, useEffect, useRef, useState} from 'preact/hooks';

import {Problem} from './api/client.ts';
import {useSpeech} from './language.tsx';

// What was asked of the platform. A value stays on the page while it is asked for anew.
export interface Asked<T> {
  value?: T | undefined;
  problem?: Problem | undefined;
  asking: boolean;
  again: () => void;
}

const FRESH_EVERY_MS = 20_000;

// Asks when `key` or the language changes, when the window is looked at again, when the network comes
// back, when one has `acted` once more, and every `every` ms while it is looked at.
export function useAsked<T>(
  key: string,
  ask: (signal: AbortSignal) => Promise<T>,
  every: number = FRESH_EVERY_MS,
  acted = 0,
): Asked<T> {
  const {language} = useSpeech();
  const wanted = `${language} ${key}`;
  const [answer, setAnswer] = useState<{of: string; value?: T; problem?: Problem}>({of: ''});
  const [asking, setAsking] = useState(true);
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  const again = useCallback(() => setTurn((now) => now + 1), []);

  useEffect(() => {
    const control = new AbortController();
    setAsking(true);
    latest
      .current(control.signal)
      .then((value) => setAnswer({of: wanted, value}))
      .catch((problem: unknown) => {
        if (control.signal.aborted) return;
        if (!(problem instanceof Problem)) throw problem;
        setAnswer((before) => ({...(before.of === wanted ? before : {}), of: wanted, problem}));
      })
      .finally(() => control.signal.aborted || setAsking(false));
    return () => control.abort();
  }, [wanted, turn]);

  useEffect(() => {
    if (acted > 0) again();
  }, [again, acted]);

  useEffect(() => {
    const ifSeen = () => document.visibilityState === 'visible' && again();
    const timer = setInterval(ifSeen, every);
    addEventListener('online', again);
    document.addEventListener('visibilitychange', ifSeen);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
      document.removeEventListener('visibilitychange', ifSeen);
    };
  }, [again, every]);

  // Another question has no answer yet; the same one in another language keeps the old words until then.
  const same = answer.of.slice(3) === key;
  return {value: same ? answer.value : undefined, problem: same ? answer.problem : undefined, asking, again};
}

export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return online;
}
